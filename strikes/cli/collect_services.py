"""`strikes collect lumen | due | purge`: the public register, the schedule, and what the terms want removed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strikes import log, settings
from strikes.cli.callers import KeyFileOption, lumen_by_token, youtube_by_key
from strikes.cli.collect_youtube import tell
from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, one_line, say, show

if TYPE_CHECKING:
    from strikes.store.workspace import Workspace

FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]


def lumen(
    claimant: Annotated[list[str], typer.Option(help="A claimant's name as reported; may be given again.")],
    token_file: Annotated[
        Path | None, typer.Option("--token-file", help="A file that holds the token and that only you may read.")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Ask Lumen, the public register of removal requests, what else a claimant has sent: history from outside.

    Kept beside what was reported to you, never among it. Only notices that bear the very name are kept.

    Example: strikes collect lumen --claimant "Juniper Film Trust"
    """
    from strikes.collect.lumen import collect_notices
    from strikes.store import casebook

    place = workspace_at(workspace)
    casebook.create(place)
    with lumen_by_token(token_file) as caller:
        for name in claimant:
            kept = collect_notices(caller, place, name)
            log.note("collect.lumen", kept=kept.n_kept, others=kept.n_others)
            typer.echo(f"{one_line(name)}: {kept.n_kept} notices kept; {kept.n_others} of others of like name not kept")


def due(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what is due; nothing is asked.")] = False,
    format: FormatOption = Format.TABLE,
    key_file: KeyFileOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Look at what is due today: claimants 1, 7, 14, 30 and 90 days after a claim, videos and channels under attack;
    then purge API fields that are 30 days old. Made for a schedule (docs/youtube.md has the line).

    Example: strikes collect due --dry-run
    """
    from strikes.store import casebook, looks

    place = workspace_at(workspace)
    casebook.create(place)
    if dry_run:
        rows = [vars(d) | {"since": d.since.isoformat() + "Z"} for d in looks.due(place, dt.datetime.now(dt.UTC))]
        show(rows, format, columns=("since", "why", "kind", "subject_id"), empty="Nothing is due.")
        return
    try:
        if not settings.is_without_api():
            _look_at_due(place, key_file, format)
    finally:
        # Also on a day on which YouTube refused: what has to go goes.
        _purge(place, days=None, channel_id=None)


def _look_at_due(place: Workspace, key_file: Path | None, form: Format) -> None:
    from strikes.collect.due import look_at_due

    with youtube_by_key(place, key_file) as youtube:
        tell("due", look_at_due(youtube, place), youtube.ledger, form)


def purge(
    older_than: Annotated[
        int | None, typer.Option(min=0, metavar="DAYS", help="Purge fields fetched so many days ago; else 30.")
    ] = None,
    channel: Annotated[
        str | None, typer.Option(metavar="CHANNEL", help="Purge all fields of this channel, however new.")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Remove fields of the YouTube API that were not fetched again for 30 days, from the casebook and from old runs.

    What stays: that looks were made, whether channels were there, what had changed; and all that people brought.

    Example: strikes collect purge
    """
    from strikes.store import casebook

    place = workspace_at(workspace)
    casebook.create(place)
    _purge(place, days=older_than, channel_id=channel)


def _purge(place: Workspace, *, days: int | None, channel_id: str | None) -> None:
    from strikes.store.purge import KEPT_DAYS, purge_fields, remove_runs, runs_holding

    now = dt.datetime.now(dt.UTC)
    span = days if days is not None else (0 if channel_id else KEPT_DAYS)
    cutoff = now - dt.timedelta(days=span)
    purged = purge_fields(place, cutoff, now=now, channel_id=channel_id)
    holding = runs_holding(place, cutoff, channel_id=channel_id)
    if not purged and not holding:
        say("No API field is old enough to be purged.")
        return
    log.note("collect.purge", channels=purged.channel_looks, videos=purged.video_looks, runs=len(holding))
    typer.echo(
        f"purged the API fields of {purged.channel_looks} looks at channels and {purged.video_looks} at videos,"
        f" and {purged.answers} archived answers"
    )
    say("Kept: that the looks were made, who was there, what had changed; and all that people brought.")
    _rescore(place, holding)
    remove_runs(place, holding)
    if holding:
        typer.echo(f"removed {len(holding)} runs that held such fields: each can be scored again with --as-of")


def _rescore(place: Workspace, holding: list[str]) -> None:
    """Score again where the newest run is to go, and tell what is lost with the fields."""
    from strikes.cli.pipeline import make_run
    from strikes.cli.score import tell_changes
    from strikes.store import runs

    before = runs.latest_id(place)
    if before in holding:
        run = make_run(place, as_of=dt.datetime.now(dt.UTC).date(), make_latest=True)
        say(f"Scored again without them: run {run.run_id}.")
        tell_changes(place, before, run.run_id)
