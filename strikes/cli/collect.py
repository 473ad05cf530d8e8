"""`strikes collect ...`: what people bring becomes facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strikes import log
from strikes.cli import collect_own, collect_services, collect_youtube
from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, progress, say, show

if TYPE_CHECKING:
    from strikes.collect.tables.importer import Imported

app = typer.Typer(no_args_is_help=True, help="Take in what people bring: tables, mails, snapshots.")
collect_youtube.app.command("own")(collect_own.own)
app.add_typer(collect_youtube.app, name="youtube")
app.command("lumen")(collect_services.lumen)
app.command("due")(collect_services.due)
app.command("purge")(collect_services.purge)

TABLE_HELP = """Take tables into the casebook: events, profiles, context, holders, evidence or labels, as CSV, JSON
lines, Parquet or XLSX (.gz, .bz2, .xz too). The kind is guessed from the header.

A row that is no fact goes to quarantine with its line, column and reason; the same file again adds nothing.

Example: strikes collect table notices.csv --column occurred_at=received_on --const event_type=takedown
"""


@app.command(help=TABLE_HELP)
def table(
    files: Annotated[list[Path], typer.Argument(help="One or more tables.", metavar="FILE...")],
    kind: Annotated[
        str | None, typer.Option(help="events, profiles, context, holders, evidence or labels.", show_default=False)
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="OURS=THEIRS", help="Their column that feeds ours; one may feed several of ours."),
    ] = None,
    const: Annotated[list[str] | None, typer.Option(metavar="OURS=VALUE", help="The same value in every row.")] = None,
    format: Annotated[Format, typer.Option(help="How to print the counts.")] = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    from strikes.collect.tables.importer import import_table, kind_named, split_pairs
    from strikes.errors import InputError
    from strikes.store import casebook

    place = workspace_at(workspace)
    columns, constants = split_pairs(column or [], "--column"), split_pairs(const or [], "--const")
    wanted = kind_named(kind)
    casebook.create(place)
    done: list[Imported] = []
    failed: list[str] = []
    for path in files:
        try:
            with progress(path.name) as bar:
                imported = import_table(
                    place, path, kind=wanted, columns=columns, constants=constants, on_progress=bar.to
                )
        except InputError as error:
            failed.append(str(error))
            continue
        _tell(imported, format)
        done.append(imported)
    if format is not Format.TABLE:
        rows = [{"file": d.name, "kind": d.kind, **vars(d.counts)} for d in done]
        show(rows, format, columns=("file", "kind", "read", "new", "known", "quarantined"), empty="")
    if failed:
        raise InputError("; ".join(failed))


@app.command()
def inbox(workspace: WorkspaceOption = None) -> None:
    """Take in what waits in the inbox: reviews given in the dashboard become facts, deeds lines of the audit.

    Example: strikes collect inbox
    """
    from strikes.store import casebook, deeds, reviews

    place = workspace_at(workspace)
    casebook.create(place)
    deeds.take_in(place)
    counts = reviews.take_in(place)
    typer.echo(
        f"reviews: read {counts.read} = new {counts.new} + already known {counts.known}"
        f" + quarantined {counts.quarantined}"
    )


def _tell(imported: Imported, form: Format) -> None:
    counts = imported.counts
    log.note("collect.table", read=counts.read, new=counts.new, known=counts.known, quarantined=counts.quarantined)
    if form is Format.TABLE:
        typer.echo(
            f"{imported.name} ({imported.kind}): read {counts.read} = new {counts.new} + already known {counts.known}"
            f" + quarantined {counts.quarantined}"
        )
    if imported.ignored_columns:
        say(f"{imported.name}: not used: {', '.join(imported.ignored_columns)}")
    if counts.quarantined:
        say(f"{imported.name}: why rows are in quarantine: strikes quarantine")
