"""A mail cut into its parts by bytes, in bounded steps and without recursion; attached mails stay byte for byte.

Python's own parser rewrites what it hands back, so that a signature over an attached mail no longer holds, and some
mails cost it minutes or its stack (docs/decisions/0030-own-mail-cutter.md).
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from strikes.collect.notice_mail.charset import decoded

#: R11 of the threat model.
MAX_MAIL = 25 * 2**20
MAX_HEADER = 256 * 2**10
MAX_HEADER_LINES = 1000
MAX_HEADER_FIELD = 32 * 2**10
MAX_ENCODED_WORDS = 200
MAX_PARTS = 300
MAX_CONTAINERS = 20
MAX_DEPTH = 10
MAX_DECODED = 10 * 2**20

_WANTED = {
    name.encode(): name
    for name in (
        "from", "to", "subject", "date", "message-id",
        "content-type", "content-transfer-encoding", "content-disposition",
    )
}  # fmt: skip
_BEGINS = re.compile(rb"(?:From \S[^\n]*\n)?[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:")
_HEADER_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_FOLDED = re.compile(rb"\r?\n(?=[ \t])")
_ENCODED_WORD = re.compile(r"=\?([\w.:-]{1,40})(?:\*[\w-]{1,20})?\?([bq])\?([^?\s]{0,1000})\?=(?:\s+(?==\?))?", re.I)
_PARAMETER = r"(?:^|;)\s*{}\*?(?:0\*?)?\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^;\s]+))"
_BOUNDARY = re.compile(_PARAMETER.format("boundary"), re.I)
_CHARSET = re.compile(_PARAMETER.format("charset"), re.I)
_FILENAME = re.compile(_PARAMETER.format("(?:file)?name"), re.I)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


class Refused(Exception):
    """A mail goes beyond the limits; the message is a sentence for a person."""


@dataclass(slots=True)
class Mail:
    """A mail's few headers that matter, its readable parts, and the mails attached to it."""

    headers: dict[str, str] = field(default_factory=dict)
    #: How often each header stands there: a second From is a forger's trick.
    counts: dict[str, int] = field(default_factory=dict)
    plain: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    attached: list[bytes] = field(default_factory=list)
    attached_texts: list[tuple[str, str]] = field(default_factory=list)


def cut(raw: bytes) -> Mail | None:
    """Cut a mail into its parts; None where the bytes do not begin with a mail's header.

    Raises Refused with a reason where it goes beyond the limits of R11; every other oddity is read as well as can be.
    """
    if len(raw) > MAX_MAIL:
        raise Refused("The mail is larger than 25 MB.")
    start = raw.lstrip(b"\r\n") if raw[:1] in b"\r\n" else raw
    if not _BEGINS.match(start):
        return None
    head, body = _head_and_body(start)
    headers, counts = _headers(head)
    # A paste may begin with a line or two that look like a header; `Sent` is what Outlook writes over a forward.
    if len(counts) < 2 or b"\nsent:" in head.lower():
        return None
    for name in ("subject", "from"):
        if name in headers:
            headers[name] = words_decoded(headers[name])
    mail = Mail(headers, counts)
    for number, (part_headers, part_body) in enumerate(_leaves(headers, body)):
        if number >= MAX_PARTS:
            raise Refused(f"The mail has more than {MAX_PARTS} parts.")
        _take(mail, part_headers, part_body)
    return mail


def words_decoded(value: str) -> str:
    """Return a header with its encoded words (`=?utf-8?q?...?=`) as text."""
    if "=?" not in value:
        return value
    return _ENCODED_WORD.sub(lambda word: decoded(_word_bytes(word[2], word[3]), word[1]), _joined(value))


def _joined(value: str) -> str:
    """Join neighbouring words of one charset: programs cut letters of several bytes in two."""
    return re.sub(r"(=\?[^?\s]{1,60}\?q\?)([^?\s]*)\?=\s+\1", r"\1\2", value, count=MAX_ENCODED_WORDS, flags=re.I)


def _word_bytes(kind: str, text: str) -> bytes:
    data = text.encode("ascii", errors="replace")
    return _from_base64(data) if kind in "bB" else binascii.a2b_qp(data, header=True)


def _head_and_body(raw: bytes) -> tuple[bytes, bytes]:
    for blank in (b"\r\n\r\n", b"\n\n"):
        # The two ways nearly every mail has it; the expression below also takes blanks on the line and mixed ends.
        if (place := raw.find(blank, 0, MAX_HEADER)) > 0 and b"\n\n" not in raw[:place]:
            return raw[:place], raw[place + len(blank) :]
    end = _HEADER_END.search(raw, 0, MAX_HEADER + 4)
    if end is None:
        if len(raw) > MAX_HEADER:
            raise Refused("The mail's header is larger than 256 KB.")
        return raw, b""
    return raw[: end.start()], raw[end.end() :]


