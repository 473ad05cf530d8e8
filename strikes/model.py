"""The nouns everybody shares (docs/ontology.md fixes the words)."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class EventType(StrEnum):
    """What happened; the types are never pooled (abuse-patterns rule 8)."""

    TAKEDOWN = "takedown"
    SCHEDULED_TAKEDOWN = "scheduled_takedown"
    CONTENT_ID_CLAIM = "content_id_claim"
    DISPUTE = "dispute"
    COUNTER_NOTIFICATION = "counter_notification"
    COUNTER_FORWARDED = "counter_forwarded"
    COUNTER_REFUSED = "counter_refused"
    REQUEST_REJECTED = "request_rejected"
    RETRACTION = "retraction"
    REINSTATEMENT = "reinstatement"
    STRIKE_EXPIRY = "strike_expiry"
    CHANNEL_TERMINATION = "channel_termination"
    ACCOUNT_TAKEOVER = "account_takeover"


#: Events by which a claimant asks for something; the others are what became of it.
CLAIM_TYPES = (EventType.TAKEDOWN, EventType.SCHEDULED_TAKEDOWN, EventType.CONTENT_ID_CLAIM)

#: Events that must name a claimant. The rest may concern the channel alone (an expiry names nobody).
NEEDS_CLAIMANT = CLAIM_TYPES


class SourceKind(StrEnum):
    """By which way a fact came in."""

    NOTICE_MAIL = "notice_mail"
    OWNER_FORM = "owner_form"
    API = "api"
    LUMEN = "lumen"
    PUBLIC_RECORD = "public_record"
    CSV = "csv"


class Level(IntEnum):
    """Provenance of a fact, P0 to P5 (abuse-patterns section 5)."""

    P0 = 0
    P1 = 1
    P2 = 2
    P3 = 3
    P4 = 4
    P5 = 5


class Axis(StrEnum):
    """Three questions, never summed: is the identity false, do several work together, are the claims unfounded."""

    IDENTITY = "identity"
    COORDINATION = "coordination"
    CLAIMS = "claims"


class Band(StrEnum):
    """How far the evidence reaches, weakest first; the words are the contract's."""

    INSUFFICIENT = "insufficient"
    NO_NOTABLE_SIGNS = "no_notable_signs"
    SOME_SIGNS = "some_signs"
    SEVERAL_INDEPENDENT_SIGNS = "several_independent_signs"
    STRONG_MULTI_SOURCE = "strong_multi_source"

    @property
    def rank(self) -> int:
        """0 for insufficient up to 4 for strong, multi-source."""
        return list(Band).index(self)


class TableKind(StrEnum):
    """The six tables people bring (docs/contracts.md)."""

    EVENTS = "events"
    PROFILES = "profiles"
    CONTEXT = "context"
    HOLDERS = "holders"
    EVIDENCE = "evidence"
    LABELS = "labels"


#: Weights are stored as whole micro-bans, so that no sum depends on the order of adding.
MICRO = 1_000_000
