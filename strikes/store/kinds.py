"""The six tables people bring, column by column: the one definition that headers, checks and storage follow.

The words are the contract's (docs/contracts.md section 1); `tests/store/test_kinds.py` holds the two together, and the
tables of `migrations/` to this list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from strikes.model import Axis, EventType, SourceKind, TableKind

Form = Literal["text", "time", "count", "list"]


@dataclass(frozen=True)
class Column:
    """One column: its form, the words it may hold, and whether it tells of the sighting instead of the fact."""

    name: str
    form: Form = "text"
    choices: tuple[str, ...] = ()
    is_required: bool = False
    #: Says who told us, how and how surely; the same fact told again differs here and is still the same fact.
    is_of_sighting: bool = False


@dataclass(frozen=True)
class FactKind:
    """One kind of fact: its table in the casebook, its columns, and the rules that span columns."""

    kind: TableKind
    table: str
    prefix: str
    columns: tuple[Column, ...]
    #: header names that only this kind has; all must be there for a header to be recognised.
    known_by: tuple[str, ...]
    #: (SQL condition that is true for a bad row, column to name, sentence).
    rules: tuple[tuple[str, str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in contract order."""
        return tuple(column.name for column in self.columns)

    @property
    def of_fact(self) -> tuple[Column, ...]:
        """The columns that say what the fact is."""
        return tuple(column for column in self.columns if not column.is_of_sighting)


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _times(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "time") for name in names)


_LEVELS = ("P0", "P1", "P2", "P3", "P4", "P5")
_PROVENANCE = Column("provenance", choices=_LEVELS, is_of_sighting=True)
_SOURCE_WORDS = tuple(SourceKind)
_CLAIM_WORDS = "('takedown', 'scheduled_takedown', 'content_id_claim')"

EVENTS = FactKind(
    kind=TableKind.EVENTS,
    table="event",
    prefix="e_",
    columns=(
        *_text("event_id", "notice_id", "claim_id"),
        Column("event_type", choices=tuple(EventType), is_required=True),
        *_times("occurred_at", "occurred_not_after", "received_at"),
        *_text("channel_id", "channel_title", "channel_topic", "video_id", "video_title"),
        *_times("video_published_at"),
        *_text("claimant_name", "claimant_ref", "claimant_channel_id", "claimant_email", "claimant_phone"),
        *_text("claimant_address", "claimant_country", "work_title", "work_url"),
        *_times("work_published_at"),
        *_text("claim_text"),
        Column("source", choices=_SOURCE_WORDS, is_of_sighting=True),
        _PROVENANCE,
        Column("reporter_id"),
    ),
    known_by=("event_type",),
    rules=(
        (
            "channel_id is null and channel_title is null",
            "channel_id",
            "neither channel_id nor channel_title is given: say which channel this happened to",
        ),
        (
            f"event_type in {_CLAIM_WORDS}"
            " and claimant_name is null and claimant_email is null and claimant_ref is null",
            "claimant_name",
            "a claim names nobody: give claimant_name, claimant_email or claimant_ref",
        ),
    ),
)

PROFILES = FactKind(
    kind=TableKind.PROFILES,
    table="profile",
    prefix="p_",
    columns=(
        Column("claimant_channel_id", is_required=True),
        *_text("handle", "title", "description"),
        *_times("created_at"),
        *_text("country"),
        *(Column(name, "count") for name in ("subscriber_count", "video_count", "view_count")),
        Column("status", choices=("active", "terminated", "not_found")),
        Column("observed_at", "time", is_required=True),
        Column("source", choices=("api", "person"), is_of_sighting=True),
    ),
    known_by=("claimant_channel_id", "observed_at"),
)

CONTEXT = FactKind(
    kind=TableKind.CONTEXT,
    table="context",
    prefix="x_",
    columns=(
        Column("context_id", is_required=True),
        Column("happened_on", "time", is_required=True),
        Column("kind", choices=("election", "arrest", "protest", "account_attack", "site_block", "other")),
        *_text("title", "place", "source_url"),
    ),
    known_by=("context_id", "happened_on"),
)

HOLDERS = FactKind(
    kind=TableKind.HOLDERS,
    table="holder",
    prefix="h_",
    columns=(
        Column("holder_id", is_required=True),
        Column("name", is_required=True),
        *(Column(name, "list") for name in ("aliases", "domains", "emails", "agents")),
        *_text("source_url"),
        *_times("checked_on"),
    ),
    known_by=("holder_id", "name"),
)

EVIDENCE = FactKind(
    kind=TableKind.EVIDENCE,
    table="evidence",
    prefix="v_",
    columns=(
        Column("subject", is_required=True),
        Column(
            "kind",
            choices=(
                "disavowal",
                "pay_demand",
                "licence",
                "third_party_capture",
                "domain_created",
                "lawsuit",
                "match_confirmed",
                "reply",
                "other",
            ),
            is_required=True,
        ),
        *_text("value"),
        *_times("observed_at"),
        *_text("source_url"),
        _PROVENANCE,
        *_text("by"),
    ),
    known_by=("subject", "kind", "value"),
)

_LABEL_WORDS = {
    Axis.IDENTITY: ("false_identity", "genuine", "named_person_is_victim"),
    Axis.COORDINATION: ("coordinated", "independent"),
    Axis.CLAIMS: ("unfounded", "overreach", "founded"),
}
#: label words per axis, `undecidable` among them.
LABEL_WORDS = {axis: (*words, "undecidable") for axis, words in _LABEL_WORDS.items()}

LABELS = FactKind(
    kind=TableKind.LABELS,
    table="label",
    prefix="l_",
    columns=(
        Column("subject", is_required=True),
        Column("axis", choices=tuple(Axis), is_required=True),
        Column("label", choices=tuple(dict.fromkeys(w for ws in LABEL_WORDS.values() for w in ws)), is_required=True),
        *_text("reason"),
        Column("labelled_by", is_required=True),
        *_times("labelled_at"),
    ),
    known_by=("subject", "axis", "label"),
    rules=tuple(
        (
            f"axis = '{axis}' and label not in ({', '.join(repr(word) for word in words)})",
            "label",
            f"this label does not belong to the axis {axis}; it knows {', '.join(words)}",
        )
        for axis, words in LABEL_WORDS.items()
    ),
)

KINDS: dict[TableKind, FactKind] = {k.kind: k for k in (EVENTS, PROFILES, CONTEXT, HOLDERS, EVIDENCE, LABELS)}
