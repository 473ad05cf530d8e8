"""Checking a bundle, offline and with nothing but what is in it: what was proved, what not, and what is wrong (R26)."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from strikes.errors import InputError
from strikes.report.bundle import archive
from strikes.report.manifest import NAME as MANIFEST
from strikes.report.manifest import SIGNATURE
from strikes.report.pack import content_hash
from strikes.report.signing import checked

#: Larger than any pack; a ZIP that unpacks to more is not one of ours.
LARGEST = 512 * 2**20


@dataclass
class Verdict:
    """What a check found, in sentences."""

    proved: list[str] = field(default_factory=list)
    not_proved: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def verify(path: Path, signer: str | None = None) -> Verdict:
    """Check a bundle: a ZIP, or the folder of its files. `signer` is the fingerprint you were told over another way.

    Raises InputError for what cannot be read at all, or is sealed.
    """
    verdict = Verdict()
    try:
        files, about = _opened(path, verdict)
    except _NoBundle as error:
        return Verdict(wrong=[str(error)], not_proved=["anything: there is nothing in it that could be checked"])
    _check_files(files, about, verdict)
    _check_pack(files, about, verdict)
    _check_signature(files, about, signer, verdict)
    verdict.not_proved += [
        "whether what the pack says is true: that rests on the provenance stated in it",
        "when it was made: its times are those of the run, so that the same run gives the same bytes",
    ]
    return verdict


class _NoBundle(Exception):
    """This is no bundle, or so damaged that nothing in it can be checked."""


def _opened(path: Path, verdict: Verdict) -> tuple[dict[str, bytes], dict[str, Any]]:
    if path.is_dir():
        files = _of_folder(path)
        about = _about(files)
        _check_beside(path, files, about, verdict)
    else:
        content = _read(path)
        files = _of_zip(content)
        about = _about(files)
        _check_container(content, files, about, verdict)
    return files, about


def _read(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror}.") from None
    if content.startswith(b"age-encryption.org/"):
        raise InputError(f"{path.name} is sealed. Open it first: age --decrypt -i KEYFILE {path.name} > bundle.zip")
    return content


def _of_zip(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            if sum(info.file_size for info in box.infolist()) > LARGEST:
                raise _NoBundle("this archive unpacks to more than any bundle of ours holds")
            return {name: _member(box, name) for name in box.namelist()}
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, NotImplementedError):
        raise _NoBundle("this is no bundle, or a damaged one: it cannot be opened as a ZIP archive") from None


def _member(box: zipfile.ZipFile, name: str) -> bytes:
    """Return a file of the archive, empty where it cannot be read: its hash will tell."""
    try:
        return box.read(name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error):
        return b""


def _of_folder(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _about(files: Mapping[str, bytes]) -> dict[str, Any]:
    if MANIFEST not in files:
        raise _NoBundle(f"this is no bundle: there is no {MANIFEST} in it")
    try:
        found = json.loads(files[MANIFEST])
        listed = {row["path"]: (row["bytes"], row["sha256"]) for row in found["files"]}
        about: dict[str, Any] = dict(found)
        known: dict[str, Any] = {"bundle": "", "as_of": "1980-01-01", "signed_by": None, "pack": ""}
        return known | about | {"listed": listed}
    except (ValueError, KeyError, TypeError):
        raise _NoBundle(f"this is no bundle, or a damaged one: its {MANIFEST} cannot be read") from None


def _check_container(content: bytes, files: Mapping[str, bytes], about: dict[str, Any], verdict: Verdict) -> None:
    try:
        is_same = archive(files, str(about["as_of"])) == content
    except (ValueError, OverflowError):
        is_same = False
    if is_same:
        verdict.proved.append("the archive is, byte for byte, the one its contents make")
    else:
        verdict.wrong.append("the archive itself was changed, or packed anew, after it was made")


def _check_beside(folder: Path, files: dict[str, bytes], about: dict[str, Any], verdict: Verdict) -> None:
    """Take the ZIP that lies in the folder out of its files, and compare it with them."""
    beside = files.pop(str(about["bundle"]), None)
    sealed = files.pop(f"{about['bundle']}.age", None)
    if beside is not None:
        _check_container(beside, files, about, verdict)
    if sealed is not None:
        verdict.not_proved.append(
            "whether the sealed bundle in this folder holds these files: open it and check it by itself"
        )


def _check_files(files: Mapping[str, bytes], about: dict[str, Any], verdict: Verdict) -> None:
    listed = about["listed"]
    own = {MANIFEST, SIGNATURE}
    before = len(verdict.wrong)
    verdict.wrong += [f"{name} is missing" for name in sorted(set(listed) - set(files))]
    verdict.wrong += [f"{name} was added" for name in sorted(set(files) - set(listed) - own)]
    for name in sorted(set(listed) & set(files)):
        if (len(files[name]), hashlib.sha256(files[name]).hexdigest()) != tuple(listed[name]):
            verdict.wrong.append(f"{name} is not what the manifest lists")
    if len(verdict.wrong) == before:
        verdict.proved.append(f"all {len(listed)} files are there, none was added, and each is what the manifest lists")


def _check_pack(files: Mapping[str, bytes], about: dict[str, Any], verdict: Verdict) -> None:
    """Compare the manifest's name of the pack with what pack.json says: a manifest of another pack does not fit."""
    try:
        pack = json.loads(files["pack.json"])
        is_own = content_hash(pack)[:16] == pack["about"]["pack"] == about["pack"]
    except (KeyError, ValueError, TypeError):
        is_own = False
    if is_own:
        verdict.proved.append(f"pack.json is pack {about['pack']}, made from run {about.get('run')}")
    else:
        verdict.wrong.append("pack.json is not the pack that the manifest names")


def _check_signature(files: Mapping[str, bytes], about: dict[str, Any], wanted: str | None, verdict: Verdict) -> None:
    if SIGNATURE not in files:
        if about["signed_by"] or wanted:
            verdict.wrong.append(f"{SIGNATURE} is missing")
        verdict.not_proved.append("who made it: this pack is not signed")
        return
    found = checked(files[SIGNATURE], files[MANIFEST])
    if found is None or found != about["signed_by"]:
        verdict.wrong.append("the signature does not hold: the manifest was changed after signing, or swapped")
    elif wanted is None:
        verdict.proved.append(f"the manifest was signed with the key {found}")
        verdict.not_proved.append(
            "whose key that is: compare it with what the maker tells you over another way (--signer)"
        )
    elif _bare(wanted) == _bare(found):
        verdict.proved.append(f"the manifest was signed with the key you named, {found}")
    else:
        verdict.wrong.append(f"it was signed with another key than you named: {found}")


def _bare(fingerprint: str) -> str:
    return "".join(fingerprint.split()).lower()
