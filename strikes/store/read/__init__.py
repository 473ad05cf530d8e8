"""What screens, reports and commands ask of a finished run: one file per subject, all names importable from here."""

from __future__ import annotations

from strikes.store.compare import changes
from strikes.store.read.campaigns import (
    bursts_of,
    campaigns,
    edges,
    members,
    shared_contacts,
    shared_texts,
    strongest_tie,
    without_reporters,
)
from strikes.store.read.channels import channel, channel_page, channels, clocks, hit_by, ledger, outcomes, under_attack
from strikes.store.read.claimant import (
    as_reported,
    judgements,
    links,
    look_alikes,
    outside_notices,
    replies,
    snapshots,
    statements,
)
from strikes.store.read.claimants import Wanted, axis_scores, claimants, head_counts, queue, standing, standings
from strikes.store.read.events import Behind, context, count_events, event, events, over_time, span, stated_in
from strikes.store.read.findings import findings, reasons, unanswered
from strikes.store.read.rows import Row, bans, rows
from strikes.store.read.run import (
    event_types,
    facts_beside,
    group_notices,
    levels,
    quarantine_reasons,
    quarantined,
    run_info,
    simulated,
    sources,
)
from strikes.store.read.signals import agreement, fired_for, signals, weights
from strikes.store.read.subjects import claims_of, claims_on, find_subject, identity_suggestions, records_of
from strikes.store.runs import Run, list_runs, reading, run_file
from strikes.store.workspace import Workspace

__all__ = [
    "Behind",
    "Row",
    "Run",
    "Wanted",
    "Workspace",
    "agreement",
    "as_reported",
    "axis_scores",
    "bans",
    "bursts_of",
    "campaigns",
    "changes",
    "channel",
    "channel_page",
    "channels",
    "claimants",
    "claims_of",
    "claims_on",
    "clocks",
    "context",
    "count_events",
    "edges",
    "event",
    "event_types",
    "events",
    "facts_beside",
    "find_subject",
    "findings",
    "fired_for",
    "group_notices",
    "head_counts",
    "hit_by",
    "identity_suggestions",
    "judgements",
    "ledger",
    "levels",
    "links",
    "list_runs",
    "look_alikes",
    "members",
    "outcomes",
    "outside_notices",
    "over_time",
    "quarantine_reasons",
    "quarantined",
    "queue",
    "reading",
    "reasons",
    "records_of",
    "replies",
    "rows",
    "run_file",
    "run_info",
    "shared_contacts",
    "shared_texts",
    "signals",
    "simulated",
    "snapshots",
    "sources",
    "span",
    "standing",
    "standings",
    "stated_in",
    "statements",
    "strongest_tie",
    "unanswered",
    "under_attack",
    "weights",
    "without_reporters",
]
