"""`strikes collect ...`: what people bring becomes facts."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Take in what people bring: tables, mails, snapshots.")
