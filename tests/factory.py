"""Nouns with sensible defaults, and the shortest ways from them to a casebook and a run."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from strikes.collect.tables.importer import Imported, import_table
from strikes.store import casebook
from strikes.store.workspace import Workspace


def event(**given: Any) -> dict[str, Any]:
    """A takedown of one video by one claimant; change what the test is about."""
    return {
        "event_type": "takedown",
        "occurred_at": "2024-03-05T10:00:00Z",
        "channel_id": "UCsim-harbour",
        "channel_title": "SIMULATED Harbour Walks",
        "video_id": "vid00000001",
        "claimant_name": "Juniper Film Trust",
    } | given


def write_csv(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as CSV; columns are all names that occur."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def workspace(folder: Path) -> Workspace:
    """An empty casebook."""
    place = Workspace(folder / "workspace")
    casebook.create(place)
    return place


def collected(place: Workspace, rows: list[dict[str, Any]], folder: Path, name: str = "events.csv") -> Imported:
    """Take rows into a casebook by way of a CSV file."""
    return import_table(place, write_csv(folder / name, rows))


def facts(place: Workspace, sql: str) -> list[tuple[Any, ...]]:
    """Ask the casebook."""
    with casebook.reading(place) as con:
        return con.execute(sql).fetchall()
