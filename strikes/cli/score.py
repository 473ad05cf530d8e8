"""`strikes score`: from facts to a new run, and what changed since the last one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Annotated, Any

import typer

from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import one_line, say

#: Changes told one by one; more are counted.
TOLD = 12


def score(
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Score what was known on that day (2024-05-31); the run does not become latest."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the intervals and communities.")] = 1,
    workspace: WorkspaceOption = None,
) -> None:
    """Compute a new run from the facts: who is who, who works together, what the signs are. Prints its name.

    The same facts give the same run. Nothing in the casebook changes.

    Example: strikes score
    """
    from strikes.cli.pipeline import make_run
    from strikes.store import runs

    place = workspace_at(workspace)
    day = _day(as_of)
    before = runs.latest_id(place)
    run = make_run(place, as_of=day, make_latest=as_of is None, seed=seed)
    typer.echo(run.run_id)
    say(f"Run {run.run_id}, as of {run.as_of}.")
    if as_of is None and before and before != run.run_id:
        tell_changes(place, before, run.run_id)
    elif before == run.run_id:
        say("Nothing changed since the last run.")


def _day(text: str | None) -> dt.date:
    from strikes.errors import UsageError

    if text is None:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of {text!r} is no day; write it like 2024-05-31.") from None


def tell_changes(place: Any, before: str, after: str) -> None:
    """Tell what differs between two runs, the most telling first."""
    from strikes.store.compare import changes

    found = changes(place, before, after)
    if not found:
        say(f"Since run {before} no band and no campaign changed.")
    for change in found[:TOLD]:
        say("  " + change_sentence(change))
    rest = Counter(change["kind"].replace("_", " ") for change in found[TOLD:])
    if rest:
        say("  and " + ", ".join(f"{count} more {kind}" for kind, count in rest.items()))


def change_sentence(change: dict[str, Any]) -> str:
    """Return one change as a sentence."""
    who = one_line(change["names"][:1] or change["subject"])
    words = {name: str(change[name] or "").replace("_", " ") for name in ("before", "after")}
    match change["kind"]:
        case "rose" | "fell" as way:
            return f"{who} {way} on {change['axis']}: {words['before']} -> {words['after']}"
        case "joined":
            return f"{who} joined campaign {change['after']}"
        case "left":
            return f"{who} is no longer part of campaign {change['before']}"
        case _:
            return f"new campaign {change['subject']}"
