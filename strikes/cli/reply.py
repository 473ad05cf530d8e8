"""`strikes reply` and `strikes exports`: the other side's word, and what left the house."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from strikes.cli.lists import FormatOption
from strikes.cli.options import RunOption, WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, one_line, show


def reply(
    claimant: Annotated[str, typer.Argument(help="A claimant: id, or name, e-mail, reference as reported.")],
    by: Annotated[str, typer.Option("--by", help="Who received the answer.")],
    text: Annotated[str | None, typer.Option("--text", help="The answer, as it was given.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A text file with the answer.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When it was given; else today.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where the whole can be read, if anywhere.")] = None,
    run: RunOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Store a claimant's answer beside its records: it is shown with every score and pack from the next run on.

    Example: strikes reply "Larkspur Records Ltd" --file answer.txt --by Leyla
    """
    from strikes.errors import InputError, UsageError
    from strikes.store import read
    from strikes.store.replies import add_reply

    place = workspace_at(workspace)
    with read.reading(place, run) as con:
        found = read.find_subject(con, claimant)
        if found is None or found[0] != "claimant":
            raise InputError(f"There is no claimant {one_line(claimant)!r} in this run. See: strikes claimants")
        records = read.records_of(con, found[1])
    if (text is None) == (file is None):
        raise UsageError("Give the answer by --text or by --file.")
    try:
        said = text if file is None else file.read_text(encoding="utf-8")
        said_at = dt.datetime.fromisoformat(on).replace(tzinfo=dt.UTC) if on else dt.datetime.now(dt.UTC)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The answer cannot be read from {file}: {type(error).__name__}.") from None
    except ValueError:
        raise UsageError(f"--on {on!r} is no day; write it like 2024-05-31.") from None
    add_reply(place, records, said or "", said_at=said_at, by=by, source_url=url)
    typer.echo("The answer is stored and shown from the next run on: strikes score")


def exports(format: FormatOption = Format.TABLE, workspace: WorkspaceOption = None) -> None:
    """List the packs that were made: when, about whom, for whom, by whom, who agreed, of which run.

    Example: strikes exports --format csv
    """
    from strikes.store import ledger

    made = ledger.entries(workspace_at(workspace), "made")
    columns = ("at", "pack", "kind", "subject", "profile", "language", "run", "by", "approved_by")
    show(made, format, columns=columns, empty="No pack was made yet.")
