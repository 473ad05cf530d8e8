"""`strikes case`: how the work on a case stands, and who said so."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from strikes.cli.options import RunOption, WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, one_line, say
from strikes.store.workspace import Workspace


def case(
    subject: Annotated[str, typer.Argument(help="A claimant, campaign or channel: id, or name as reported.")],
    status: Annotated[str | None, typer.Option(help="open, waiting, escalated or closed.")] = None,
    assign: Annotated[str | None, typer.Option("--assign", metavar="NAME", help="Who works on it.")] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="Add a tag; repeatable.")] = None,
    untag: Annotated[list[str] | None, typer.Option("--untag", help="Take a tag away; repeatable.")] = None,
    note: Annotated[str | None, typer.Option("--note", help="A note to colleagues.")] = None,
    question: Annotated[str | None, typer.Option("--question", help="A question the owner should answer.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Your name; needed to say something.")] = None,
    format: Annotated[Format, typer.Option(help="How to print the case.")] = Format.TABLE,
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Show how the work on a case stands, or say more about it. Nothing said is ever changed; all of it is shown.

    Example: strikes case UC123 --status waiting --assign Leyla --note "asked for the original notice" --by Orkhan
    """
    from strikes.store.casefile import Kind, add, casefile

    place = workspace_at(workspace)
    subjects = _subjects(place, run, subject)
    said = [(Kind.STATUS, status), (Kind.ASSIGNEE, assign), (Kind.NOTE, note), (Kind.QUESTION, question)]
    said += [(Kind.TAG, word) for word in tag or []] + [(Kind.UNTAG, word) for word in untag or []]
    for kind, value in said:
        if value is not None:
            add(place, subjects, kind, value, by=by or "", now=dt.datetime.now(dt.UTC))
    found = casefile(place, subjects)
    if format is Format.JSON:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    tags = ", ".join(map(one_line, found.tags)) or "–"
    typer.echo(f"{found.status}; with {one_line(found.assignee)}; tags: {tags}")
    for entry in found.history:
        typer.echo(f"  {entry['at'][:16]}Z  {one_line(entry['by'])}: {entry['kind']} {one_line(entry['value'])}")
    if not found.history:
        say("Nobody said anything about it yet.")


def _subjects(place: Workspace, run: str | None, wanted: str) -> list[str]:
    """Return what a case is kept under: a claimant's records, else the id itself."""
    from strikes.errors import InputError
    from strikes.store import read

    with read.reading(place, run) as con:
        found = read.find_subject(con, wanted)
        if found is None:
            raise InputError(f"There is no claimant, campaign or channel {one_line(wanted)!r} in this run.")
        return read.records_of(con, found[1]) if found[0] == "claimant" else [found[1]]
