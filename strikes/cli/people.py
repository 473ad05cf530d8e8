"""`strikes people`: who may do what."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from strikes.cli.lists import FormatOption
from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, show

app = typer.Typer(no_args_is_help=True, help="Give and take roles on a team's server.")

LoginArgument = Annotated[str, typer.Argument(help="As the login names them, mostly an e-mail address.")]
ByOption = Annotated[str, typer.Option("--by", help="Your name.")]


@app.command("add")
def add(
    login: LoginArgument,
    by: ByOption,
    role: Annotated[str, typer.Option(help="viewer, analyst, reviewer or admin; each may what those before it may.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Give somebody a role, or another one.

    Example: strikes people add leyla@newsroom.example --role analyst --by Orkhan
    """
    from strikes.store.people import grant, role_named

    grant(workspace_at(workspace).ensure(), login, role_named(role), by=by, now=dt.datetime.now(dt.UTC))
    typer.echo(f"{login} is {role} from now on.")


@app.command("remove")
def remove(login: LoginArgument, by: ByOption, workspace: WorkspaceOption = None) -> None:
    """Take somebody's role away; open pages of theirs show nothing more from their next click on.

    Example: strikes people remove leyla@newsroom.example --by Orkhan
    """
    from strikes.errors import InputError
    from strikes.store.people import grant, role_of

    place = workspace_at(workspace)
    if role_of(place, login) is None:
        raise InputError("Nobody of that login has a role. See: strikes people list")
    grant(place, login, None, by=by, now=dt.datetime.now(dt.UTC))
    typer.echo(f"{login} has no role any more.")


@app.command("list")
def listed(format: FormatOption = Format.TABLE, workspace: WorkspaceOption = None) -> None:
    """List who has a role, since when and by whom.

    Example: strikes people list
    """
    from strikes.store.people import people

    found = people(workspace_at(workspace))
    show(found, format, columns=("login", "role", "by", "at"), empty="Nobody has a role: one analyst, on this machine.")
