"""Backups (R8): everything that cannot be computed again, as one age file, sealed to a key that this machine lacks.

A backup is a tar of the workspace with a manifest at its end. The casebook in it is a copy made by the engine from one
read transaction, never the live file: a copied file lacks what still stands in the log, and copying drops the lock.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import tarfile
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, BinaryIO

from strikes import __version__, seal
from strikes.errors import InputError, NoSpaceError
from strikes.seal import Recipient
from strikes.store import audit, durable, runs
from strikes.store.connection import attach, engine_errors, has_room, scratch
from strikes.store.workspace import Workspace

MANIFEST, CASEBOOK, HEAD = "manifest.json", "casebook.duckdb", "head.json"
#: How long a backup may be kept: what was erased is then gone from all of them (R9).
WINDOW_DAYS = 35
#: Left out: the database itself (its copy goes in), and what is computed again.
_LEFT_OUT = (CASEBOOK, f"{CASEBOOK}.wal", HEAD, "runs", "last-backup")


@dataclass(frozen=True)
class Stated:
    """What a backup says of itself: where its casebook's audit stood, and how many rows each table had."""

    number: int
    hash: str
    counts: dict[str, int]
    made_at: str
    version: str


def write_backup(
    place: Workspace, target: Path, recipient: Recipient, *, cited: Iterable[str], now: dt.datetime
) -> Stated:
    """Write a backup to a new file, on disk when this returns; `cited` are the runs that exports were made from.

    Raises InputError where the file exists, DamageError where the casebook is not whole, NoSpaceError without room.
    """
    if target.exists():
        raise InputError(f"{target.name} exists already, and backups are never written over. Name another file.")
    snapshot = place.root / f".casebook-{uuid.uuid4().hex}.duckdb"
    _check_room(place, target)
    beside = target.with_name(f".{target.name}.part")
    try:
        with beside.open("xb") as out, _sealing(out, recipient) as plain, tarfile.open(fileobj=plain, mode="w|") as tar:
            stated = _fill(tar, place, snapshot, set(cited), now)
        _sync(beside)
        beside.rename(target)
        _sync(target.parent)
    except OSError as error:
        raise NoSpaceError(f"The backup could not be written ({error.strerror}). Nothing else was changed.") from error
    finally:
        snapshot.unlink(missing_ok=True)
        beside.unlink(missing_ok=True)
    note(place, target.name, stated.made_at, stated.number)
    return stated


