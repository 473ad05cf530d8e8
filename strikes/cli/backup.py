"""`strikes backup` and `strikes restore`: everything that cannot be computed again, sealed, and put back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from strikes.cli.keys import RecoveryOption, recovery_key, tell_recovery
from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import say


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, best on another disk. Never written over.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Write a backup that only the recovery key opens. Makes and prints that key the first time.

    It holds the casebook, the originals, exports, keys and what waits; runs only where an export rests on them. It may
    be made while others write.

    Example: strikes backup /media/disk/strikes-2026-11-23.age
    """
    from strikes import log
    from strikes.errors import InputError
    from strikes.report.manifest import cited_runs
    from strikes.store import deeds, keys
    from strikes.store.backup import WINDOW_DAYS, write_backup

    place = workspace_at(workspace)
    if not place.has_casebook:
        raise InputError("There is no casebook here yet, so there is nothing to keep. Make one with: strikes init")
    folder = place.root / "keys"
    if keys.recipient(folder) is None:
        tell_recovery(folder)
    deeds.take_in(place)
    recipient = keys.recipient(folder)
    assert recipient is not None
    stated = write_backup(place, file, recipient, cited=cited_runs(place.exports), now=dt.datetime.now(dt.UTC))
    log.note("backup.written", entry=stated.number)
    typer.echo(f"{file.name}: to entry {stated.number}, {stated.counts['event']} events")
    say(f"Delete it after {WINDOW_DAYS} days: what is erased here stays in it until then. Try it: strikes restore")


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    key_file: RecoveryOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Put a backup in the workspace's place, once all of it was checked. What stood there is moved aside, whole.

    Example: strikes restore strikes-2026-11-23.age --key-file recovery.txt
    """
    from strikes import log
    from strikes.store.restore import restore as put_back

    place = workspace_at(workspace)
    done = put_back(place, file, recovery_key(key_file), now=dt.datetime.now(dt.UTC))
    log.note("backup.restored", entry=done.number)
    typer.echo(f"restored to entry {done.number}, {done.counts['event']} events, head {done.hash[:16]}")
    if done.n_erased_again:
        say(f"{done.n_erased_again} erasures made since that backup were carried out again.")
    if done.moved_to:
        say(f"What stood here before lies in {done.moved_to.name}, beside it. Delete that when you miss nothing.")
