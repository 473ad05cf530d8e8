"""`strikes erase` and `strikes purge`: what is forgotten at somebody's wish, and by rule."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from strikes import settings
from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import say

if TYPE_CHECKING:
    from strikes.store.erase import Erased
    from strikes.store.workspace import Workspace

ByOption = Annotated[str, typer.Option("--by", help="Your name; it stands in the audit.")]


def erase(
    subject: Annotated[str, typer.Argument(help="A submission (its receipt's or source's id) or a channel's id.")],
    by: ByOption = "local",
    score: Annotated[bool, typer.Option(help="Score again afterwards, where something was scored before.")] = True,
    workspace: WorkspaceOption = None,
) -> None:
    """Erase a submission, or all that was told of or by a channel: facts, originals, runs and packs that hold them.

    What others told as well stays. The audit keeps that something was erased, and nothing of what it was.

    Example: strikes erase UC123 --by Leyla
    """
    from strikes.store import erase as erasing
    from strikes.store.runs import latest_id

    place = workspace_at(workspace)
    had_run = latest_id(place) is not None
    done = erasing.erase(place, subject, by=by)
    _tell(done)
    if score and had_run:
        _score_again(place)


def purge(
    by: ByOption = "local",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what is due, and change nothing.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Forget by rule: claims nobody resolved in 24 months, originals 90 days after their channel's case was closed.

    The rules are `unresolved_months` and `originals_days` in strikes.toml. Fields of the YouTube API have a rule of
    their own: strikes collect purge.

    Example: strikes purge --dry-run
    """
    from strikes.store import retention

    place = workspace_at(workspace)
    today = dt.datetime.now(dt.UTC).date()
    what = retention.due(place, settings.policy(place.root), today)
    typer.echo(f"due: {len(what.event_keys)} events, {len(what.originals)} originals")
    if dry_run or not (what.event_keys or what.originals):
        return
    done = retention.apply(place, what, by=by)
    _tell(done)
    if done.n_facts:
        _score_again(place)


def _tell(done: Erased) -> None:
    from strikes import log
    from strikes.store.backup import WINDOW_DAYS

    log.note("erase", facts=done.n_facts, originals=done.n_originals, runs=len(done.run_ids))
    typer.echo(
        f"erased {done.n_facts} facts, {done.n_sources} sources, {done.n_originals} originals, "
        f"{len(done.run_ids)} runs, {len(done.packs)} packs in exports/"
    )
    if done.n_packs_elsewhere:
        say(f"{done.n_packs_elsewhere} packs of these runs were written elsewhere: delete them there. See: outcomes")
    say(f"Backups made before today still hold it: delete them within {WINDOW_DAYS} days. See: strikes doctor")


def _score_again(place: Workspace) -> None:
    from strikes.cli.pipeline import make_run

    run = make_run(place, as_of=dt.datetime.now(dt.UTC).date(), make_latest=True)
    say(f"Scored again: run {run.run_id}.")
