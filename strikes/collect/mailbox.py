"""Raw mails out of whatever people have: .eml, .mbox, .txt, .html, .zip of these, folders, standard input; streaming.

What a file is, is told by its content, never by its name alone. Nothing is decoded here; the bytes of a mail go on as
they are, so that signatures hold.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from strikes.collect.notice_mail.mime import MAX_MAIL
from strikes.errors import InputError

#: `From ` at the start of a line begins a mail only where a sender and a date follow, and a blank line stands before.
_POSTMARK = re.compile(
    rb"From \S.{0,200}? (?:[A-Z][a-z]{2} +)?[A-Z][a-z]{2} +\d{1,2} +\d\d:\d\d.{0,40}\d{4}[^\n]{0,20}\r?\n?$"
    rb"|From \S{1,200}@\S{1,200} .{0,100}\d{4}\s*$"
)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LONGEST_LINE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken from one source. The public intake is narrow (R11, R12); an analyst's own import is wide."""

    mbox_bytes: int | None = None
    mails: int | None = None
    zip_entries: int = 20_000
    zip_bytes: int = 4 * 2**30
    zip_ratio: int = 100


INTAKE = Limits(mbox_bytes=200 * 2**20, mails=1000, zip_entries=100, zip_bytes=100 * 2**20)
OWN = Limits()


@dataclass(frozen=True, slots=True)
class Found:
    """A mail or paste as found: where, and its bytes; or the reason why they were not taken."""

    origin: str
    raw: bytes = b""
    refusal: str | None = None
    #: Did it come out of a mailbox or archive that holds many?
    is_one_of_many: bool = False


def mails(paths: Iterable[Path], limits: Limits = OWN) -> Iterator[Found]:
    """Yield every mail under the paths, folders in order of name; raises InputError for a path that is not there."""
    n_mails = 0
    for path in paths:
        if not path.exists():
            raise InputError(f"There is no file or folder {path}. Give a mail, a mailbox or a folder of them.")
        for file in sorted(_files(path)):
            with file.open("rb") as stream:
                for found in _in_stream(str(file), stream, file.stat().st_size, limits):
                    n_mails += 1
                    if limits.mails is not None and n_mails > limits.mails:
                        yield Found(
                            found.origin, refusal=f"More than {limits.mails} mails at once; give the rest apart."
                        )
                        return
                    yield found


def mails_in(stream: BinaryIO, origin: str = "standard input", limits: Limits = OWN) -> Iterator[Found]:
    """Yield every mail in a stream that cannot be rewound."""
    head = stream.read(MAX_MAIL + 1)
    if _is_mbox(head):
        yield from _in_mbox(origin, _lines_of(head, stream), limits)
        return
    if len(head) > MAX_MAIL:
        yield Found(origin, refusal="It is larger than 25 MB, and no mailbox.")
        return
    yield _single(origin, head)


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for inner in path.rglob("*"):
        # A link could lead out of the folder a person chose.
        if inner.is_file() and not inner.is_symlink() and not any(part.startswith(".") for part in inner.parts):
            yield inner


def _in_stream(origin: str, stream: BinaryIO, size: int, limits: Limits) -> Iterator[Found]:
    head = stream.read(4096)
    stream.seek(0)
    if head.startswith(b"PK\x03\x04"):
        yield from _in_zip(origin, stream, limits)
    elif _is_mbox(head):
        if limits.mbox_bytes is not None and size > limits.mbox_bytes:
            yield Found(origin, refusal=f"The mailbox is larger than {limits.mbox_bytes // 2**20} MB.")
            return
        yield from _in_mbox(origin, stream, limits)
    elif size > MAX_MAIL:
        yield Found(origin, refusal="It is larger than 25 MB.")
    else:
        yield _single(origin, stream.read(), head)


def _single(origin: str, raw: bytes, head: bytes | None = None) -> Found:
    head = raw[:4096] if head is None else head
    if head.startswith(_OLE):
        return Found(
            origin, raw, "This is an Outlook .msg file. Save the mail as .eml, or drag it into a folder, and give that."
        )
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and head.count(b"\0") > len(head) // 20:
        return Found(origin, raw, "This is neither a mail nor text.")
    return Found(origin, raw)


