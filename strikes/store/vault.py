"""Sealed originals: age files named by an HMAC of their plain bytes, so that the same bytes lie there once.

The name needs the vault key: without it nobody can tell whether a given mail is there.
"""

from __future__ import annotations

import hmac
import os
import secrets as random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from strikes import seal
from strikes.errors import DamageError, InputError, NoSpaceError
from strikes.seal import Identity, Recipient
from strikes.store import keys
from strikes.store.files import write_once


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens and names the vault; `identity` is None for who may only put things in."""

    recipient: Recipient
    naming: bytes
    identity: Identity | None = None
    older: tuple[Identity, ...] = ()


def make_keys(folder: Path) -> Keys:
    """Return the vault's keys in a workspace's `keys/`, made on first use, readable by the owner alone.

    A change of key leaves the older ones there until every original was sealed anew.
    """
    lines = keys.secret(folder, "vault.agekey", _new_identity).decode("ascii").split()
    hexed = keys.secret(folder, "vault.naming", lambda: random.token_hex(32).encode() + b"\n")
    try:
        naming = bytes.fromhex(hexed.decode("ascii"))
    except ValueError:
        raise DamageError("keys/vault.naming cannot be read. Restore keys/ from a backup.") from None
    identities = tuple(Identity(line) for line in lines)
    return Keys(seal.recipient_of(identities[0]), naming, identities[0], identities[1:])


def _new_identity() -> bytes:
    return seal.new_identity()[0].encode() + b"\n"


def change_key(workspace: Path) -> int:
    """Seal every original to a new key and forget the old one; return how many. Can be repeated where it stopped."""
    folder = workspace / "keys"
    before = make_keys(folder)
    known = [key for key in (before.identity, *before.older) if key]
    fresh = seal.new_identity()[0]
    keys.replace(folder, "vault.agekey", "\n".join([fresh, *known]).encode() + b"\n")
    vault = workspace_vault(workspace)
    names = list(vault.names())
    for name in names:
        vault.reseal(name)
    keys.replace(folder, "vault.agekey", fresh.encode() + b"\n")
    return len(names)


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
        plain = seal.unseal(path.read_bytes(), [self._keys.identity, *self._keys.older])
        if self.name_of(plain) != name:
            raise DamageError(f"The original {name[:12]}... is not what was sealed under its name.")
        return plain

    def reseal(self, name: str) -> None:
        """Seal an original to the vault's present key."""
        write_once(self._path(name), seal.seal(self.get(name), [self._keys.recipient]))

    def remove(self, name: str) -> bool:
        """Remove an original; false where there was none. On a solid-state disk its sealed bytes may outlive it."""
        path = self._path(name)
        is_there = name.isalnum() and path.is_file()
        if is_there:
            path.unlink()
        return is_there

    def names(self) -> Iterator[str]:
        """Yield the names of all originals, sorted."""
        yield from sorted(path.stem for path in self._folder.glob("??/*.age"))

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}.age"


def workspace_vault(workspace: Path) -> Vault:
    """Return the vault of a workspace."""
    os.makedirs(workspace, mode=0o700, exist_ok=True)
    return Vault(workspace / "vault", make_keys(workspace / "keys"))
