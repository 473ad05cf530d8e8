"""Restoring a backup: opened beside the workspace, read whole, compared with what it states; only then put in place."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tarfile
import threading
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from strikes import seal
from strikes.errors import BusyError, DamageError, FormatError, InputError, NoSpaceError, StrikesError
from strikes.seal import Identity
from strikes.store import audit, backup, erase
from strikes.store.backup import MANIFEST
from strikes.store.connection import EngineError, attach, has_room, opened, scratch
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace


@dataclass(frozen=True)
class Restored:
    """What was put in place: the audit entry it stands at, its rows, and where the state before lies now."""

    number: int
    hash: str
    counts: dict[str, int]
    moved_to: Path | None
    #: How many erasures made since the backup were carried out again; the audit then stands beyond `number`.
    n_erased_again: int = 0


def restore(place: Workspace, source: Path, identity: Identity, *, now: dt.datetime) -> Restored:
    """Put the state of a backup in the workspace's place; what stood there is moved aside, whole.

    Raises DamageError where the key does not fit or the backup is not what it states; then nothing was changed.
    """
    _refuse_while_busy(place)
    if not source.is_file():
        raise InputError(f"There is no backup {source.name} to read.")
    root = place.root.absolute()
    root.parent.mkdir(parents=True, exist_ok=True)
    if not has_room(root.parent, source.stat().st_size // 3):
        raise NoSpaceError("There is not enough free disk space to unpack this backup. Nothing was changed.")
    fresh = Workspace(root.with_name(f".{root.name}-restoring-{uuid.uuid4().hex}"))
    try:
        fresh.ensure()
        _unpack(source, identity, fresh.root)
        stated = _checked(fresh)
        backup.note(fresh, source.name, stated["made_at"], stated["number"])
        moved_to = _put_in_place(fresh.root, root, now)
    finally:
        shutil.rmtree(fresh.root, ignore_errors=True)
    n_erased = _erase_again(place, moved_to, stated["number"])
    return Restored(stated["number"], stated["hash"], stated["counts"], moved_to, n_erased)


def _erase_again(place: Workspace, moved_to: Path | None, after: int) -> int:
    """Carry out again what was erased since the backup, as far as the audit of the state before can still be read."""
    if moved_to is None:
        return 0
    try:
        found = erase.tombstones(Workspace(moved_to), after)
    except (StrikesError, EngineError):
        return 0
    return erase.erase_again(place, found, by="restore") if found else 0


def _refuse_while_busy(place: Workspace) -> None:
    if not place.casebook.exists():
        return
    try:
        with opened(place.casebook, read_only=False, wait_seconds=1):
            pass
    except BusyError:
        raise
    except StrikesError:
        # Damaged is what restoring is for.
        return


def _unpack(source: Path, identity: Identity, into: Path) -> None:
    read_end, write_end = os.pipe()
    failed: list[Exception] = []

    def unseal() -> None:
        with source.open("rb") as sealed, os.fdopen(write_end, "wb") as plain:
            try:
                seal.unseal_stream(sealed, plain, identity)
            except (DamageError, OSError) as error:
                failed.append(error)

    thread = threading.Thread(target=unseal, name="unsealing")
    thread.start()
    try:
        with os.fdopen(read_end, "rb") as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
            for member in tar:
                if not member.isfile():
                    raise FormatError(f"{source.name} holds more than files; it was not made by strikes backup.")
                tar.extract(member, into, filter="data")
            # To the end, so that what follows the last file is checked too.
            while plain.read(2**16):
                pass
    except (tarfile.TarError, EOFError) as error:
        failed.append(DamageError(f"{source.name} is cut short or is no backup ({type(error).__name__})."))
    except OSError as error:
        failed.append(NoSpaceError(f"The backup could not be unpacked ({error.strerror}). Nothing was changed."))
    finally:
        thread.join()
    if failed:
        raise failed[0]


def _checked(fresh: Workspace) -> dict[str, Any]:
    """Return the manifest once everything is what it states."""
    try:
        stated: dict[str, Any] = json.loads((fresh.root / MANIFEST).read_bytes())
        files: dict[str, str] = stated["files"]
    except (OSError, ValueError, KeyError):
        raise DamageError("The backup has no manifest at its end: it is cut short. Take an older one.") from None
    changed = [name for name, digest in files.items() if _digest(fresh.root / name) != digest]
    if changed:
        raise DamageError(f"{len(changed)} files of the backup are not what it states. Take an older one.")
    (fresh.root / MANIFEST).unlink()
    wrong = verify_workspace(fresh).wrong
    if wrong:
        raise DamageError(f"The backup is not whole: {wrong[0]}. Nothing was changed; take an older one.")
    with scratch(reachable=[fresh.casebook]) as con:
        attach(con, fresh.casebook, "book", read_only=True)
        head, counts = audit.head_of(con, "book"), audit.counts(con, "book")
    if (head.number, head.hash, counts) != (stated["number"], stated["hash"], stated["counts"]):
        raise DamageError("The casebook in the backup is not at the entry it states. Nothing was changed.")
    return stated


def _digest(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _put_in_place(fresh: Path, root: Path, now: dt.datetime) -> Path | None:
    moved_to = None
    if root.exists():
        stamp = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%S")
        moved_to = root.with_name(f"{root.name}-before-{stamp}-{uuid.uuid4().hex[:4]}")
        os.rename(root, moved_to)
    os.rename(fresh, root)
    handle = os.open(root.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return moved_to