def _headers(head: bytes) -> tuple[dict[str, str], dict[str, int]]:
    if head.count(b"\n") > MAX_HEADER_LINES:
        raise Refused(f"The mail's header has more than {MAX_HEADER_LINES} lines.")
    if head.count(b"=?") > 2 * MAX_ENCODED_WORDS:
        raise Refused(f"The mail's header has more than {MAX_ENCODED_WORDS} encoded words.")
    if (
        max(map(len, (lines := (_FOLDED.sub(b"", head) if b"\n " in head or b"\n\t" in head else head).split(b"\n"))))
        > MAX_HEADER_FIELD
    ):
        raise Refused("One header of the mail is larger than 32 KB.")
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for line in lines:
        name, _, value = line.partition(b":")
        if key := _WANTED.get(name.strip().lower()):
            counts[key] = counts.get(key, 0) + 1
            found.setdefault(key, decoded(value.strip()))
    return found, counts


def _leaves(headers: dict[str, str], body: bytes) -> Iterator[tuple[dict[str, str], bytes]]:
    """Yield the parts that hold something, in order; a container without a boundary is one part."""
    waiting, n_containers = [(headers, body, 0)], 0
    while waiting:
        headers, body, depth = waiting.pop()
        kind = headers.get("content-type", "").lower().lstrip()
        boundary = _parameter(_BOUNDARY, headers.get("content-type", "")) if kind.startswith("multipart/") else None
        if not boundary:
            yield headers, body
            continue
        n_containers += 1
        if depth >= MAX_DEPTH or n_containers > MAX_CONTAINERS:
            raise Refused("The mail's parts are nested too deeply.")
        parts = [_part(piece) for piece in _pieces(body, boundary.encode("utf-8", errors="replace"))]
        waiting += [(part_headers, part_body, depth + 1) for part_headers, part_body in reversed(parts)]


def _part(piece: bytes) -> tuple[dict[str, str], bytes]:
    if piece.startswith((b"\n", b"\r\n")):
        return {}, piece[piece.index(b"\n") + 1 :]
    head, body = _head_and_body(piece)
    return _headers(head)[0], body


def _pieces(body: bytes, boundary: bytes) -> list[bytes]:
    """Return what lies between the boundary lines, exact to the byte: the line end before a boundary belongs to it."""
    line, start, place = b"--" + boundary, None, 0
    pieces: list[bytes] = []
    while (place := body.find(line, place)) >= 0:
        end = body.find(b"\n", place)
        rest = body[place + len(line) : len(body) if end < 0 else end].strip()
        if (place and body[place - 1 : place] != b"\n") or rest not in (b"", b"--"):
            place += len(line)
            continue
        if start is not None:
            pieces.append(body[start : _before_line_end(body, place)])
        if len(pieces) > MAX_PARTS:
            raise Refused(f"The mail has more than {MAX_PARTS} parts.")
        if rest == b"--" or end < 0:
            return pieces
        start = place = end + 1
    return pieces if start is None else [*pieces, body[start:]]


def _before_line_end(body: bytes, place: int) -> int:
    place -= body[place - 1 : place] == b"\n"
    return place - (body[place - 1 : place] == b"\r")


def _take(mail: Mail, headers: dict[str, str], body: bytes) -> None:
    kind, charset, is_attachment = _nature(
        headers.get("content-type", "text/plain"), headers.get("content-disposition", "")
    )
    if kind == "mail":
        mail.attached.append(_content(headers, body))
    elif kind:
        text = decoded(_content(headers, body), charset)
        if is_attachment:
            mail.attached_texts.append((kind, text))
        else:
            (mail.pages if kind == "page" else mail.plain).append(text)


@lru_cache(maxsize=1024)
def _nature(content_type: str, disposition: str) -> tuple[str, str | None, bool]:
    """Tell what a part is (mail, page, plain, or nothing to read), its charset, and whether it is an attachment."""
    kind = content_type.lower().lstrip()
    name = (_parameter(_FILENAME, f"{disposition};{content_type}") or "").lower()
    charset, is_attachment = _parameter(_CHARSET, content_type), disposition.lower().lstrip().startswith("attachment")
    if kind.startswith("message/rfc822") or name.endswith(".eml"):
        return "mail", charset, is_attachment
    if kind.startswith("text/html"):
        return "page", charset, is_attachment
    return "" if kind.startswith(_OTHER_KINDS) else "plain", charset, is_attachment


#: Parts that hold no text to read.
_OTHER_KINDS = (
    "image/",
    "audio/",
    "video/",
    "application/",
    "font/",
    "model/",
    "message/",
    "text/calendar",
    "text/x-",
    "text/vcard",
)


def _content(headers: dict[str, str], body: bytes) -> bytes:
    """Undo the transfer encoding; too large is refused, damaged is decoded as far as it goes."""
    encoding = headers.get("content-transfer-encoding", "").strip().lower()
    if encoding in ("base64", "quoted-printable") and len(body) > MAX_DECODED * 4 // 3 + 4096:
        raise Refused("A part of the mail is larger than 10 MB.")
    if encoding == "base64":
        return _from_base64(body)
    return binascii.a2b_qp(body) if encoding == "quoted-printable" else body


def _from_base64(data: bytes) -> bytes:
    kept = _NOT_BASE64.sub(b"", data)
    # One letter too many holds no whole byte.
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    return b64decode(kept + b"=" * (-len(kept) % 4))


def _parameter(pattern: re.Pattern[str], value: str) -> str | None:
    match = pattern.search(value)
    if match is None:
        return None
    return match[1].replace("\\", "") if match[1] is not None else match[2].removeprefix("utf-8''")