def _is_mbox(head: bytes) -> bool:
    return head.startswith(b"From ") and _POSTMARK.match(head.split(b"\n", 1)[0] + b"\n") is not None


def _in_mbox(origin: str, lines: Iterable[bytes], limits: Limits) -> Iterator[Found]:
    """Cut a mailbox at its postmark lines; a mail past the limit is told, and the rest goes on."""
    pieces: list[bytes] = []
    size, number, after_blank, is_oversize = 0, 0, True, False
    for line in lines:
        if after_blank and line.startswith(b"From ") and _POSTMARK.match(line):
            if number:
                yield _of_mbox(origin, number, pieces, is_oversize)
            pieces, size, number, is_oversize = [], 0, number + 1, False
        elif size + len(line) > MAX_MAIL + 2:
            pieces, is_oversize = [], True
        else:
            pieces.append(line)
            size += len(line)
        after_blank = line in (b"\n", b"\r\n")
    if number:
        yield _of_mbox(origin, number, pieces, is_oversize)


def _of_mbox(origin: str, number: int, pieces: list[bytes], is_oversize: bool) -> Found:
    name = f"{origin}#{number}"
    if is_oversize:
        return Found(name, refusal="The mail is larger than 25 MB.", is_one_of_many=True)
    # The blank line before the next postmark belongs to the mailbox; `>From ` was `From ` (mboxrd).
    if pieces and pieces[-1] in (b"\n", b"\r\n"):
        pieces.pop()
    return Found(name, _QUOTED_FROM.sub(rb"\1", b"".join(pieces)), is_one_of_many=True)


def _lines_of(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines of what was read already, then of the rest; very long lines in pieces."""
    *whole, rest = head.split(b"\n")
    for line in whole:
        yield line + b"\n"
    rest += stream.readline(_LONGEST_LINE)
    while rest:
        yield rest
        rest = stream.readline(_LONGEST_LINE)


def _in_zip(origin: str, stream: BinaryIO, limits: Limits) -> Iterator[Found]:
    """Open an archive entry by entry, counting what comes out: the sizes it states may be lies (R12)."""
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > limits.zip_entries:
                yield Found(origin, refusal=f"The archive holds more than {limits.zip_entries} files.")
                return
            left = limits.zip_bytes
            for entry in entries:
                found, used = _entry(origin, archive, entry, left, limits)
                left -= used
                yield from found
                if left <= 0:
                    yield Found(origin, refusal="The archive unpacks to more than is taken at once.")
                    return
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError) as error:
        yield Found(
            origin, refusal=f"The archive cannot be opened ({type(error).__name__}); unpack it and give the folder."
        )


def _entry(
    origin: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, limits: Limits
) -> tuple[list[Found], int]:
    name = f"{origin}/{entry.filename}"
    if reason := _refused_entry(entry):
        return [Found(name, refusal=reason, is_one_of_many=True)], 0
    with archive.open(entry) as member:
        raw = member.read(min(left, max(MAX_MAIL, 200 * 2**20)) + 1)
    if len(raw) > limits.zip_ratio * max(entry.compress_size, 1024) or len(raw) > left:
        return [
            Found(name, refusal="It unpacks to far more than it holds; it was left alone.", is_one_of_many=True)
        ], len(raw)
    if _is_mbox(raw):
        return list(_in_mbox(name, raw.splitlines(keepends=True), limits)), len(raw)
    if raw.startswith(b"PK\x03\x04"):
        return [Found(name, refusal="It is an archive inside an archive.", is_one_of_many=True)], len(raw)
    if len(raw) > MAX_MAIL:
        return [Found(name, refusal="It is larger than 25 MB.", is_one_of_many=True)], len(raw)
    single = _single(name, raw)
    return [Found(name, single.raw, single.refusal, is_one_of_many=True)], len(raw)


def _refused_entry(entry: zipfile.ZipInfo) -> str | None:
    parts = entry.filename.replace("\\", "/").split("/")
    if entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        return "Its name leads out of the archive."
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        return "It is a link."
    return "It is locked by a password." if entry.flag_bits & 1 else None
