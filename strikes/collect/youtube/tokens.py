"""Where an owner's permission is kept: in the keyring, or sealed in `keys/`; never in a database (R27)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import keyring
import keyring.errors

from strikes.collect import keys
from strikes.errors import InputError


class Tokens(Protocol):
    """Keeps one text per channel: client, refresh token and all."""

    def load(self, channel_id: str) -> str | None:
        """Return what is kept for a channel; None where nothing is."""

    def save(self, channel_id: str, text: str) -> None:
        """Keep it, in place of what was there."""

    def forget(self, channel_id: str) -> None:
        """Keep it no more."""


class KeyringTokens:
    """In the operating system's own store."""

    def load(self, channel_id: str) -> str | None:
        """Return what is kept for a channel."""
        return keys.in_keyring(_entry(channel_id))

    def save(self, channel_id: str, text: str) -> None:
        """Keep it. Raises InputError where this machine has no keyring."""
        try:
            keyring.set_password(keys.SERVICE, _entry(channel_id), text)
        except keyring.errors.KeyringError:
            raise InputError(
                "This machine has no keyring to keep the permission in. Keep it sealed in the workspace: --sealed"
            ) from None

    def forget(self, channel_id: str) -> None:
        """Keep it no more."""
        try:
            keyring.delete_password(keys.SERVICE, _entry(channel_id))
        except keyring.errors.KeyringError:
            return


def _entry(channel_id: str) -> str:
    return f"youtube-owner-{channel_id}"


@dataclass(frozen=True)
class SealedTokens:
    """In age files in a folder; `seal` and `unseal` know the keys."""

    folder: Path
    seal: Callable[[bytes], bytes]
    unseal: Callable[[bytes], bytes]

    @staticmethod
    def lie_in(folder: Path) -> bool:
        """Whether permissions were sealed in a folder: who chose that once need not say so again."""
        return any(folder.glob(f"{_entry('*')}.age"))

    def load(self, channel_id: str) -> str | None:
        """Return what is kept for a channel."""
        path = self._path(channel_id)
        return self.unseal(path.read_bytes()).decode() if path.exists() else None

    def save(self, channel_id: str, text: str) -> None:
        """Keep it, readable with the workspace's key alone."""
        beside = self._path(channel_id).with_suffix(".part")
        beside.touch(mode=0o600)
        beside.write_bytes(self.seal(text.encode()))
        beside.replace(self._path(channel_id))

    def forget(self, channel_id: str) -> None:
        """Keep it no more."""
        self._path(channel_id).unlink(missing_ok=True)

    def _path(self, channel_id: str) -> Path:
        return self.folder / f"{_entry(channel_id)}.age"
