"""`strikes collect inbox` and `strikes submissions`: what waits becomes facts; questions to owners of cases."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strikes import log
from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, one_line, say, show

if TYPE_CHECKING:
    from strikes.collect.inbox.office import Office
    from strikes.store.submissions import Case
    from strikes.store.workspace import Workspace

DropOption = Annotated[
    Path | None,
    typer.Option("--drop", help="The intake's folder (inbox/, outbox/); else the workspace's own.", show_default=False),
]
VerifyOption = Annotated[
    str, typer.Option(help="offline: check no signature. stored: by stored keys. online: ask DNS, and store the keys.")
]
FormatOption = Annotated[Format, typer.Option(help="How to print it.")]
app = typer.Typer(no_args_is_help=True, help="Cases handed in by the intake, and what was said about them.")


def inbox(drop: DropOption = None, verify: VerifyOption = "offline", workspace: WorkspaceOption = None) -> None:
    """Take in what waits: reviews and outcomes, consents, and submissions of the intake; answer their owners.

    Example: strikes collect inbox --verify online
    """
    from strikes.collect.inbox.office import take_in
    from strikes.store import casebook, consents, deeds, outcomes, reviews

    place = workspace_at(workspace)
    casebook.create(place)
    deeds.take_in(place)
    for what, counts in (("reviews", reviews.take_in(place)), ("outcomes", outcomes.take_in(place))):
        typer.echo(
            f"{what}: read {counts.read} = new {counts.new} + already known {counts.known}"
            f" + quarantined {counts.quarantined}"
        )
    typer.echo(f"consents: read {consents.take_in(place)}")
    taken = take_in(_office(place, drop, verify), dt.datetime.now(dt.UTC))
    typer.echo(
        f"submissions: {taken.cases} cases, {taken.words} later words, {taken.erased} erased; events: read "
        f"{taken.events.read} = new {taken.events.new} + already known {taken.events.known}"
        f" + quarantined {taken.events.quarantined}"
    )
    log.note("collect.inbox", cases=taken.cases, words=taken.words, erased=taken.erased, new=taken.events.new)
    for name in taken.unreadable:
        say(f"{name}: does not open with this workspace's key, or was changed; it stays in the inbox.")


@app.command("list")
def list_(format: FormatOption = Format.TABLE, workspace: WorkspaceOption = None) -> None:
    """List the cases, oldest first.

    Example: strikes submissions list
    """
    from strikes.store import submissions

    columns = ("case_number", "sent_on", "state", "language", "role", "n_events", "purposes")
    rows = [{name: getattr(case, name) for name in columns} for case in submissions.cases(workspace_at(workspace))]
    show(rows, format, columns=columns, empty="No case was handed in yet: strikes intake, then strikes collect inbox")


@app.command()
def ask(
    case_number: Annotated[str, typer.Argument(help="The case, as in: strikes submissions list")],
    question: Annotated[str, typer.Argument(help="One question; its owner reads it with the receipt.")],
    drop: DropOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Ask the owner of a case something. Ask in the language of the case, and for nothing that need not be known.

    Example: strikes submissions ask 8H2K-Q0ZD "Which of the two mails came first?"
    """
    from strikes.collect.inbox import office

    place = workspace_at(workspace)
    desk = _office(place, drop, "offline")
    office.ask(desk, _case(place, case_number), question, dt.datetime.now(dt.UTC))
    typer.echo("The question lies in the outbox; its owner finds it with the receipt.")


@app.command("show")
def show_case(
    case_number: Annotated[str, typer.Argument(help="The case.")],
    drop: DropOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Show what was said about a case since it was handed in.

    Example: strikes submissions show 8H2K-Q0ZD
    """
    from strikes.collect.inbox import office
    from strikes.store import submissions

    place = workspace_at(workspace)
    case = _case(place, case_number)
    desk = _office(place, drop, "offline")
    shown_to = ", ".join(case.purposes) or "nobody"
    typer.echo(f"{case.case_number}  {case.state}, {case.n_events} events; may be shown to: {shown_to}")
    for message in submissions.messages(place, case.name):
        told = one_line(office.text(desk, message))
        typer.echo(f"  {message.said_at[:10]}  {message.by} ({message.what}): {told}")


def _case(place: Workspace, case_number: str) -> Case:
    from strikes.errors import InputError
    from strikes.store import submissions

    case = submissions.find(place, case_number)
    if case is None:
        raise InputError(f"There is no case {one_line(case_number)!r}. See: strikes submissions list")
    return case


def _office(place: Workspace, drop: Path | None, verify: str) -> Office:
    from strikes.collect.authenticity import Verify, prover
    from strikes.collect.inbox.office import Office
    from strikes.errors import InputError, UsageError
    from strikes.store.vault import make_keys, workspace_vault

    if verify not in list(Verify):
        raise UsageError(f"--verify takes offline, stored or online, not {verify!r}.")
    identity = make_keys(place.root / "keys").identity
    if identity is None:
        raise InputError("The private key of this workspace lies elsewhere: what was handed in cannot be opened here.")
    prove = prover(Verify(verify), place.root / "keys" / "dkim.jsonl", keeps=True)
    return Office(place, workspace_vault(place.root), identity, drop or place.root, prove)
