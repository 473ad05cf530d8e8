"""The bundle: all files of a pack as one signed ZIP that is the same bytes for the same run (R26).

The files, the manifest and the signature lie in a folder; the ZIP beside them holds the same and is what is sent.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyrage

from strikes.errors import UsageError
from strikes.report.manifest import NAME as MANIFEST
from strikes.report.manifest import SIGNATURE, manifest, read_manifest
from strikes.report.pack import Pack
from strikes.report.signing import Signer
from strikes.report.zipped import zipped

#: What a pack is of and for whom: a folder that holds the same is renewed, any other is left alone.
_SAME = ("kind", "subject", "profile", "language")


def bundled(files: Mapping[str, bytes], pack: Pack, signer: Signer | None) -> dict[str, bytes]:
    """Return the files with manifest and signature. Without a signer the pack is not signed, and says so."""
    about: dict[str, Any] = pack["about"] | {
        "schema": pack["schema"],
        "bundle": bundle_name(pack),
        "signed_by": signer.fingerprint if signer else None,
    }
    listed = manifest(files, about)
    signature = {SIGNATURE: signer.sign(listed)} if signer else {}
    return {**files, MANIFEST: listed, **signature}


def bundle_name(pack: Pack) -> str:
    """Return the name of a pack's ZIP; it tells nobody what the pack is about."""
    about = pack["about"]
    return f"strikes-{about['pack']}-{about['profile']}-{about['language']}.zip"


def archive(files: Mapping[str, bytes], as_of: str) -> bytes:
    """Return bundled files as one ZIP, dated with the run's day."""
    return zipped(files, dt.datetime.fromisoformat(as_of))


def sealed(content: bytes, recipients: Sequence[str]) -> bytes:
    """Return content encrypted to age recipients (age1...). Raises UsageError naming one that is none."""
    keys = []
    for recipient in recipients:
        try:
            keys.append(pyrage.x25519.Recipient.from_str(recipient))
        except pyrage.RecipientError:
            raise UsageError(f"--seal-to {recipient!r} is no age recipient; it begins with age1.") from None
    return bytes(pyrage.encrypt(content, keys))


def write_bundle(folder: Path, files: Mapping[str, bytes], pack: Pack, seal_to: Sequence[str] = ()) -> Path:
    """Write bundled files and their ZIP into `folder`; the ZIP is returned. The folder is whole or it is not there.

    Sealed, the ZIP is written encrypted only. Raises UsageError where the folder holds anything else.
    """
    _check_free(folder, pack)
    content, name = archive(files, pack["about"]["as_of"]), bundle_name(pack)
    if seal_to:
        content, name = sealed(content, seal_to), f"{name}.age"
    beside = folder.parent / f".{folder.name}-{uuid.uuid4().hex[:8]}"
    try:
        _write_all(beside, {**files, name: content})
        if folder.exists():
            shutil.rmtree(folder)
        os.rename(beside, folder)
    except OSError as error:
        raise UsageError(f"The pack cannot be written to {folder.name!r}: {error.strerror}.") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder / name


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, mode=0o700)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def _check_free(folder: Path, pack: Pack) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder.name} is a file; name a folder for the pack.")
    if not any(folder.iterdir()):
        return
    known = read_manifest(folder)
    if any(known.get(name) != pack["about"][name] for name in _SAME):
        raise UsageError(f"{folder.name} holds something else already. Name another folder, or remove it first.")
