"""Who is asked for the passphrase of the keys: the command line says, for the store asks nobody by itself."""

from __future__ import annotations

from collections.abc import Callable

from strikes.errors import UsageError

_askers: list[Callable[[], str]] = []


def ask_with(asker: Callable[[], str]) -> None:
    """Let keys that are locked by a passphrase be opened by asking for it."""
    _askers[:] = [asker]


def passphrase() -> str:
    """Return the passphrase. Raises UsageError where there is nobody to ask."""
    if not _askers:
        raise UsageError("The keys of this workspace are locked by a passphrase, and there is nobody to ask for it.")
    return _askers[0]()
