"""The workspace's private keys (R7): bare in `keys/`, or locked by a passphrase or the system's keyring.

What is locked can also be opened with a recovery key, which is printed once and kept on paper: losing the passphrase
then loses nothing. The same recovery key opens the backups, so it must lie elsewhere than the machine.
"""

from __future__ import annotations

import base64
import json
import secrets as random
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import keyring
import keyring.errors

from strikes import seal
from strikes.errors import DamageError, InputError, UsageError
from strikes.seal import Identity, Recipient
from strikes.store import asking
from strikes.store.files import write_once

#: What is worth locking. The vault's recipient is derived, the recovery key's recipient is public.
NAMES = ("vault.agekey", "vault.naming", "signing.key")
_LOCKED, _RECOVERABLE, _RECIPIENT = "locked.json", "recoverable.age", "recovery.pub"
_SERVICE = "strikes"

State = Literal["bare", "passphrase", "keyring"]
Secrets = dict[str, bytes]
#: (folder, what was locked) -> passphrase: a command asks once, however many keys it needs.
_opened: dict[tuple[Path, str], str] = {}


def state(folder: Path) -> State:
    """Return how the keys in a workspace's `keys/` are kept."""
    if not (folder / _LOCKED).exists():
        return "bare"
    return "keyring" if _read_locked(folder)["by"] == "keyring" else "passphrase"


def secret(folder: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """Return one of NAMES; made on first use, and kept as the others are.

    Raises DamageError for a wrong passphrase, UsageError where there is nobody to ask for it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if state(folder) == "bare":
        if not (folder / name).exists():
            write_once(folder / name, make())
            _keep_recoverable(folder, _bare(folder))
        return (folder / name).read_bytes()
    passphrase = _passphrase(folder)
    found = _unlocked(folder, passphrase)
    if name not in found:
        found[name] = make()
        _write_locked(folder, found, passphrase, _read_locked(folder))
    return found[name]


def replace(folder: Path, name: str, content: bytes) -> None:
    """Put another secret in the place of one."""
    if state(folder) == "bare":
        write_once(folder / name, content)
        _keep_recoverable(folder, _bare(folder))
    else:
        passphrase = _passphrase(folder)
        found = _unlocked(folder, passphrase) | {name: content}
        _write_locked(folder, found, passphrase, _read_locked(folder))


def lock(folder: Path, passphrase: str) -> None:
    """Lock the keys, bare or locked otherwise until now, by a passphrase. Raises UsageError for a short one."""
    if len(passphrase) < 12:
        raise UsageError("Take at least 12 letters: five words that do not belong together are easy to keep.")
    _relock(folder, passphrase, {"by": "passphrase"})


def lock_by_keyring(folder: Path) -> None:
    """Lock the keys by a secret that the system's keyring keeps, which opens when its user logs in."""
    entry, secret_text = f"workspace-{random.token_hex(8)}", random.token_urlsafe(32)
    try:
        keyring.set_password(_SERVICE, entry, secret_text)
    except keyring.errors.KeyringError:
        raise InputError("This machine has no keyring. Lock by a passphrase instead: strikes keys lock") from None
    _relock(folder, secret_text, {"by": "keyring", "entry": entry})


def unlock(folder: Path, recovery: Identity) -> None:
    """Put the keys back bare with the recovery key, whatever they are locked by."""
    try:
        packed = (folder / _RECOVERABLE).read_bytes()
    except OSError:
        raise InputError("There is nothing a recovery key could open here: none was made.") from None
    for name, content in _unpacked(seal.unseal(packed, [recovery])).items():
        write_once(folder / name, content)
    (folder / _LOCKED).unlink(missing_ok=True)


def recipient(folder: Path) -> Recipient | None:
    """Return to whom backups are sealed; None where no recovery key was made yet."""
    path = folder / _RECIPIENT
    return Recipient(path.read_text(encoding="ascii").strip()) if path.exists() else None


def make_recovery(folder: Path) -> Identity:
    """Make a new recovery key and return it to be printed: it is stored nowhere. An older one opens no later backup."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = _bare(folder) if state(folder) == "bare" else _unlocked(folder, _passphrase(folder))
    identity, own = seal.new_identity()
    write_once(folder / _RECIPIENT, own.encode() + b"\n")
    _keep_recoverable(folder, found)
    return identity


def _relock(folder: Path, passphrase: str, by: dict[str, str]) -> None:
    found = _bare(folder) if state(folder) == "bare" else _unlocked(folder, _passphrase(folder))
    _write_locked(folder, found, passphrase, by)
    for name in NAMES:
        (folder / name).unlink(missing_ok=True)


def _write_locked(folder: Path, found: Secrets, passphrase: str, by: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    wrapped = base64.b64encode(seal.wrap(_packed(found), passphrase)).decode()
    write_once(folder / _LOCKED, json.dumps(by | {"wrapped": wrapped}).encode())
    _keep_recoverable(folder, found)
    _opened[folder.resolve(), wrapped] = passphrase


def _keep_recoverable(folder: Path, found: Secrets) -> None:
    own = recipient(folder)
    if own:
        write_once(folder / _RECOVERABLE, seal.seal(_packed(found), [own]))


def _bare(folder: Path) -> Secrets:
    return {name: (folder / name).read_bytes() for name in NAMES if (folder / name).exists()}


def _unlocked(folder: Path, passphrase: str) -> Secrets:
    wrapped = _read_locked(folder)["wrapped"]
    found = _unpacked(seal.unwrap(base64.b64decode(wrapped), passphrase))
    _opened[folder.resolve(), wrapped] = passphrase
    return found


def _passphrase(folder: Path) -> str:
    kept = _read_locked(folder)
    known = _opened.get((folder.resolve(), kept["wrapped"]))
    if known:
        return known
    if kept["by"] == "keyring":
        return _from_keyring(kept["entry"])
    return asking.passphrase()


def _from_keyring(entry: str) -> str:
    try:
        found = keyring.get_password(_SERVICE, entry)
    except keyring.errors.KeyringError:
        found = None
    if found is None:
        raise InputError(
            "The keyring does not hold what opens the keys of this workspace. Log in as their user, or take the "
            "recovery key: strikes keys recover"
        )
    return found


def _read_locked(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / _LOCKED).read_text(encoding="ascii"))
        if found["by"] not in ("passphrase", "keyring") or not found["wrapped"]:
            raise ValueError
    except (ValueError, KeyError, TypeError, OSError):
        raise DamageError(f"keys/{_LOCKED} cannot be read. Put keys/ back from a backup: strikes restore") from None
    return dict(found)


def _packed(found: Secrets) -> bytes:
    return json.dumps({name: base64.b64encode(content).decode() for name, content in sorted(found.items())}).encode()


def _unpacked(packed: bytes) -> Secrets:
    return {name: base64.b64decode(content) for name, content in json.loads(packed).items()}
