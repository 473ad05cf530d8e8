"""Sealing bytes to keys (age): whoever holds only a recipient can put things in and never take them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NewType

import pyrage

from strikes.errors import DamageError, FormatError

#: A public key, `age1...`; may be written anywhere.
Recipient = NewType("Recipient", str)
#: A private key, `AGE-SECRET-KEY-1...`; whoever writes it to a disk wraps it first.
Identity = NewType("Identity", str)


def new_identity() -> tuple[Identity, Recipient]:
    """Make a fresh key pair."""
    made = pyrage.x25519.Identity.generate()
    return Identity(str(made)), Recipient(str(made.to_public()))


def recipient_of(identity: Identity) -> Recipient:
    """Return the public key of a private one."""
    return Recipient(str(_identity(identity).to_public()))


def seal(plain: bytes, recipients: Sequence[Recipient]) -> bytes:
    """Seal bytes so that any one of the recipients can open them; raises FormatError for what is no recipient."""
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError:
        raise FormatError("A recipient is not a key that starts with age1. Copy it once more, whole.") from None
    return bytes(pyrage.encrypt(plain, keys))


def unseal(sealed: bytes, identities: Sequence[Identity]) -> bytes:
    """Open sealed bytes; raises DamageError where none of the keys fits or a byte was changed."""
    try:
        return bytes(pyrage.decrypt(sealed, [_identity(identity) for identity in identities]))
    except pyrage.DecryptError:
        raise DamageError("A sealed file does not open with this key, or was changed since it was sealed.") from None


def wrap(secret: bytes, passphrase: str) -> bytes:
    """Wrap a secret by a passphrase (scrypt, slow on purpose)."""
    return bytes(pyrage.passphrase.encrypt(secret, passphrase))


def unwrap(wrapped: bytes, passphrase: str) -> bytes:
    """Undo `wrap`; raises DamageError for a wrong passphrase or changed bytes."""
    try:
        return bytes(pyrage.passphrase.decrypt(wrapped, passphrase))
    except pyrage.DecryptError:
        raise DamageError("The passphrase does not open the key.") from None


def _identity(identity: Identity) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(identity.strip())
    except pyrage.IdentityError:
        raise DamageError("The private key of this workspace cannot be read. Restore keys/ from a backup.") from None
