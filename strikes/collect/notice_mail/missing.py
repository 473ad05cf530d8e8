"""Which things a valid removal request must show are absent from a notice (17 USC 512(c)(3))."""

from __future__ import annotations

from dataclasses import dataclass

from strikes.collect.notice_mail.notice import Notice
from strikes.collect.notice_mail.reading import Claim
from strikes.collect.notice_mail.values import phone_number
from strikes.model import EventType

#: Only these are carried out on somebody's request; a Content ID match or an answer need not hold the same things.
_REQUESTS = (EventType.TAKEDOWN, EventType.SCHEDULED_TAKEDOWN, EventType.CHANNEL_TERMINATION)

#: key of the contract -> what to tell a person.
SENTENCES = {
    "claimant_name": "It does not say who asked for the removal",
    "claimant_contact": "It gives no way to reach the claimant",
    "work_description": "It does not say which work is said to be used",
    "video_url": "It does not say by its address which video is meant",
    "removal_date": "It does not say when the video was removed",
    "way_to_answer": "It does not say how to answer (retraction, counter-notification)",
}
_LABELS = {
    "claimant_name": ("removal_by", "takedown_by"),
    "claimant_contact": ("contact",),
    "work_description": ("work",),
    "video_url": ("url",),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """An absent element, with the line that stands in its place, if any."""

    key: str
    quoted: str | None

    @property
    def sentence(self) -> str:
        """The gap in words, with what the notice shows instead."""
        return SENTENCES[self.key] + (f'; it only shows "{self.quoted}".' if self.quoted else ".")


def gaps(notice: Notice, event_type: EventType | None, claims: tuple[Claim, ...]) -> list[Gap]:
    """Return the absent elements in the contract's order; an element counts as absent when one claim lacks it."""
    if event_type not in _REQUESTS:
        return []
    # An empty list of claims lacks everything.
    of_claims = [
        (c.claimant_name is None, not _is_reachable(c), c.work_text is None, c.video_id is None) for c in claims
    ] or [(True, True, True, True)]
    lacking = (
        *map(any, zip(*of_claims, strict=True)),
        notice.envelope.notice_at is None,
        not notice.mentions("answer"),
    )
    return [Gap(key, _quoted(notice, key)) for key, is_absent in zip(SENTENCES, lacking, strict=True) if is_absent]


def _is_reachable(claim: Claim) -> bool:
    return claim.claimant_email is not None or bool(claim.contact_text and phone_number(claim.contact_text))


def _quoted(notice: Notice, key: str) -> str | None:
    lines = [notice.sheet.lines[hit.line] for hit in notice.sheet.hits if hit.key in _LABELS.get(key, ())]
    return lines[0][:200] if lines and key in ("claimant_contact", "video_url") else None
