"""`strikes review` and `strikes init`: what people decide, and the folder everything lies in."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from strikes.cli.options import RunOption, WorkspaceOption, workspace_at
from strikes.cli.terminal import one_line, say


def review(
    subject: Annotated[str, typer.Argument(help="A claimant: id, or name, e-mail, reference as reported.")],
    axis: Annotated[str, typer.Option(help="identity, coordination or claims.")],
    label: Annotated[str, typer.Option(help="What you judge, e.g. genuine, coordinated, unfounded, undecidable.")],
    reason: Annotated[str, typer.Option(help="Why, so that others can follow.")],
    by: Annotated[str, typer.Option(help="Your name.")],
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Judge a claimant on one axis. The judgement attaches to the records as reported and counts from the next run on.

    Example: strikes review c_1f0e --axis identity --label genuine --reason "answered from its own domain" --by Leyla
    """
    from strikes.errors import BusyError, InputError
    from strikes.store import read, reviews

    place = workspace_at(workspace)
    with read.reading(place, run) as con:
        found = read.find_subject(con, subject)
        if found is None or found[0] != "claimant":
            raise InputError(f"There is no claimant {one_line(subject)!r} in this run. See: strikes claimants")
        records = read.records_of(con, found[1])
    reviews.write_review(
        place, subjects=records, axis=axis, label=label, reason=reason, by=by, now=dt.datetime.now(dt.UTC)
    )
    try:
        reviews.take_in(place)
        typer.echo("The review is stored and counts from the next run on: strikes score")
    except BusyError:
        say("The review is stored; the casebook is busy, so it becomes a fact with: strikes collect inbox")


def init(workspace: WorkspaceOption = None) -> None:
    """Make the folder of a new casebook, readable by you alone. Nothing is sent anywhere.

    Example: strikes init --workspace casebook-2026
    """
    from strikes.store import casebook

    place = workspace_at(workspace)
    applied = casebook.create(place)
    typer.echo(f"{'Made' if applied else 'Found'} the workspace {place.root}")
