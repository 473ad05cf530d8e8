"""`strikes outcomes`: what was sent to whom, what came of it, and which packs help with whom."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, say, show

app = typer.Typer(help="What was sent to whom, and what came of it.", invoke_without_command=True)

DayOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day; else today.")]
ByOption = Annotated[str, typer.Option("--by", help="Your name.")]


class Result(StrEnum):
    """What the recipient did."""

    RESTORED = "restored"
    INVALID = "invalid"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"


@app.callback()
def outcomes(
    context: typer.Context,
    format: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
    summary: Annotated[bool, typer.Option("--summary", help="Success by recipient and kind of pack.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List what was sent to whom and what came of it; with --summary, which packs help with whom.

    Example: strikes outcomes --summary
    """
    if context.invoked_subcommand:
        return
    from strikes.report.outcomes import sendings, success

    rows = sendings(workspace_at(workspace), dt.datetime.now(dt.UTC).date())
    if summary or format is Format.TABLE:
        columns = ("to", "kind", "sent", "answered", "helped", "median_days")
        if summary:
            show(success(rows), format, columns=columns, empty="Nothing was sent yet.")
            return
        show(success(rows), Format.TABLE, columns=columns, empty="")
    listed = (
        "sending",
        "sent_on",
        "to",
        "profile",
        "kind",
        "pack",
        "n_claims",
        "answered_on",
        "result",
        "n_helped",
        "days",
    )
    show(rows, format, columns=listed, empty="Nothing was sent yet: strikes outcomes sent PACK --to NAME --by NAME")


@app.command()
def sent(
    pack: Annotated[str, typer.Argument(help="The pack, as its bundle is named (or the start of it).")],
    to: Annotated[str, typer.Option(help="To whom it was sent.")],
    by: ByOption,
    on: DayOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Note that a pack was sent.

    Example: strikes outcomes sent 566ebcf6 --to "YouTube, partner manager" --by Leyla
    """
    from strikes.report.outcomes import note_sent

    number = note_sent(workspace_at(workspace), pack, to=to, by=by, on=_day(on))
    typer.echo(number)
    say(f"Noted. When there is an answer: strikes outcomes answer {number} --result restored --by NAME")


@app.command()
def answer(
    sending: Annotated[str, typer.Argument(help="The number of the sending.")],
    result: Annotated[Result, typer.Option(help="What the recipient did.")],
    by: ByOption,
    claims: Annotated[
        str | None, typer.Option(metavar="1,3,5", help="The claims it is about, as numbered in the pack; else all.")
    ] = None,
    provenance: Annotated[
        str, typer.Option(help="P1 for an answer you tell of, P4 for a mail whose signature you checked.")
    ] = "P1",
    on: DayOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Note an answer. What it changed becomes an outcome of each claim and counts from the next run on.

    Example: strikes outcomes answer 1 --result restored --claims 1,2,5 --by Leyla
    """
    from strikes.errors import BusyError
    from strikes.report.outcomes import note_answer
    from strikes.store import outcomes as facts

    place, day = workspace_at(workspace), _day(on)
    note_answer(place, sending, result=result, by=by, on=day, level=provenance, claims=_numbers(claims))
    try:
        counts = facts.take_in(place)
        typer.echo(f"outcomes: new {counts.new} + already known {counts.known} + quarantined {counts.quarantined}")
        say("They count from the next run on: strikes score")
    except BusyError:
        say("The answer is noted; the casebook is busy, so it becomes facts with the next: strikes outcomes answer")


def _day(text: str | None) -> str:
    from strikes.errors import UsageError

    if text is None:
        return dt.datetime.now(dt.UTC).date().isoformat()
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"--on {text!r} is no day; write it like 2026-05-31.") from None


def _numbers(text: str | None) -> list[int] | None:
    from strikes.errors import UsageError

    if text is None:
        return None
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() for part in parts):
        raise UsageError(f"--claims {text!r}: give numbers as the pack has them, parted by commas.")
    return [int(part) for part in parts]
