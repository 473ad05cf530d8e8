"""`strikes dashboard`: the analyst's app in the browser, on this machine only."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import say
from strikes.store.workspace import Workspace


def dashboard(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to serve it.")] = 8501,
    workspace: WorkspaceOption = None,
) -> None:
    """Show finished runs in the browser, at 127.0.0.1 only; nothing is sent anywhere. Ctrl-C ends it.

    Example: strikes dashboard --port 8600
    """
    serve(workspace_at(workspace), port=port)


def serve(workspace: Workspace, *, port: int) -> None:
    """Serve the app until it is stopped; raises UsageError where the port is taken."""
    from dashboard.analyst import server
    from strikes.errors import UsageError

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((server.ADDRESS, port))
        except OSError:
            raise UsageError(
                f"Port {port} is taken. Another one: strikes dashboard --port {port % 65535 + 1}"
            ) from None
    say(f"The dashboard is at http://{server.ADDRESS}:{port}; Ctrl-C ends it.")
    server.serve(workspace.root, port)
