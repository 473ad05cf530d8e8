"""What was read of one notice, and its JSON (docs/contracts.md, `strikes explain notice`)."""

from __future__ import annotations

from typing import Any, NamedTuple

from strikes.model import EventType, Level

#: How sure a reading of a field is. Hand-set, not calibrated: they order ways of reading, they are no probabilities.
SEEN_LABEL = 0.95
INFERRED_LABEL = 0.8
PROSE = 0.7
GUESSED_LABEL = 0.5
NEAR_LABEL = 0.4


class Claim(NamedTuple):
    """One claim of a notice; None for what it does not state, never a guess."""

    video_id: str | None = None
    video_title: str | None = None
    video_url: str | None = None
    claimant_name: str | None = None
    claimant_email: str | None = None
    work_text: str | None = None
    found_in: str | None = None
    #: The contact line as shown, where it holds something else than an e-mail address.
    contact_text: str | None = None
    #: How sure each field is; never changed in place.
    confidence: dict[str, float] = {}

    @property
    def identity(self) -> tuple[str | None, ...]:
        """By what two quotations of a claim are known to be the same one."""
        named = (self.claimant_name or "").casefold() or None
        return (self.video_id or (self.video_title or "").casefold() or None, named)

    def merged(self, other: Claim) -> Claim:
        """Fill this claim's gaps from another quotation of it."""
        gaps = {name: getattr(other, name) for name in _FIELDS if getattr(self, name) is None}
        return self._replace(**gaps, confidence=other.confidence | self.confidence)


#: The fields of a claim in the contract's order.
_FIELDS = (
    "video_id",
    "video_title",
    "video_url",
    "claimant_name",
    "claimant_email",
    "work_text",
    "found_in",
    "contact_text",
)


class Dkim(NamedTuple):
    """The answer to whether a platform's signature holds; `checked` is false where nobody looked."""

    checked: bool = False
    result: str | None = None
    domain: str | None = None
    aligned: bool | None = None


class Reading(NamedTuple):
    """One notice as read; `event_type` is None for what is none of ours, `claims` may be empty."""

    parsed: bool = False
    generation: str | None = None
    language: str | None = None
    event_type: EventType | None = None
    notice_at: str | None = None
    channel_title: str | None = None
    strikes_standing: int | None = None
    case_id: str | None = None
    claims: tuple[Claim, ...] = ()
    missing_elements: tuple[str, ...] = ()
    message_id: str | None = None
    sha256: str = ""
    provenance: Level = Level.P1
    dkim: Dkim = Dkim()
    notes: tuple[str, ...] = ()
    #: Is the notice the mail itself, so that its signature proves it? False inside another mail, and for text.
    is_own_mail: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the contract's object; every claim also tells how sure each of its fields is."""
        return {
            "parsed": self.parsed,
            "generation": self.generation,
            "language": self.language,
            "event_type": self.event_type and self.event_type.value,
            "notice_at": self.notice_at,
            "channel_title": self.channel_title,
            "strikes_standing": self.strikes_standing,
            "case_id": self.case_id,
            "claims": [_claim_json(claim) for claim in self.claims],
            "missing_elements": list(self.missing_elements),
            "message_id": self.message_id,
            "sha256": self.sha256,
            "provenance": self.provenance.name,
            "dkim": {name: getattr(self.dkim, name) for name in ("checked", "result", "domain", "aligned")},
            "notes": list(self.notes),
        }


def _claim_json(claim: Claim) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in (*_FIELDS, "confidence")}


def from_wire(told: list[Any]) -> Reading:
    """Make a reading of the list it becomes in JSON; raises TypeError, ValueError or IndexError for any other."""
    found = Reading(*told)
    return found._replace(
        event_type=EventType(found.event_type) if found.event_type else None,
        claims=tuple([Claim(*claim) for claim in found.claims]),
        missing_elements=tuple(found.missing_elements),
        provenance=Level(found.provenance),
        dkim=Dkim(*found.dkim),
        notes=tuple(found.notes),
    )


def same_once(claims: list[Claim]) -> tuple[Claim, ...]:
    """Return the claims in order, a claim that was quoted twice once."""
    if len(claims) == 1:
        return tuple(claims)
    found: dict[tuple[str | None, ...], Claim] = {}
    for claim in claims:
        known = found.get(claim.identity)
        found[claim.identity] = known.merged(claim) if known else claim
    return tuple(found.values())
