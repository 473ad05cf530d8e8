"""The rows of a pack as tables, for CSV and XLSX: which columns, in which order, and how a cell is written (R23)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from strikes.report import importable
from strikes.report.pack import Pack
from strikes.report.spreadsheet import safe_cell

#: table -> its columns, as they are called in the pack. A column that the recipient may not see is not there at all.
TABLES: dict[str, tuple[str, ...]] = {
    "claims": (
        *(
            "claim",
            "claimed_at",
            "claimed_at_precision",
            "demand",
            "channel",
            "channel_id",
            "channel_title",
            "video_id",
        ),
        *("video_title", "video_published_at", "claimant", "name", "email", "ref", "claimant_channel_id", "country"),
        *("work_title", "work_url", "work_published_at", "claim_text", "outcome", "outcome_at", "level", "notice"),
    ),
    "channels": (
        *("channel", "channel_id", "title", "topic", "n_claims", "n_undone", "n_open", "n_strikes", "n_standing"),
        *("next_lapse_at", "terminated_at"),
    ),
    "claimants": (
        *(
            "claimant",
            "names",
            "emails",
            "ref",
            "channel_ids",
            "n_claims",
            "n_channels",
            "n_reporters",
            "first_claim_at",
        ),
        *("last_claim_at", "is_core", "is_possible_victim", "notes"),
    ),
    "history": ("happened_at", "precision", "event_type", "channel", "claim", "level"),
    "ledger": ("struck_at", "precision", "claims", "claimants", "state", "lapses_at"),
    "clocks": ("due", "clock", "claims", "rule"),
    "findings": (
        "code",
        "signal",
        "title",
        "axis",
        "grp",
        "claimant",
        "claims",
        "weight",
        "p_value",
        "n",
        "n_of",
        "level",
        "text",
        "innocent",
        "n_claimants",
    ),
    "ties": ("a", "b", "layer", "n_shared", "p_value", "q_value", "sentence"),
    "evidence": ("claimant", "claim", "kind", "value", "observed_at", "source_url", "level"),
}


def tables(pack: Pack) -> Iterator[tuple[str, tuple[str, ...], list[list[Any]]]]:
    """Yield (name, columns, rows) of every table that has rows; `events` is for another casebook to take in."""
    for name, columns in TABLES.items():
        rows = pack["events" if name == "history" else name]
        if rows:
            present = tuple(column for column in columns if any(column in row for row in rows))
            yield name, present, [[row.get(column) for column in present] for row in rows]
    if pack["claims"]:
        yield "events", importable.COLUMNS, importable.importable(pack)
    yield "figures", ("figure", "value"), [[key, value] for key, value in _flat(pack["figures"])]


def to_csv(columns: tuple[str, ...], rows: list[list[Any]]) -> str:
    """Return a table as CSV that no spreadsheet takes for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _flat(figures: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in figures.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
