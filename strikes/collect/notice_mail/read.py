"""From the bytes of a mail or a paste to readings: the whole way, without storing and without ever raising for content.

Each parser knows one kind of notice and answers None for any other. They are asked in the order below, because a thread
quotes strikes, and a retraction quotes what it retracts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from strikes.collect.notice_mail import content_id, counter, g1, labelled, nets, pages
from strikes.collect.notice_mail.charset import decoded
from strikes.collect.notice_mail.dates import header_time
from strikes.collect.notice_mail.forwards import Envelope, is_forwarding, messages
from strikes.collect.notice_mail.mime import Mail, cut
from strikes.collect.notice_mail.missing import gaps
from strikes.collect.notice_mail.notice import Found, Notice, greeted
from strikes.collect.notice_mail.page import as_text
from strikes.collect.notice_mail.reading import Claim, Reading
from strikes.collect.notice_mail.sheet import sheet
from strikes.collect.notice_mail.words import words

PARSERS: tuple[Callable[[Notice], Found | None], ...] = (
    counter.read,
    nets.read,
    labelled.read,
    content_id.read,
    g1.read,
    pages.read,
)
#: A text this long is no notice, whoever sent it.
MAX_TEXT = 200_000
#: Of more attached mails than these, the rest is left to be given one by one.
MAX_ATTACHED = 10
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|div|p|table|span|meta)\b", re.I)


def read(raw: bytes) -> list[Reading]:
    """Read every notice in one mail or paste; a single unparsed reading where there is none.

    Raises Refused, with a reason for a person, where the bytes go beyond the limits.
    """
    mail = cut(raw)
    if mail is None:
        return _once(_from_text(_text_of(raw), Envelope(), raw, None))
    outer = _from_mail(mail, raw)
    if not mail.attached:
        return _once(outer)
    found = [reading for inner in mail.attached[:MAX_ATTACHED] for reading in _read_inner(inner)]
    return _once([reading for reading in outer + found if reading.parsed] or (found or outer)[:1])


def _read_inner(raw: bytes) -> list[Reading]:
    """Read an attached mail; one that itself carries a mail is opened once more, no deeper."""
    mail = cut(raw)
    if mail is None:
        return []
    found = _from_mail(mail, raw)
    for inner in mail.attached[:MAX_ATTACHED]:
        if innermost := cut(inner):
            found += _from_mail(innermost, inner)
    return found


def _text_of(raw: bytes) -> str:
    text = decoded(raw[: MAX_TEXT * 4])
    return as_text(text) if _PAGE.match(raw) else text


def _from_mail(mail: Mail, raw: bytes) -> list[Reading]:
    """Read the mail's own text; the page only where the plain part told too little."""
    envelope = Envelope(
        mail.headers.get("from"),
        header_time(mail.headers["date"]) if "date" in mail.headers else None,
        mail.headers.get("subject"),
    )
    found = _from_text("\n\n".join(mail.plain), envelope, raw, mail)
    if mail.pages and not _is_complete(found):
        found = max(found, _from_text("\n\n".join(map(as_text, mail.pages)), envelope, raw, mail), key=_told)
    if not any(reading.parsed for reading in found):
        for kind, text in mail.attached_texts[:10]:
            found += _from_text(as_text(text) if kind == "page" else text, Envelope(), raw, mail)
    return found


def _is_complete(found: list[Reading]) -> bool:
    claims = [claim for reading in found for claim in reading.claims]
    return (
        bool(claims)
        and all(reading.parsed for reading in found)
        and all(c.video_id and c.claimant_name for c in claims)
    )


def _told(found: list[Reading]) -> tuple[int, int, int]:
    """How much a set of readings tells, for choosing between the plain part and the page."""
    claims = [claim for reading in found for claim in reading.claims]
    fields = sum(len(claim.confidence) for claim in claims)
    return sum(reading.parsed for reading in found), sum(claim.video_id is not None for claim in claims), fields


def _from_text(text: str, outer: Envelope, raw: bytes, mail: Mail | None) -> list[Reading]:
    parts = messages(sheet(text[:MAX_TEXT]), outer)
    notices = [Notice(envelope, part, _subject(envelope, outer)) for envelope, part in parts]
    found = [(notice, _reading(notice, raw, mail)) for notice in notices]
    return [reading for _, reading in _current(found)] or [found[0][1]]


def _current(found: list[tuple[Notice, Reading]]) -> list[tuple[Notice, Reading]]:
    """Leave out what a notice merely quotes: the earlier mails of its thread, and a forwarder's own words about it."""
    told = [(notice, reading) for notice, reading in found if reading.parsed or reading.event_type]
    if told and told[0][0].envelope.way == "mail" and told[0][0].envelope.is_from_platform:
        return told[:1]
    forwarded = [pair for pair in told if pair[0].envelope.way == "forward"]
    if forwarded:
        genuine = [pair for pair in forwarded if pair[0].envelope.sender is None or pair[0].envelope.is_from_platform]
        return genuine or forwarded
    quoted = [pair for pair in told if pair[0].envelope.way == "quote"]
    return quoted[:1] or told


