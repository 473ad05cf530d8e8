"""From a reading to rows of the events table (docs/contracts.md, section 1), with what each row rests on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from strikes.collect.notice_mail.reading import Claim, Dkim, Reading
from strikes.collect.notice_mail.values import phone_number
from strikes.model import EventType

#: Of these the mail tells that they happened to the channel, whatever it says of single videos.
_CHANNEL_EVENTS = (EventType.CHANNEL_TERMINATION,)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the mail itself; it stays with the source, not with the events."""

    sha256: str
    message_id: str | None
    vault_name: str | None
    generation: str | None
    dkim: Dkim
    #: Does it prove that who hands it in controlled the channel?
    proves_control: bool = False
    #: The signing key's DNS record, when it was seen, and who answered; None where nothing was checked.
    key_name: str | None = None
    key_text: str | None = None
    key_seen_at: str | None = None
    resolver: str | None = None


def event_rows(reading: Reading, channel_id: str | None = None) -> list[dict[str, str | None]]:
    """Return the events a notice reports, one row for each claim; none for what is no notice of ours.

    A termination gives its own row besides a takedown for each claim. Without `channel_id` the channel is known by the
    title the notice greets, if any.
    """
    if not reading.parsed or reading.event_type is None:
        return []
    own = reading.event_type
    per_claim = EventType.TAKEDOWN if own in _CHANNEL_EVENTS else own
    rows = [_row(reading, claim, per_claim, channel_id) for claim in reading.claims]
    if own in _CHANNEL_EVENTS or not rows:
        rows.append(_row(reading, Claim(), own, channel_id))
    return rows


def _row(reading: Reading, claim: Claim, event_type: EventType, channel_id: str | None) -> dict[str, str | None]:
    return {
        "event_id": _event_id(reading, claim, event_type, channel_id),
        "notice_id": reading.message_id or reading.sha256,
        "event_type": event_type.value,
        "occurred_at": reading.notice_at,
        "received_at": reading.notice_at,
        "channel_id": channel_id,
        "channel_title": reading.channel_title,
        "video_id": claim.video_id,
        "video_title": claim.video_title,
        "claimant_name": claim.claimant_name,
        "claimant_email": claim.claimant_email,
        "claimant_phone": phone_number(claim.contact_text) if claim.contact_text else None,
        "work_title": claim.work_text,
        "source": "notice_mail",
        "provenance": reading.provenance.name,
    }


def _event_id(reading: Reading, claim: Claim, event_type: EventType, channel_id: str | None) -> str:
    """Name an event by what it is, not by the file it came in: the same notice by two ways is one event.

    The day stands for the time, because a forwarded copy states no zone.
    """
    parts = (
        event_type.value,
        channel_id or reading.channel_title or "",
        claim.video_id or claim.video_title or "",
        (claim.claimant_name or "").casefold(),
        (claim.claimant_email or "").casefold(),
        (reading.notice_at or "")[:10],
        reading.case_id or "",
    )
    return "mail-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
