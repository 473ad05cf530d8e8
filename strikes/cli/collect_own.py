"""`strikes collect youtube own`: an owner's own channel, with their permission."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strikes import settings
from strikes.cli.callers import refuse_without_api, youtube_by_owner
from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import say
from strikes.errors import ServiceError, UsageError

if TYPE_CHECKING:
    from strikes.collect.youtube.tokens import Tokens
    from strikes.store.workspace import Workspace

ClientOption = Annotated[
    Path | None, typer.Option("--client", help="The client file of your own desktop app, from Google's console.")
]


def own(
    add: Annotated[bool, typer.Option("--add", help="Ask a channel's owner for permission, in the browser.")] = False,
    client: ClientOption = None,
    standing: Annotated[
        bool, typer.Option("--standing", help="Show the channel's standing once; the permission is given back at once.")
    ] = False,
    forget: Annotated[
        str | None, typer.Option("--forget", metavar="CHANNEL", help="Give an owner's permission back to Google.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser; else print where to go.")] = True,
    sealed: Annotated[
        bool, typer.Option("--sealed", help="Keep permissions sealed in the workspace, not in the keyring.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Look at owners' channels as only they see them: which videos were removed and why, before and after. Reads only.

    Example: strikes collect youtube own --add --client client.json
    """
    from strikes.collect.youtube import own as owners
    from strikes.collect.youtube.service import PermissionEnded
    from strikes.store import casebook, looks

    refuse_without_api()
    place = workspace_at(workspace)
    casebook.create(place)
    call = partial(youtube_by_owner, place)
    if standing:
        _show_standing(place, _client(client), browser)
        return
    tokens = _tokens(place, sealed)
    if forget:
        _forget(place, forget, tokens)
        return
    if add:
        from strikes.collect.youtube.consent import READ, ask_consent

        agreed = ask_consent(_client(client), [READ], in_browser=browser, where=settings.endpoints())
        channel_ids = [owners.add_owner(agreed, call, place, tokens)]
        typer.echo(f"{channel_ids[0]}: its owner gave permission to read, which proves who runs it")
    else:
        channel_ids = looks.controlled_channels(place)
    if not channel_ids:
        raise UsageError("No owner has given permission yet: strikes collect youtube own --add --client client.json")
    ended = []
    for channel_id in channel_ids:
        try:
            kept = owners.look_at_own(channel_id, call, place, tokens)
        except PermissionEnded as error:
            ended.append(f"{channel_id}: {error}")
            continue
        typer.echo(f"{channel_id}: there {kept.n_found}, not there for others {kept.n_missing}")
    if ended:
        raise ServiceError(" ".join(ended))


def _client(path: Path | None) -> Path:
    if path is None:
        raise UsageError("Name the client file of your own desktop app: --client client.json (docs/youtube.md).")
    return path


def _show_standing(place: Workspace, client: Path, browser: bool) -> None:
    from strikes.collect.youtube.consent import AUDIT, READ, ask_consent
    from strikes.collect.youtube.own import ask_standing

    where = settings.endpoints()
    agreed = ask_consent(client, [READ, AUDIT], in_browser=browser, where=where)
    found = ask_standing(agreed, partial(youtube_by_owner, place), where)
    words = {True: "good", False: "not good", None: "not told"}
    typer.echo(f"{found.channel_id} by YouTube: copyright strikes {words[found.copyright_strikes]}")
    typer.echo(f"Content ID claims {words[found.content_id_claims]}")
    typer.echo(f"Community Guidelines {words[found.community_guidelines]}")
    say("The permission was given back. Nothing of this is kept.")


def _forget(place: Workspace, channel_id: str, tokens: Tokens) -> None:
    from strikes.collect.clock import SYSTEM
    from strikes.collect.youtube.own import forget_owner

    forget_owner(channel_id, tokens, place, settings.endpoints(), SYSTEM.now())
    typer.echo(f"{channel_id}: the permission was given back")
    say(f"To remove what was fetched with it as well: strikes collect purge --channel {channel_id}")


def _tokens(place: Workspace, sealed: bool) -> Tokens:
    from strikes import seal
    from strikes.collect.youtube.tokens import KeyringTokens, SealedTokens
    from strikes.store.vault import make_keys

    folder = place.root / "keys"
    if not sealed and not SealedTokens.lie_in(folder):
        return KeyringTokens()
    keys = make_keys(folder)
    assert keys.identity is not None
    return SealedTokens(
        folder, partial(seal.seal, recipients=[keys.recipient]), partial(seal.unseal, identities=[keys.identity])
    )
