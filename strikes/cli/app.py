"""All commands under one name. A command's file is imported here; its rooms are imported when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from strikes import __version__, settings
from strikes.cli import (
    backup,
    case,
    collect,
    collect_inbox,
    collect_mail,
    consent,
    coordination,
    dashboard,
    demo,
    doctor,
    erase,
    evaluate,
    explain,
    identity,
    intake,
    keys,
    lists,
    names,
    outcomes,
    people,
    reply,
    report,
    review,
    score,
    verify,
    watch,
)

app = typer.Typer(
    name="strikes",
    help="Joins up YouTube copyright strikes that look abusive: collect facts, score claimants, report with evidence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"strikes {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
    no_api: Annotated[
        bool, typer.Option("--no-api", help="Ask no outside service, and score without what one answered.")
    ] = False,
) -> None:
    """Joins up YouTube copyright strikes that look abusive: collect facts, score claimants, report with evidence."""
    if no_api:
        settings.forgo_api()


app.command("init")(review.init)
app.command("demo")(demo.demo)
collect.app.command("mail")(collect_mail.mail)
collect.app.command("imap")(collect_mail.imap)
app.add_typer(collect.app, name="collect")
app.command("score")(score.score)
app.command("claimants")(lists.claimants)
app.command("campaigns")(lists.campaigns)
app.command("channels")(lists.channels)
app.command("signals")(lists.signals)
app.add_typer(lists.runs_app, name="runs")
app.command("dashboard")(dashboard.dashboard)
app.command("intake")(intake.intake)
app.command("explain")(explain.explain)
app.command("consent")(consent.consent)
app.command("report")(report.report)
app.command("verify")(verify.verify)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.add_typer(keys.app, name="keys")
app.command("erase")(erase.erase)
app.command("purge")(erase.purge)
app.add_typer(outcomes.app, name="outcomes")
app.add_typer(collect_inbox.app, name="submissions")
app.command("review")(review.review)
app.command("reply")(reply.reply)
app.command("case")(case.case)
app.add_typer(people.app, name="people")
app.command("exports")(reply.exports)
app.command("doctor")(doctor.doctor)
app.command("quarantine")(lists.quarantine)
app.add_typer(identity.app, name="identity")
app.add_typer(names.app, name="names")
app.command("coordination")(coordination.coordination)
app.command("evaluate")(evaluate.evaluate)
app.command("watch")(watch.watch)
