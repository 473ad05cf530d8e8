"""Options that many commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from strikes import settings
from strikes.store.workspace import Workspace

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        help="The folder of this casebook; else STRIKES_WORKSPACE, else ./workspace.",
        show_default=False,
    ),
]

RunOption = Annotated[
    str | None,
    typer.Option("--run", help="A run by its name (or the start of it); else the latest.", show_default=False),
]


def workspace_at(given: Path | None) -> Workspace:
    """Return the workspace an option or the environment names."""
    return Workspace(settings.workspace_dir(given))
