"""Sealed originals: age files named by an HMAC of their plain bytes, so that the same bytes lie there once.

The name needs the vault key: without it nobody can tell whether a given mail is there.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from strikes import seal
from strikes.errors import DamageError, InputError, NoSpaceError
from strikes.seal import Identity, Recipient
from strikes.store.files import write_once

_IDENTITY_FILE, _NAMING_FILE = "vault.agekey", "vault.naming"


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens and names the vault; `identity` is None for who may only put things in."""

    recipient: Recipient
    naming: bytes
    identity: Identity | None = None


def make_keys(folder: Path) -> Keys:
    """Return the vault's keys in a workspace's `keys/`, made on first use, readable by the owner alone.

    They lie there bare; a workspace with a passphrase wraps them (`seal.wrap`) and passes `Keys` itself.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    identity_file, naming_file = folder / _IDENTITY_FILE, folder / _NAMING_FILE
    if not identity_file.exists():
        write_once(identity_file, str(seal.new_identity()[0]).encode() + b"\n")
    if not naming_file.exists():
        write_once(naming_file, secrets.token_hex(32).encode() + b"\n")
    try:
        naming = bytes.fromhex(naming_file.read_text(encoding="ascii"))
    except ValueError:
        raise DamageError("keys/vault.naming cannot be read. Restore keys/ from a backup.") from None
    identity = Identity(identity_file.read_text(encoding="ascii").strip())
    return Keys(seal.recipient_of(identity), naming, identity)


class Vault:
    """A folder of sealed originals."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._folder = folder
        self._keys = keys

    def name_of(self, plain: bytes) -> str:
        """Return the name these bytes have in this vault."""
        return hmac.digest(self._keys.naming, plain, "sha256").hex()

    def put(self, plain: bytes) -> str:
        """Seal bytes into the vault and return their name, once they are safely on the disk; again is no harm.

        Raises NoSpaceError where the disk is full; then nothing half-written is left under the name.
        """
        name = self.name_of(plain)
        path = self._path(name)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                write_once(path, seal.seal(plain, [self._keys.recipient]))
            except OSError as error:
                raise NoSpaceError(
                    "The original could not be sealed on the disk: this was not stored, keep your file."
                ) from error
        return name

    def get(self, name: str) -> bytes:
        """Open an original; raises InputError for an unknown name, DamageError for changed bytes."""
        if self._keys.identity is None:
            raise InputError("This workspace can seal originals, but not open them: its private key lies elsewhere.")
        path = self._path(name)
        if not name.isalnum() or not path.is_file():
            raise InputError(f"There is no original {name[:12]}... in the vault.")
        plain = seal.unseal(path.read_bytes(), [self._keys.identity])
        if self.name_of(plain) != name:
            raise DamageError(f"The original {name[:12]}... is not what was sealed under its name.")
        return plain

    def remove(self, name: str) -> None:
        """Forget an original; one that is not there is no harm."""
        if name.isalnum():
            self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Yield the names of all originals, sorted."""
        yield from sorted(path.stem for path in self._folder.glob("??/*.age"))

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}.age"


def workspace_vault(workspace: Path) -> Vault:
    """Return the vault of a workspace."""
    os.makedirs(workspace, mode=0o700, exist_ok=True)
    return Vault(workspace / "vault", make_keys(workspace / "keys"))