def _check_room(place: Workspace, target: Path) -> None:
    n_bytes = sum(path.stat().st_size for path in _paths(place.root)) + place.casebook.stat().st_size
    if not has_room(place.root, place.casebook.stat().st_size) or not has_room(target.resolve().parent, n_bytes // 3):
        raise NoSpaceError("There is not enough free disk space for a backup. Free some, or write it to another disk.")


def _fill(tar: tarfile.TarFile, place: Workspace, snapshot: Path, cited: set[str], now: dt.datetime) -> Stated:
    hashes: dict[str, str] = {}
    # What waits goes first: a review taken in meanwhile stands in the casebook too, and twice is once.
    _add_all(tar, hashes, place.root, _paths(place.root / "inbox"))
    stated = _copy_casebook(place, snapshot, now)
    _add(tar, hashes, snapshot, CASEBOOK)
    head = json.dumps({"number": stated.number, "hash": stated.hash}).encode()
    _add_bytes(tar, hashes, HEAD, head)
    others = (path for path in _paths(place.root) if path.relative_to(place.root).parts[0] != "inbox")
    _add_all(tar, hashes, place.root, others)
    kept = {run_id for run_id in (runs.latest_id(place), *cited) if run_id}
    _add_all(tar, hashes, place.root, (place.runs / f"{run_id}.duckdb" for run_id in sorted(kept)))
    _add_all(tar, hashes, place.root, [place.runs / "latest"])
    _add_bytes(tar, {}, MANIFEST, json.dumps(asdict(stated) | {"files": hashes}, sort_keys=True).encode())
    return stated


def _copy_casebook(place: Workspace, snapshot: Path, now: dt.datetime) -> Stated:
    with scratch(beside=place.root, reachable=[place.casebook, snapshot]) as con, engine_errors():
        # Attached for reading, it keeps writers out until the copy is done.
        attach(con, place.casebook, "old", read_only=True)
        audit.check_head(con, "old", place.head, place.newest_backup())
        attach(con, snapshot, "fresh", read_only=False)
        con.execute("copy from database old to fresh")
        head, counts = audit.head_of(con, "fresh"), audit.counts(con, "fresh")
        con.execute("detach fresh")
        con.execute("detach old")
    made_at = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Stated(head.number, head.hash, counts, made_at, __version__)


def _paths(folder: Path) -> Iterator[Path]:
    """Yield the files to keep, sorted; hidden ones are half-written or spill."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in _LEFT_OUT or path.is_symlink():
            continue
        if path.is_dir():
            yield from _paths(path)
        elif path.is_file():
            yield path


def _add_all(tar: tarfile.TarFile, hashes: dict[str, str], root: Path, paths: Iterable[Path]) -> None:
    for path in paths:
        # Gone since it was listed: it was taken in, or removed by its owner.
        if path.is_file():
            _add(tar, hashes, path, path.relative_to(root).as_posix())


def _add(tar: tarfile.TarFile, hashes: dict[str, str], path: Path, name: str) -> None:
    with path.open("rb") as stream:
        hashed = _Hashing(stream)
        info, about = tarfile.TarInfo(name), os.fstat(stream.fileno())
        info.size, info.mtime, info.mode = about.st_size, int(about.st_mtime), 0o600
        tar.addfile(info, hashed)
        hashes[name] = hashed.digest.hexdigest()


def _add_bytes(tar: tarfile.TarFile, hashes: dict[str, str], name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))
    hashes[name] = hashlib.sha256(content).hexdigest()


class _Hashing(io.RawIOBase):
    """Reads a file and hashes what was read of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.digest = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        found = self._stream.read(size)
        self.digest.update(found)
        return found


@contextmanager
def _sealing(out: BinaryIO, recipient: Recipient) -> Iterator[BinaryIO]:
    """Yield a file to write plain bytes to; what reaches `out` is sealed. Nothing plain touches the disk."""
    with _piped(lambda plain: seal.seal_stream(plain, out, [recipient])) as plain:
        yield plain
    out.flush()


@contextmanager
def _piped(reader: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """Run `reader` in a thread on what the caller writes; its error is raised here once the writing ended."""
    read_end, write_end = os.pipe()
    failed: list[BaseException] = []

    def read() -> None:
        with os.fdopen(read_end, "rb") as stream:
            try:
                reader(stream)
            except (OSError, ValueError) as error:
                failed.append(error)

    thread = threading.Thread(target=read, name="sealing")
    thread.start()
    try:
        with os.fdopen(write_end, "wb") as stream:
            yield stream
    except BrokenPipeError:
        if not failed:
            raise
    finally:
        thread.join()
    if failed:
        raise failed[0]


def note(place: Workspace, name: str, made_at: str, number: int) -> None:
    """Note in the workspace that there is a backup, so that damage can name it and doctor its age."""
    beside = place.root / ".last-backup"
    beside.write_text(f"{name} of {made_at[:10]}, to entry {number}\n", encoding="utf-8")
    beside.replace(place.root / "last-backup")
    durable.write_once(place.root / "backups", made_at, [{"name": name, "made_at": made_at, "number": number}])


def made(place: Workspace) -> list[dict[str, str]]:
    """Return the backups made of this workspace, oldest first: name, made_at, number."""
    return [row for _, rows in durable.waiting(place.root / "backups") for row in rows]


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
