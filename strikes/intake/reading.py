"""What people drop or paste, told apart by its content, and notices read from it on the spot in a bounded child."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from strikes.collect.bounded import Reader
from strikes.collect.mailbox import INTAKE, mails_in
from strikes.collect.notice_mail.reading import Claim, Reading
from strikes.intake.submission import MAX_FILE, HandedFile, Notice
from strikes.intake.tables import Table, is_table, read_table
from strikes.model import EventType

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-")
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
#: Video addresses as YouTube writes them (youtube.md 2.3).
_VIDEO = re.compile(r"(?:v=|youtu\.be/|/shorts/|/live/|/embed/)([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])")
_CHANNEL = re.compile(r"(?:^|/channel/)(UC[A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])")


#: What the reader's note names in a mail about the other kind of strike.
_GUIDELINES = "Community Guidelines"


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in one file: notices, a table, a picture kept unread, or why it was not taken.

    `trouble` is a key of the catalogue: too_large, outlook, archive, not_text, unreadable, not_taken; or, for a file
    that is kept all the same, no_notice or not_copyright.
    """

    file: HandedFile | None
    notices: tuple[Notice, ...] = ()
    table: Table | None = None
    trouble: str | None = None


def look_at(name: str, content: bytes, reader: Reader) -> Look:
    """Say what a file is and read the notices in it. Nothing is stored; nothing outside is asked."""
    if refusal := _refusal(content):
        return Look(None, trouble=refusal)
    if content.startswith(_PICTURES):
        return Look(HandedFile(name, "proof", content))
    if is_table(content):
        table = read_table(content)
        return Look(
            HandedFile(name, "table", content) if not table.refusal else None, table=table, trouble=table.refusal
        )
    return _read(HandedFile(name, "mail", content), reader)


def _refusal(content: bytes) -> str | None:
    head = content[:4096]
    if len(content) > MAX_FILE:
        return "too_large"
    if head.startswith(_OLE):
        return "outlook"
    if head.startswith(_ZIP):
        return "archive"
    is_text = head.startswith((*_PICTURES, b"\xff\xfe", b"\xfe\xff")) or head.count(b"\0") <= len(head) // 20
    return None if is_text and content.strip() else "not_text"


def _read(file: HandedFile, reader: Reader) -> Look:
    found = list(mails_in(io.BytesIO(file.content), file.name, INTAKE))
    outcomes = list(reader.read_all(each.raw for each in found if each.refusal is None))
    readings = [reading for outcome in outcomes for reading in outcome.readings]
    notices = tuple(Notice(reading, file=0) for reading in readings if is_notice(reading))
    if notices:
        return Look(file, notices)
    if outcomes and all(outcome.refusal for outcome in outcomes) or not outcomes:
        return Look(file, trouble="unreadable")
    is_other = any(reading.generation or _GUIDELINES in note for reading in readings for note in ("", *reading.notes))
    return Look(file, trouble="not_copyright" if is_other else "no_notice")


def is_notice(reading: Reading) -> bool:
    """Does a reading tell of something that happened to a channel?"""
    return reading.parsed and reading.event_type is not None


def told_by_hand(
    event_type: EventType,
    day: str,
    video: str,
    video_title: str,
    claimant_name: str,
    claimant_email: str,
    work: str,
) -> Reading:
    """Make a reading of what somebody typed; empty fields are not known."""
    claim = Claim(
        video_id=video_id(video),
        video_title=video_title.strip() or None,
        video_url=video.strip() or None,
        claimant_name=claimant_name.strip() or None,
        claimant_email=claimant_email.strip() or None,
        work_text=work.strip() or None,
    )
    return Reading(
        parsed=True, generation="form", event_type=event_type, notice_at=day.strip() or None, claims=(claim,)
    )


def corrected(notice: Notice, number: int, **fields: str | None) -> Notice:
    """Return a notice with fields of its claim of that number corrected; unchanged where nothing differs."""
    claims = list(notice.reading.claims) or [Claim()]
    claims[number] = Claim(**claims[number]._asdict() | fields)
    reading = notice.reading._replace(claims=tuple(claims))
    return notice if reading == notice.reading else replace(notice, reading=reading, is_changed=True)


def video_id(address: str) -> str | None:
    """Return the video an address names, or the id itself; None where there is none."""
    found = _VIDEO.search(address)
    if found:
        return found[1]
    return address.strip() if re.fullmatch(r"[A-Za-z0-9_-]{11}", address.strip()) else None


def channel_id(address: str) -> str | None:
    """Return the channel id in an address or id; None for handles, which only YouTube can resolve."""
    found = _CHANNEL.search(address.strip())
    return found[1] if found else None


def channels_of(notices: Sequence[Notice]) -> list[str | None]:
    """Return the titles by which the notices greet their channels, each once, in order."""
    return list(dict.fromkeys(notice.reading.channel_title for notice in notices))


def happenings(notices: Sequence[Notice]) -> Iterator[tuple[EventType, str | None, str]]:
    """Yield (kind, when, video) for each thing the notices tell of, as the clocks need it."""
    for notice in notices:
        kind = notice.reading.event_type
        if kind is None:
            continue
        per_claim = EventType.TAKEDOWN if kind is EventType.CHANNEL_TERMINATION else kind
        for claim in notice.reading.claims or (Claim(),):
            yield per_claim, notice.reading.notice_at, claim.video_id or claim.video_title or ""
