"""`strikes consent`: what the owner of a channel lets be shown, and to whom."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.report import Recipient
from strikes.cli.terminal import say


def consent(
    channel: Annotated[str, typer.Argument(help="The channel's id, as in strikes channels.")],
    purpose: Annotated[Recipient, typer.Option("--for", help="For whom.")],
    by: Annotated[str, typer.Option(help="Who was told: the owner's own word, or your name.")],
    refuse: Annotated[bool, typer.Option("--refuse", help="Take it back, or say no.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Note that a channel's owner lets its claims be shown to somebody, or takes that back. The latest word counts.

    Example: strikes consent UC123 --for partner --by "Leyla, by phone on 3 May"
    """
    from strikes.errors import BusyError
    from strikes.store import casebook, consents

    place = workspace_at(workspace)
    casebook.create(place)
    consents.write_consent(
        place,
        subject_kind="channel",
        subject=channel,
        purpose=purpose,
        is_given=not refuse,
        by=by,
        now=dt.datetime.now(dt.UTC),
    )
    try:
        consents.take_in(place)
        typer.echo("The word is stored and counts from the next run on: strikes score")
    except BusyError:
        say("The word is stored; the casebook is busy, so it becomes a fact with the next: strikes consent")
