"""`strikes collect mail` and `strikes collect imap`: mails become facts, their originals lie sealed in the vault."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from strikes.collect.imap import Account
    from strikes.collect.mail import EventStore, Summary
    from strikes.collect.mailbox import Found

VerifyOption = Annotated[
    str, typer.Option(help="offline: check no signature. stored: by stored keys. online: ask DNS, and store the keys.")
]
ChannelOption = Annotated[
    str | None, typer.Option("--channel", help="Id of the channel whose mails these are.", show_default=False)
]
WorkspaceOption = Annotated[Path | None, typer.Option("--workspace", "-w", show_default=False)]
FormatOption = Annotated[str, typer.Option(help="table or json: how to print what became of the mails.")]


def mail(
    paths: Annotated[list[Path], typer.Argument(help="Mails, mailboxes, archives, folders; - for standard input.")],
    verify: VerifyOption = "offline",
    channel: ChannelOption = None,
    format: FormatOption = "table",
    workspace: WorkspaceOption = None,
) -> None:
    """Take in mails: .eml, .mbox, .txt, .html, .zip of these, folders. Originals are sealed before they are read.

    Example: strikes collect mail ~/notices takeout.mbox --verify online
    """
    from strikes.collect.mailbox import mails, mails_in

    files = [path for path in paths if str(path) != "-"]
    found = mails(files) if len(files) == len(paths) else mails_in(sys.stdin.buffer)
    _print(_collected(found, verify, channel, workspace), format)


def imap(
    host: Annotated[str, typer.Option(help="The mail server.")],
    user: Annotated[str, typer.Option(help="The user name there.")],
    folder: Annotated[str, typer.Option(help="The folder to read.")] = "INBOX",
    port: Annotated[int | None, typer.Option(show_default=False)] = None,
    tls: Annotated[str, typer.Option(help="ssl, starttls, or none (a server on this machine only).")] = "ssl",
    password_file: Annotated[
        Path | None, typer.Option(help="A file with the password; else the keyring, else a prompt.", show_default=False)
    ] = None,
    verify: VerifyOption = "offline",
    channel: ChannelOption = None,
    format: FormatOption = "table",
    workspace: WorkspaceOption = None,
) -> None:
    """Take in a folder of a mail server. Nothing there is marked or deleted; a second run takes only what is new.

    Example: strikes collect imap --host imap.example --user me@example --folder Notices
    """
    from strikes import settings
    from strikes.collect.imap import Account, Tls, new_mails, progress_of
    from strikes.errors import UsageError

    if tls not in list(Tls):
        raise UsageError(f"--tls takes ssl, starttls or none, not {tls!r}.")
    account = Account(host, user, folder, port, Tls(tls))
    progress = progress_of(account, settings.workspace_dir(workspace) / "inbox" / "imap")
    uids: dict[str, int] = {}

    def remembered() -> Iterable[Found]:
        for uid, found in new_mails(account, _password(account, password_file), progress):
            uids[found.origin] = uid
            yield found

    summary = _collected(remembered(), verify, channel, workspace, lambda found: progress.note(uids.pop(found.origin)))
    _print(summary, format)


def _collected(
    found: Iterable[Found],
    verify: str,
    channel: str | None,
    workspace: Path | None,
    on_mail: object = None,
) -> Summary:
    from strikes import settings
    from strikes.collect.authenticity import Verify, prover
    from strikes.collect.mail import collect
    from strikes.errors import UsageError
    from strikes.store.vault import workspace_vault

    if verify not in list(Verify):
        raise UsageError(f"--verify takes offline, stored or online, not {verify!r}.")
    root = settings.workspace_dir(workspace)
    vault = workspace_vault(root)
    prove = prover(Verify(verify), root / "keys" / "dkim.jsonl", keeps=True)
    told = on_mail if callable(on_mail) else lambda found: None
    return collect(found, vault, event_store(root), prove, told, channel)


def event_store(workspace: Path) -> EventStore:
    """Return where events go: the casebook of the workspace."""
    from strikes.collect.mail_events import MailEvents

    return MailEvents(workspace)


def _password(account: Account, file: Path | None) -> str:
    """Take the password from a file, the keyring, or a prompt: never from the command line (R7, R27)."""
    import keyring
    from keyring.errors import KeyringError

    from strikes.errors import InputError

    if file is not None:
        try:
            return file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise InputError("The password file cannot be read.") from None
    try:
        stored = keyring.get_password(f"strikes:{account.host}", account.user)
    except KeyringError:
        stored = None
    return stored or str(typer.prompt(f"Password of {account.user}", hide_input=True, err=True))


def _print(summary: Summary, format: str) -> None:
    names = ("mails", "notices", "read", "new", "known", "quarantined")
    if format == "json":
        told = {name: getattr(summary, name) for name in names}
        typer.echo(json.dumps(told | {"unparsed": summary.unparsed, "refused": summary.refused}, ensure_ascii=False))
        return
    typer.echo(
        f"{summary.mails} mails, {summary.notices} notices: read {summary.read} events = {summary.new} new + "
        f"{summary.known} already known + {summary.quarantined} quarantined"
    )
    for origin, reason in summary.refused:
        typer.echo(f"{origin}: {reason}", err=True)
    for origin in summary.unparsed:
        typer.echo(f"{origin}: no copyright notice could be read; the original is kept.", err=True)
    if summary.quarantined:
        typer.echo(
            "Why rows wait in quarantine: strikes quarantine. Where mails name no channel, collect them again with "
            "--channel ID: what is known is not taken twice.",
            err=True,
        )
