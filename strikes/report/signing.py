"""The workspace's signing key (Ed25519): it says that a pack left this house, and nothing about whether it is true."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from strikes.errors import DamageError
from strikes.store import keys
from strikes.store.workspace import Workspace

KEY_NAME = "signing.key"
_RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)


@dataclass(frozen=True)
class Signer:
    """A private key that signs."""

    key: Ed25519PrivateKey

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint to be compared over another way, in groups of four."""
        return fingerprint_of(self.key.public_key().public_bytes(*_RAW))

    def sign(self, content: bytes) -> bytes:
        """Return a signature file for some content."""
        public = self.key.public_key().public_bytes(*_RAW)
        return _written(public, self.key.sign(content))


def signer_of(workspace: Workspace) -> Signer:
    """Return the workspace's signer; its key is made the first time, readable by its owner alone."""
    pem = keys.secret(workspace.root / "keys", KEY_NAME, _new)
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError):
        raise DamageError(
            f"The signing key keys/{KEY_NAME} cannot be read. Restore it, or remove it to get a new one."
        ) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise DamageError(f"The signing key keys/{KEY_NAME} is of another kind; remove it to get a new one.")
    return Signer(key)


def _new() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def checked(signature: bytes, content: bytes) -> str | None:
    """Return the fingerprint of the key that signed `content`; None where the signature does not hold.

    A signature file that says the same in other bytes does not hold either: nothing in a pack may vary.
    """
    try:
        found = json.loads(signature)
        public, signed = base64.b64decode(found["public_key"]), base64.b64decode(found["signature"])
        Ed25519PublicKey.from_public_bytes(public).verify(signed, content)
    except (ValueError, KeyError, TypeError, InvalidSignature):
        return None
    return fingerprint_of(public) if _written(public, signed) == signature else None


def fingerprint_of(public: bytes) -> str:
    """Return the first 128 bits of a public key's SHA-256, in groups of four letters."""
    digest = hashlib.sha256(public).hexdigest()[:32]
    return " ".join(digest[i : i + 4] for i in range(0, 32, 4))


def _written(public: bytes, signature: bytes) -> bytes:
    encoded = {"public_key": base64.b64encode(public).decode(), "signature": base64.b64encode(signature).decode()}
    return (json.dumps({"algorithm": "Ed25519"} | encoded, indent=1) + "\n").encode()
