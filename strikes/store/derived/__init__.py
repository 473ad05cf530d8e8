"""The derived tables of a run, one file each: `create table` from facts, named for one row of it."""

from __future__ import annotations

from importlib import resources

from strikes.store.connection import Connection

#: Made before identities are resolved, and after; each may read those before it.
BEFORE_RESOLVE = (
    "measures",
    "event",
    "channel_control",
    "claimant_record",
    "record_event",
    "name_score",
    "other_facts",
    "may_show",
)
AFTER_RESOLVE = (
    "claim_event",
    "claim",
    "called",
    "evidence_on",
    "label_on",
    "voice",
    "claimant",
    "target",
    "claim_action",
    "known_agent",
    "outside",
)


def derive(con: Connection, tables: tuple[str, ...]) -> None:
    """Make the derived tables with these names, in this order."""
    for name in tables:
        con.execute(resources.files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8"))
