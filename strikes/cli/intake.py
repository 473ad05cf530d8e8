"""`strikes intake`: the owner's app, with an inbox, an outbox and a public key, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import say

if TYPE_CHECKING:
    from strikes.seal import Recipient


def intake(
    drop: Annotated[
        Path | None,
        typer.Option(help="The folder for inbox/ and outbox/; else the workspace's own.", show_default=False),
    ] = None,
    recipient: Annotated[
        list[str] | None,
        typer.Option(help="A public key of the analysts (age1...); again for more. Else the workspace's own."),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to serve it, on 127.0.0.1.")] = 8502,
    public: Annotated[
        str | None,
        typer.Option(help="The https:// or .onion address others reach it at, by a proxy or onion service of yours."),
    ] = None,
    invitations: Annotated[
        Path | None, typer.Option(help="File of invitation codes (hashes) for partners.", show_default=False)
    ] = None,
    new_invitation: Annotated[
        bool, typer.Option("--new-invitation", help="Make a code, add it to --invitations, print it, and end.")
    ] = False,
    show_recipient: Annotated[
        bool, typer.Option("--show-recipient", help="Print this workspace's public key, for the intake's machine.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Let channel owners hand in strikes in the browser, sealed to the analysts' key at once. Ctrl-C ends it.

    Example: strikes intake --drop /srv/intake --recipient age1... --public https://intake.example.org
    """
    from strikes.errors import UsageError
    from strikes.intake.invitations import make_invitation
    from strikes.seal import Recipient
    from strikes.store.vault import make_keys

    if new_invitation:
        if invitations is None:
            raise UsageError("--new-invitation needs --invitations FILE: the codes' hashes lie there.")
        typer.echo(make_invitation(invitations))
        return
    place = workspace_at(workspace)
    if show_recipient:
        typer.echo(make_keys(place.root / "keys").recipient)
        return
    if drop is not None and not recipient:
        raise UsageError("--drop needs --recipient age1...; the analysts print it: strikes intake --show-recipient")
    keys = [Recipient(key) for key in recipient or []] or [make_keys(place.ensure().root / "keys").recipient]
    _serve(drop or place.root, keys, port, public, invitations)


def _serve(drop: Path, keys: list[Recipient], port: int, public: str | None, invitations: Path | None) -> None:
    import os
    import socket

    from dashboard.intake import server
    from strikes import log
    from strikes.errors import UsageError
    from strikes.intake.desk import Desk
    from strikes.intake.drop import Drop

    os.umask(0o077)
    log.hold_back_others()
    reached = server.Public.read(public)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((server.ADDRESS, port))
        except OSError:
            raise UsageError(f"Port {port} is taken. Another one: strikes intake --port {port % 65535 + 1}") from None
    drop.mkdir(mode=0o700, parents=True, exist_ok=True)
    desk = Desk(Drop(drop, keys), invitations)
    others = f", for others at {public}" if public else ""
    say(f"The intake is at http://{server.ADDRESS}:{port}{others}; Ctrl-C ends it.")
    server.serve(desk, port, reached)
