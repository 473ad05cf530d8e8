"""`strikes doctor`: in words, what is safe here, what is not, and what to do."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import Annotated

import typer

from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import Format, one_line


def doctor(
    format: Annotated[Format, typer.Option(help="table prints sentences.")] = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Look at a workspace and say what is safe, what is not, and what to do. Ends with 1 where something is broken.

    Example: strikes doctor
    """
    from strikes.errors import CheckFailed
    from strikes.store.health import State, examine

    signs = examine(workspace_at(workspace), dt.datetime.now(dt.UTC))
    if format is Format.JSON:
        typer.echo(json.dumps([asdict(sign) for sign in signs], ensure_ascii=False, indent=2))
    else:
        for sign in signs:
            typer.echo(f"{sign.state + ':':10}{one_line(sign.told)}")
            if sign.advice:
                typer.echo(f"{'':10}-> {one_line(sign.advice)}")
    if any(sign.state is State.BROKEN for sign in signs):
        raise CheckFailed("Something here is broken; what to do is said above.")