def _subject(envelope: Envelope, outer: Envelope) -> str:
    """Return the subject that counts as the notice's own: a forwarder's own words do not."""
    if envelope.subject is not None and (envelope is not outer or envelope.is_from_platform or envelope.sender is None):
        return envelope.subject
    return outer.subject or "" if is_forwarding(outer.subject) or (outer.subject or "").startswith("[") else ""


def _reading(notice: Notice, raw: bytes, mail: Mail | None) -> Reading:
    found = _found(notice)
    message_id, sha256 = mail.headers.get("message-id") if mail else None, hashlib.sha256(raw).hexdigest()
    if found is None or not (found.claims or notice.case_id):
        return Reading(message_id=message_id, sha256=sha256, notes=(_why_unparsed(notice),))
    absent = gaps(notice, found.event_type, found.claims)
    return Reading(
        parsed=True,
        generation=found.generation,
        language=_language(notice, found),
        event_type=found.event_type,
        notice_at=notice.envelope.notice_at,
        channel_title=_channel(notice),
        strikes_standing=_standing(notice),
        case_id=notice.case_id,
        claims=found.claims,
        missing_elements=tuple([gap.key for gap in absent]),
        message_id=message_id,
        sha256=sha256,
        notes=(*_notes(notice, found), *[gap.sentence for gap in absent]),
        is_own_mail=mail is not None and notice.envelope.way == "mail" and notice.envelope.is_from_platform,
    )


def _found(notice: Notice) -> Found | None:
    for parser in PARSERS:
        if found := parser(notice):
            return found
    return None


def _language(notice: Notice, found: Found) -> str | None:
    """Return the language most labels and phrases are of; a label weighs as much as two phrases."""
    told = [language for _, paragraph in notice.paragraphs for language in paragraph.languages]
    spoken = [*found.languages, *found.languages, *told]
    if len(set(spoken)) == 1:
        return spoken[0]
    return max(sorted(set(spoken)), key=lambda language: (spoken.count(language), language == "en"), default=None)


def _channel(notice: Notice) -> str | None:
    for hit in notice.sheet.hits:
        if hit.key == "uploader" and hit.value:
            return hit.value
    is_own = notice.envelope.sender is None or notice.envelope.is_from_platform
    return greeted(notice) if is_own else None


def _standing(notice: Notice) -> int | None:
    """Return how many strikes the notice says there are now, not how many there may be (`a third would ...`)."""
    for _, paragraph in notice.paragraphs:
        if paragraph.counts:
            told = min(paragraph.counts, key=lambda told: (told.start, told.phrase.text))
            return int(told.shown) if told.shown.isdigit() else words().numbers[told.phrase.language, told.shown]
    return None


def _why_unparsed(notice: Notice) -> str:
    if notice.mentions("guidelines"):
        return "This is about the Community Guidelines, not about copyright, and is not counted as a copyright notice."
    if notice.is_about_copyright:
        return (
            "This speaks of copyright, but in no layout known here. Nothing was guessed; the mail is kept as it is, "
            "please fill in the form."
        )
    return "No copyright notice was found in this."


def _notes(notice: Notice, found: Found) -> list[str]:
    n_claims, envelope = len(found.claims), notice.envelope
    told = [f"Read as {found.event_type.value.replace('_', ' ')} with {n_claims} claim{'' if n_claims == 1 else 's'}."]
    if found.is_net:
        told.append(
            "No genuine mail of this kind was known when this was written: keywords alone told it, please check."
        )
    if envelope.way != "mail":
        told.append(
            "It was forwarded or quoted inside another mail, so its authenticity cannot be proven; forward it as an "
            "attachment for that."
        )
    elif envelope.sender and not envelope.is_from_platform:
        told.append("The mail was not sent from an address that says YouTube; the notice stands in its text.")
    if envelope.notice_at is None:
        told.append("When the notice was sent is not stated in it.")
    return told + [
        _unread(number, claim)
        for number, claim in enumerate(found.claims, 1)
        if not claim.video_id or not claim.claimant_name
    ]


def _unread(number: int, claim: Claim) -> str:
    lacking = [
        what for what, value in (("video address", claim.video_id), ("claimant", claim.claimant_name)) if not value
    ]
    return f"Claim {number}: no {' and no '.join(lacking)} could be read; it was left empty."


def _once(readings: list[Reading]) -> list[Reading]:
    """Drop a notice that is there twice (attached and quoted); the one with its own time and proof wins."""
    if len(readings) == 1:
        return readings
    found: dict[object, Reading] = {}
    for reading in sorted(readings, key=lambda reading: reading.notice_at is None):
        key = (reading.event_type, tuple(claim.identity for claim in reading.claims), reading.case_id)
        found.setdefault(key if reading.parsed else len(found), reading)
    return [reading for reading in readings if any(reading is kept for kept in found.values())]
