"""Sealing bytes to keys (age): whoever holds only a recipient can put things in and never take them out."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from typing import BinaryIO, NewType

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from strikes.errors import DamageError, FormatError

#: A public key, `age1...`; may be written anywhere.
Recipient = NewType("Recipient", str)
#: A private key, `AGE-SECRET-KEY-1...`; whoever writes it to a disk wraps it first.
Identity = NewType("Identity", str)
#: How a wrapped secret begins; bound into it, so that another way of wrapping cannot be passed off as this one.
_WRAPPED = b"strikes-argon2id-1\n"


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
    """Wrap a secret by a passphrase: Argon2id with 128 MB and 3 passes, slow on purpose (R7)."""
    salt, nonce = os.urandom(16), os.urandom(12)
    return _WRAPPED + salt + nonce + ChaCha20Poly1305(_stretched(passphrase, salt)).encrypt(nonce, secret, _WRAPPED)


def unwrap(wrapped: bytes, passphrase: str) -> bytes:
    """Undo `wrap`; raises DamageError for a wrong passphrase or changed bytes."""
    head, salt, nonce = wrapped[: len(_WRAPPED)], wrapped[len(_WRAPPED) :][:16], wrapped[len(_WRAPPED) + 16 :][:12]
    try:
        if head != _WRAPPED or len(nonce) != 12:
            raise InvalidTag
        sealed = wrapped[len(_WRAPPED) + 28 :]
        return ChaCha20Poly1305(_stretched(passphrase, salt)).decrypt(nonce, sealed, _WRAPPED)
    except InvalidTag:
        raise DamageError("The passphrase does not open the key.") from None


def seal_stream(plain: BinaryIO, into: BinaryIO, recipients: Sequence[Recipient]) -> None:
    """Seal what can be read from `plain`, however much, into a file; memory stays small."""
    pyrage.encrypt_io(plain, into, [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients])


def unseal_stream(sealed: BinaryIO, into: BinaryIO, identity: Identity) -> None:
    """Open a sealed file into another; raises DamageError where the key does not fit or a byte was changed."""
    try:
        pyrage.decrypt_io(sealed, into, [_identity(identity)])
    except (pyrage.DecryptError, OSError) as error:
        # A chunk that was changed comes as an OSError that no operating system made.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise DamageError("This file does not open with this key, or was changed since it was sealed.") from None


def _stretched(passphrase: str, salt: bytes) -> bytes:
    # RFC 9106: 3 passes over 128 MB in 4 lanes.
    kdf = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=128 * 1024)
    return kdf.derive(unicodedata.normalize("NFKC", passphrase).encode())


def _identity(identity: Identity) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(identity.strip())
    except pyrage.IdentityError:
        raise DamageError("The private key of this workspace cannot be read. Restore keys/ from a backup.") from None
