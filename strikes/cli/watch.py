"""`strikes watch`: what looks at channels and videos found changed."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import typer

from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, say, show

FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]
#: Days looked back on unless stated.
DAYS = 7


def watch(
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help=f"From which day on; else the last {DAYS} days.")
    ] = None,
    format: FormatOption = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Print what changed on channels and videos that are watched: renamed, emptied, terminated, deleted, reborn.

    All of it is our own observation by looks at the YouTube API; nothing is asked now (strikes collect due asks).

    Example: strikes watch --since 2026-01-31
    """
    from strikes.store import casebook, looks

    place = workspace_at(workspace)
    casebook.create(place)
    found = [change_row(row) for row in looks.changes_since(place, _moment(since))]
    show(found, format, columns=("seen_at", "what", "id", "title", "claimants", "origin"), empty="Nothing changed.")
    if found and format is Format.TABLE:
        say("gone: missing, and YouTube does not say why. reborn: made after another channel was gone, of its mould.")


def change_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return a change as a row of the list."""
    what = ", ".join(word + (f" after {row['earlier_id']}" if word == "reborn" else "") for word in row["changed"])
    return {
        "seen_at": row["looked_at"],
        "kind": row["kind"],
        "what": what,
        "id": row["subject_id"],
        "title": row["title"],
        "claimants": row["claimants"] or [],
        "origin": "YouTube API",
    }


def _moment(day: str | None) -> dt.datetime:
    from strikes.errors import UsageError

    if day is None:
        return dt.datetime.now(dt.UTC) - dt.timedelta(days=DAYS)
    try:
        return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), dt.UTC)
    except ValueError:
        raise UsageError(f"--since {day!r} is no day; write it like 2026-01-31.") from None
