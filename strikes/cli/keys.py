"""`strikes keys`: how the private keys of a workspace are kept, and the recovery key on paper."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strikes import settings
from strikes.cli.options import WorkspaceOption, workspace_at
from strikes.cli.terminal import say
from strikes.errors import InputError, UsageError

if TYPE_CHECKING:
    from strikes.seal import Identity

app = typer.Typer(no_args_is_help=True, help="Lock the private keys, make or use the recovery key, change the key.")

RecoveryOption = Annotated[
    Path | None,
    typer.Option("--key-file", help="A file with the recovery key, yours alone; else you are asked for it."),
]


@app.command()
def lock(
    by_keyring: Annotated[
        bool, typer.Option("--keyring", help="By the system's keyring, which opens when you log in.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Lock the private keys by a passphrase, or by the keyring; again to change the passphrase.

    Example: strikes keys lock
    """
    from strikes.store import keys, vault

    folder = workspace_at(workspace).ensure().root / "keys"
    vault.make_keys(folder)
    if by_keyring:
        keys.lock_by_keyring(folder)
    else:
        keys.lock(folder, ask_passphrase("New passphrase", twice=True))
    _note(workspace, "keys.locked")
    typer.echo("The private keys are locked.")
    if keys.recipient(folder) is None:
        tell_recovery(folder)


@app.command()
def recovery(workspace: WorkspaceOption = None) -> None:
    """Make a new recovery key and print it once: it opens the keys and every later backup. Keep it on paper, elsewhere.

    Example: strikes keys recovery
    """
    from strikes.store import vault

    folder = workspace_at(workspace).ensure().root / "keys"
    vault.make_keys(folder)
    tell_recovery(folder)


@app.command()
def recover(key_file: RecoveryOption = None, workspace: WorkspaceOption = None) -> None:
    """Open the private keys with the recovery key where the passphrase is lost; then lock them by a new one.

    Example: strikes keys recover --key-file recovery.txt && strikes keys lock
    """
    from strikes.store import keys

    keys.unlock(workspace_at(workspace).root / "keys", recovery_key(key_file))
    _note(workspace, "keys.recovered")
    typer.echo("The private keys are open again, and lie bare. Lock them: strikes keys lock")


@app.command()
def change(workspace: WorkspaceOption = None) -> None:
    """Seal every original to a new key and forget the old one: after a machine or a passphrase was in other hands.

    Example: strikes keys change
    """
    from strikes.store import vault

    n_originals = vault.change_key(workspace_at(workspace).root)
    _note(workspace, "keys.changed")
    typer.echo(f"{n_originals} originals are sealed to a new key. Backups made before still open with their own.")


def _note(workspace: Path | None, action: str) -> None:
    from strikes.store import deeds

    deeds.note(workspace_at(workspace), action, None, by="local", now=dt.datetime.now(dt.UTC))


def tell_recovery(folder: Path) -> None:
    """Make a recovery key and print it, this once."""
    from strikes.store import keys

    identity = keys.make_recovery(folder)
    say("The recovery key follows. It is printed this once and stored nowhere: write it down and keep it elsewhere.")
    typer.echo(identity)
    if sys.stdin.isatty() and typer.prompt("Try it: its last six letters", err=True).strip() != identity[-6:]:
        say("Those are others. Make a new one when you are ready: strikes keys recovery")


def recovery_key(file: Path | None) -> Identity:
    """Return the recovery key from a file, or ask for it. Raises InputError where it cannot be read."""
    from strikes.seal import Identity

    if file is None:
        return Identity(_asked("Recovery key", "Give the recovery key in a file: --key-file FILE").strip())
    return Identity(_own_file(file, "recovery key").strip())


def ask_passphrase(what: str = "Passphrase of the keys", *, twice: bool = False) -> str:
    """Return the passphrase from STRIKES_PASSPHRASE_FILE, or ask for it without showing it."""
    file = settings.passphrase_file()
    if file is not None:
        return _own_file(file, "passphrase").rstrip("\r\n")
    return _asked(what, "Name a file that holds the passphrase: STRIKES_PASSPHRASE_FILE", twice=twice)


def _asked(what: str, otherwise: str, *, twice: bool = False) -> str:
    if not sys.stdin.isatty():
        raise UsageError(f"There is nobody at the terminal to ask. {otherwise}")
    return str(typer.prompt(what, hide_input=True, confirmation_prompt=twice, err=True))


def _own_file(path: Path, what: str) -> str:
    try:
        if path.stat().st_mode & 0o077:
            raise InputError(f"{path.name} holds a {what} and others may read it: chmod 600 {path.name}")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The {what} cannot be read from {path.name}: {type(error).__name__}.") from None
