"""DKIM and ARC signatures of a mail, by dkimpy; nothing else here imports that library.

dkimpy's own `verify` is asked for mathematics only: it is true for any signing domain, for a body signed in part, and
for a second Subject that nobody signed. What counts is decided in authenticity.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

import dkim

#: What dkimpy raises for bytes that are no proper signature, key or header: its own errors, and Python's.
_MALFORMED = (dkim.DKIMException, dkim.InvalidTagValueList, ValueError, KeyError, IndexError, TypeError)


class Malformed(Exception):
    """What stands there cannot be read as a signature."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One DKIM signature, unverified: what it says of itself and of the mail."""

    number: int
    domain: str
    selector: str
    #: Header names it covers, and all header names of the mail, lower case.
    covered: tuple[str, ...]
    headers: tuple[str, ...]
    #: Does it cover the body whole (no `l=`)?
    is_whole_body: bool
    #: Seconds since 1970 after which its maker does not vouch for it; None for no end.
    expires: int | None
    #: The domain of the one From address; empty where there is none or several.
    sender_domain: str

    @property
    def key_name(self) -> str:
        """The DNS name of its key."""
        return f"{self.selector}._domainkey.{self.domain}"


class _Verifier(dkim.DKIM):  # type: ignore[misc]
    """dkimpy's verifier, but leaving expiry to us: a stored signature is judged as of the day its key was seen."""

    def verify_headerprep(self, idx: int = 0) -> tuple[dict[bytes, bytes], list[bytes], list[tuple[bytes, bytes]]]:
        fields = [(name, value) for name, value in self.headers if name.lower() == b"dkim-signature"]
        tags = dkim.parse_tag_value(fields[idx][1])
        dkim.validate_signature_fields({tag: tags[tag] for tag in tags if tag != b"x"})
        self.domain, self.selector = tags[b"d"], tags[b"s"]
        return tags, [name.strip().lower() for name in tags[b"h"].split(b":")], fields


def count(raw: bytes) -> int:
    """Return how many DKIM signatures a mail has; 0 for what is no mail."""
    try:
        return sum(name.lower() == b"dkim-signature" for name, _ in dkim.DKIM(raw).headers)
    except _MALFORMED:
        return 0


def signature(raw: bytes, number: int) -> Signature:
    """Read signature `number` (0 is the topmost); raises Malformed."""
    try:
        verifier = _Verifier(raw)
        tags, covered, _ = verifier.verify_headerprep(number)
        return Signature(
            number,
            tags[b"d"].decode("ascii").lower().rstrip("."),
            tags[b"s"].decode("ascii"),
            tuple(name.decode("ascii") for name in covered),
            tuple(name.decode("ascii").lower() for name, _ in verifier.headers),
            b"l" not in tags,
            int(tags[b"x"]) if b"x" in tags else None,
            _sender_domain(verifier.headers),
        )
    except _MALFORMED as error:
        raise Malformed from error


def holds(raw: bytes, number: int, key_text: str, min_bits: int) -> int | None:
    """Return the key's bits where the signature holds under this DNS record, 0 for too weak a key, None where not."""
    verifier = _Verifier(raw, minkey=min_bits)
    try:
        is_valid = verifier.verify(number, dnsfunc=lambda name, timeout=5: key_text.encode())
        return (verifier.keysize or 0) if is_valid else None
    except dkim.KeyFormatError:
        return 0
    except _MALFORMED:
        return None


@dataclass(frozen=True, slots=True)
class Chain:
    """An ARC chain that holds: who sealed it, and what the first of them says he found."""

    sealers: frozenset[str]
    first_results: tuple[str, ...]
    sender_domain: str


def chain(raw: bytes, key_text_of: Callable[[str], str | None], min_bits: int) -> Chain | None:
    """Return the mail's ARC chain; None where there is none, or where it does not hold."""

    def key_text(name: bytes, timeout: int = 5) -> bytes:
        return (key_text_of(name.decode("ascii").rstrip(".")) or "").encode()

    try:
        arc: Any = dkim.ARC(raw, minkey=min_bits)
        n_seals, headers = arc.sorted_arc_headers()
        if not n_seals or arc.verify(dnsfunc=key_text)[0] != dkim.CV_Pass:
            return None
        seals = [dkim.parse_tag_value(value) for _, (name, value) in headers if name.lower() == b"arc-seal"]
        first = [v for i, (name, v) in headers if i == 1 and name.lower() == b"arc-authentication-results"]
        sealers = frozenset(seal[b"d"].decode("ascii").lower() for seal in seals)
        return Chain(sealers, tuple(v.decode("ascii", errors="replace") for v in first), _sender_domain(arc.headers))
    except _MALFORMED:
        return None


def _sender_domain(headers: list[tuple[bytes, bytes]]) -> str:
    senders = [value for name, value in headers if name.lower() == b"from"]
    address = parseaddr(senders[0].decode("utf-8", errors="replace").strip())[1] if len(senders) == 1 else ""
    return str(address).rpartition("@")[2].lower()
