"""`strikes identity`: what people decide about who is who. Every later run obeys it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from strikes.cli.lists import FormatOption
from strikes.cli.options import RunOption, WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, one_line, show

app = typer.Typer(no_args_is_help=True, help="Take claimants for one, keep them apart, look at suggestions.")

ByOption = Annotated[str, typer.Option("--by", help="Your name.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why, so that others can follow.")]
ClaimantArgument = Annotated[str, typer.Argument(help="A claimant: id, name, e-mail or a record's id.")]


@app.command()
def merge(
    one: ClaimantArgument,
    other: ClaimantArgument,
    by: ByOption,
    reason: ReasonOption = "",
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Take two claimants for one from the next run on.

    Example: strikes identity merge c_1f0e c_77ab --by Leyla --reason "same phone on both notices"
    """
    _decide(workspace, run, one, other, are_same=True, reason=reason, by=by)
    typer.echo("They count as one claimant from the next run on: strikes score")


@app.command()
def different(
    one: ClaimantArgument,
    other: ClaimantArgument,
    by: ByOption,
    reason: ReasonOption = "",
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Keep two claimants apart in every later run, whatever they share.

    Example: strikes identity different c_1f0e c_77ab --by Leyla --reason "father and son"
    """
    _decide(workspace, run, one, other, are_same=False, reason=reason, by=by)
    typer.echo("They are kept apart from the next run on: strikes score")


@app.command()
def split(
    claimant: ClaimantArgument,
    records: Annotated[
        list[str], typer.Argument(help="The records (r_...) that are somebody else.", metavar="RECORD...")
    ],
    by: ByOption,
    reason: ReasonOption = "",
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Take records out of a claimant: they are somebody else.

    Example: strikes identity split c_1f0e r_30d2 r_9b11 --by Leyla --reason "other mail, other language"
    """
    from strikes.errors import UsageError
    from strikes.store import decisions

    kept = [record for record in _records(workspace, run, claimant) if record not in records]
    unknown = sorted(set(records) - set(_records(workspace, run, claimant)))
    if unknown or not kept:
        what = f"{one_line(unknown)} are no records of it" if unknown else "a claimant must keep a record"
        raise UsageError(f"{what}; its records are shown by: strikes explain {one_line(claimant)} --format json")
    decisions.decide(workspace_at(workspace), records, kept, are_same=False, reason=reason, by=by)
    typer.echo("They are kept apart from the next run on: strikes score")


@app.command()
def suggestions(format: FormatOption = Format.TABLE, run: RunOption = None, workspace: WorkspaceOption = None) -> None:
    """List records that may be one claimant and are not taken for one: below the stated error rate.

    Example: strikes identity suggestions
    """
    from strikes.store import read

    with read.reading(workspace_at(workspace), run) as con:
        found = read.identity_suggestions(con)
    show(found, format, columns=("record_a", "name_a", "record_b", "name_b", "weight", "why"), empty="No suggestions.")


def _decide(workspace: Path | None, run: str | None, one: str, other: str, **decision: Any) -> None:
    from strikes.store import decisions

    first, second = _records(workspace, run, one), _records(workspace, run, other)
    decisions.decide(workspace_at(workspace), first, second, **decision)


def _records(workspace: Path | None, run: str | None, wanted: str) -> list[str]:
    from strikes.errors import InputError
    from strikes.store import read

    with read.reading(workspace_at(workspace), run) as con:
        found = read.find_subject(con, wanted)
        if found is None or found[0] != "claimant":
            raise InputError(f"There is no claimant {one_line(wanted)!r} in this run. See: strikes claimants")
        return read.records_of(con, found[1])
