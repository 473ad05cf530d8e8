"""Receipts: a secret shown once, and all that is derived from it; there is no table of receipts (R15).

A secret is 120 random bits in the letters of Crockford's base32 (https://www.crockford.com/base32.html), with a sign
that finds a slip of the pen. From it come, each by its own HKDF label: the public case number, the names under which
things lie in inbox and outbox, the key that opens the answers, and the token that shows control of a channel. What is
stored can be made from the secret and never led back to it; a wrong secret and an erased one lead to the same nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from functools import cached_property

from strikes.seal import Identity, Recipient, recipient_of

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OILU", "011V")
_LETTERS, _GROUP = 24, 5
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


@dataclass(frozen=True)
class Receipt:
    """One secret in plain letters, without blanks, its check sign last."""

    secret: str

    @property
    def shown(self) -> str:
        """The secret as people copy it: groups of five."""
        return "-".join(self.secret[i : i + _GROUP] for i in range(0, len(self.secret), _GROUP))

    @property
    def last_group(self) -> str:
        """What is typed back, so that nobody goes on without having kept it."""
        return self.secret[-_GROUP:]

    @cached_property
    def case_number(self) -> str:
        """What owner and analyst call the case by; it opens nothing."""
        letters = _letters(self._derived("case number", 5))
        return f"{letters[:4]}-{letters[4:]}"

    @cached_property
    def token(self) -> str:
        """What is put into a channel's description to show who runs it."""
        return "strikes-" + _letters(self._derived("channel token", 10)).lower()

    @cached_property
    def name(self) -> str:
        """Under which the submission lies in the inbox, and its answers in the outbox."""
        return self._derived("name", 16).hex()

    @cached_property
    def follow_key(self) -> str:
        """What later words about the case are known by; the submission holds its hash alone."""
        return self._derived("follow", 32).hex()

    @cached_property
    def identity(self) -> Identity:
        """The key that opens what is sent back."""
        return Identity(_bech32("age-secret-key-", self._derived("outbox", 32)).upper())

    @property
    def recipient(self) -> Recipient:
        """The public half of `identity`, sealed to by the analysts."""
        return recipient_of(self.identity)

    def _derived(self, label: str, length: int) -> bytes:
        return _hkdf(self.secret[:_LETTERS].encode(), f"strikes receipt 1: {label}".encode(), length)


def new_receipt() -> Receipt:
    """Make a secret of 120 random bits."""
    letters = _letters(secrets.token_bytes(15))
    return Receipt(letters + _check_sign(letters))


def read_receipt(typed: str) -> Receipt | None:
    """Return the receipt somebody typed, O for 0 and blanks forgiven; None where a sign is missing or mistyped."""
    letters = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_READ_AS)
    is_whole = len(letters) == _LETTERS + 1 and set(letters) <= set(ALPHABET)
    return Receipt(letters) if is_whole and _check_sign(letters[:-1]) == letters[-1] else None


def follow_hash(follow_key: str) -> str:
    """Return what a submission holds of the key its later words will carry."""
    return hashlib.sha256(follow_key.encode()).hexdigest()


def _letters(raw: bytes) -> str:
    bits = "".join(f"{byte:08b}" for byte in raw)
    return "".join(ALPHABET[int(bits[i : i + 5], 2)] for i in range(0, len(bits), 5))


def _check_sign(letters: str) -> str:
    """Luhn's sum over 32 letters: finds every single wrong letter and nearly every swap of two neighbours."""
    total = 0
    for place, letter in enumerate(reversed(letters)):
        number = ALPHABET.index(letter) * (2 if place % 2 == 0 else 1)
        total += number // 32 + number % 32
    return ALPHABET[-total % 32]


def _hkdf(secret: bytes, info: bytes, length: int) -> bytes:
    """HKDF-SHA256 (RFC 5869) without salt: the secret is random already."""
    key = hmac.digest(bytes(32), secret, "sha256")
    return hmac.digest(key, info + b"\x01", "sha256")[:length]


def _bech32(prefix: str, raw: bytes) -> str:
    """Write bytes as an age key (BIP 173: https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki)."""
    bits = "".join(f"{byte:08b}" for byte in raw)
    words = [int(bits[i : i + 5].ljust(5, "0"), 2) for i in range(0, len(bits), 5)]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    sum_ = _polymod([*expanded, *words, *[0] * 6]) ^ 1
    return prefix + "1" + "".join(_BECH32[word] for word in [*words, *((sum_ >> 5 * (5 - i)) & 31 for i in range(6))])


def _polymod(values: list[int]) -> int:
    found = 1
    for value in values:
        top = found >> 25
        found = (found & 0x1FFFFFF) << 5 ^ value
        for i, factor in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            found ^= factor if top >> i & 1 else 0
    return found
