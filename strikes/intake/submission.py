"""What is handed in, as one file: a small archive of `submission.json` and the files as they came, before sealing.

The same form serves the later words about a case (`Follow`). Whoever reads one again trusts nothing in it: anybody who
has the public key could have written it.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import Any, Literal

from strikes.collect.notice_mail.reading import Claim, Dkim, Reading
from strikes.errors import FormatError
from strikes.model import EventType, Level

VERSION = 1
#: What somebody may agree to, each for itself; the first is what the form is for.
PURPOSES = ("analysis", "platform", "partner", "public")
ROLES = ("owner", "helper", "lawyer")
FileKind = Literal["mail", "table", "proof"]
What = Literal["answer", "material", "correction", "withdrawal", "erasure"]
#: R13, and the form around it.
MAX_FILES, MAX_BYTES, MAX_FILE = 20, 50 * 2**20, 25 * 2**20
MAX_TEXT = 10_000
_HEAD = "submission.json"


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file as it came."""

    name: str
    kind: FileKind
    content: bytes


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as its owner confirmed it: read from the file of that number, or told by hand (None)."""

    reading: Reading
    file: int | None = None
    #: Was anything corrected after it was read?
    is_changed: bool = False
    channel_id: str | None = None
    channel_title: str | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """One case handed in."""

    case_number: str
    name: str
    recipient: str
    follow_hash: str
    token: str
    sent_at: str
    language: str
    role: str = "owner"
    notices: tuple[Notice, ...] = ()
    files: tuple[HandedFile, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    consents: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Follow:
    """A later word about a case, from whoever holds its secret."""

    name: str
    follow_key: str
    message_id: str
    what: What
    sent_at: str
    text: str = ""
    files: tuple[HandedFile, ...] = ()


def packed(handed: Submission | Follow) -> bytes:
    """Return the bytes of a submission or follow-up, to be sealed; the same again gives the same bytes."""
    told = {name: value for name in _names(handed) if name not in _APART for value in (getattr(handed, name),)}
    told |= {
        "version": VERSION,
        "kind": "submission" if isinstance(handed, Submission) else "follow",
        "files": [{"name": file.name, "kind": file.kind} for file in handed.files],
    }
    if isinstance(handed, Submission):
        told["notices"] = [_notice_json(notice) for notice in handed.notices]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, _HEAD, json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode())
        for number, file in enumerate(handed.files):
            _put(archive, f"files/{number}", file.content)
    return stream.getvalue()


def unpacked(raw: bytes) -> Submission | Follow:
    """Read a submission or follow-up; raises FormatError for what is none, however it was made."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            told = json.loads(_member(archive, _HEAD))
            names = told["files"][:MAX_FILES]
            files = tuple(
                HandedFile(str(each["name"]), _one_of(each["kind"], ("mail", "table", "proof")), content)
                for number, each in enumerate(names)
                if (content := _member(archive, f"files/{number}")) is not None
            )
        return _submission(told, files) if told["kind"] == "submission" else _follow(told, files)
    except (
        zipfile.BadZipFile,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        NotImplementedError,
        EOFError,
    ) as error:
        raise FormatError(f"A submission does not have the form it should have ({type(error).__name__}).") from None


_APART = ("files", "notices")


def _names(handed: Submission | Follow) -> tuple[str, ...]:
    return tuple(handed.__dataclass_fields__)


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    # No times of this machine: the same submission is the same bytes.
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        content = member.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValueError(name)
    return content


def _notice_json(notice: Notice) -> dict[str, Any]:
    about = {name: getattr(notice, name) for name in ("file", "is_changed", "channel_id", "channel_title")}
    return about | {"reading": notice.reading.as_json()}


def _submission(told: dict[str, Any], files: tuple[HandedFile, ...]) -> Submission:
    texts = ("case_number", "name", "recipient", "follow_hash", "token", "sent_at", "language")
    return Submission(
        **{name: _text(told[name], 200) for name in texts},
        role=_one_of(told["role"], ROLES),
        notices=tuple(_notice(each, len(files)) for each in told["notices"]),
        files=files,
        answers={_text(name, 40): _text(answer, MAX_TEXT) for name, answer in told["answers"].items()},
        consents={purpose: told["consents"].get(purpose) is True for purpose in PURPOSES},
    )


def _follow(told: dict[str, Any], files: tuple[HandedFile, ...]) -> Follow:
    return Follow(
        **{name: _text(told[name], 200) for name in ("name", "follow_key", "message_id", "sent_at")},
        what=_one_of(told["what"], ("answer", "material", "correction", "withdrawal", "erasure")),
        text=_text(told["text"], MAX_TEXT),
        files=files,
    )


def _notice(told: dict[str, Any], n_files: int) -> Notice:
    file = told["file"]
    return Notice(
        reading=reading_from(told["reading"]),
        file=file if isinstance(file, int) and 0 <= file < n_files else None,
        is_changed=told["is_changed"] is True,
        channel_id=_maybe(told["channel_id"]),
        channel_title=_maybe(told["channel_title"]),
    )


def reading_from(told: dict[str, Any]) -> Reading:
    """Make a reading of its JSON; what it says of its own proof is not taken over."""
    return Reading(
        parsed=told["parsed"] is True,
        generation=_maybe(told["generation"]),
        language=_maybe(told["language"]),
        event_type=EventType(told["event_type"]) if told["event_type"] else None,
        notice_at=_maybe(told["notice_at"]),
        channel_title=_maybe(told["channel_title"]),
        strikes_standing=told["strikes_standing"] if isinstance(told["strikes_standing"], int) else None,
        case_id=_maybe(told["case_id"]),
        claims=tuple(_claim(each) for each in told["claims"]),
        message_id=_maybe(told["message_id"]),
        sha256=_text(told["sha256"], 64),
        provenance=Level.P1,
        dkim=Dkim(),
    )


def _claim(told: dict[str, Any]) -> Claim:
    fields: dict[str, Any] = {name: _maybe(told.get(name)) for name in Claim._fields if name != "confidence"}
    return Claim(**fields)


def _maybe(value: Any) -> str | None:
    return None if value is None else _text(value, MAX_TEXT)


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise ValueError
    return value


def _one_of(value: Any, words: tuple[str, ...]) -> Any:
    if value not in words:
        raise ValueError
    return value
