"""How much a mail proves of itself: the grades E1 to E3 of the threat model (R16), by DKIM and ARC.

E3: a platform's own signature holds over the whole mail. E2: a listed forwarder sealed that it held when the mail came
to him. E1: a file without such proof (E0, pasted text, is not asked here). `No key` is unknown, never forged.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from strikes import settings
from strikes.collect import signatures
from strikes.collect.dns_keys import KeyBook, KeyRecord, LookUp, SystemDns
from strikes.collect.notice_mail.reading import Dkim
from strikes.collect.signatures import Signature
from strikes.model import Level

Grade = Literal["E3", "E2", "E1"]
#: R16: E3 is P4 of the one scale of provenance, E2 is P3, all else a story that somebody tells.
LEVELS: dict[Grade, Level] = {"E3": Level.P4, "E2": Level.P3, "E1": Level.P1}

#: Each of these must be signed, and stand there once: a second Subject would be shown, and not be covered.
SIGNED_ONCE = ("from", "to", "subject", "date")
MIN_KEY_BITS = 1024
FULL_MARK_BITS = 2048
#: Notices are far smaller. The signature library copies a mail several times, line by line.
MAX_SIGNED = 2 * 2**20
MAX_SIGNATURES = 10
_REVOKED = re.compile(r"(?:^|;)\s*p\s*=\s*(?:;|$)")
_DKIM_PASSED = re.compile(r"dkim=pass\b[^;]*?header\.(?:d|i)=@?([\w.-]+)", re.I)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found out about a mail, with the DNS record it rests on."""

    grade: Grade
    dkim: Dkim
    key: KeyRecord | None = None
    #: A key of 2048 bits or more; shorter ones count, and are told.
    is_full_mark: bool = False

    @property
    def level(self) -> Level:
        """The proof on the scale of provenance."""
        return LEVELS[self.grade]


@dataclass(frozen=True, slots=True)
class _Signature:
    """One signature as checked: `result` is `pass`, `fail`, or why it could not be used."""

    result: str
    domain: str
    aligned: bool
    key: KeyRecord | None = None
    bits: int = 0


#: What is said first where several signatures do not pass.
_TELLING = ("partial", "expired", "weak", "fail", "revoked", "no_key", "malformed", "other_domain")
UNCHECKED = Proof("E1", Dkim())


def prove(raw: bytes, keys: KeyBook, look_up: LookUp | None, now: datetime | None = None) -> Proof:
    """Grade a mail by its signatures.

    `look_up` asks DNS, and only where the caller was asked to; without it the stored keys decide. Every record used is
    kept in `keys`, so that the same mail still verifies when the platform has changed its key.
    """
    if len(raw) > MAX_SIGNED:
        return Proof("E1", Dkim(checked=False, result="too_large"))
    key_of = _key_finder(keys, look_up, now or datetime.now(UTC))
    found = [_check(raw, number, key_of) for number in range(min(signatures.count(raw), MAX_SIGNATURES))]
    if passed := next((one for one in found if one.result == "pass"), None):
        dkim = Dkim(True, "pass", passed.domain, True)
        return Proof("E3", dkim, passed.key, passed.bits >= FULL_MARK_BITS)
    worst = min(found, key=lambda one: _TELLING.index(one.result), default=None)
    dkim = Dkim(True, worst.result, worst.domain, worst.aligned) if worst else Dkim(True, "unsigned", None, None)
    return Proof("E2" if _is_sealed(raw, key_of) else "E1", dkim, worst.key if worst else None)


class Verify(StrEnum):
    """Where signing keys come from: nowhere, DNS (which tells others which mails we hold), or what is stored."""

    OFFLINE = "offline"
    ONLINE = "online"
    STORED = "stored"


def prover(how: Verify, keys: Path, *, keeps: bool, look_up: LookUp | None = None) -> Callable[[bytes], Proof] | None:
    """Return what grades mails, None for offline; `keys` is the file of records, `keeps` whether to add to it."""
    if how is Verify.OFFLINE:
        return None
    book = KeyBook(keys, keeps=keeps)
    asked = (look_up or SystemDns()) if how is Verify.ONLINE else None
    return lambda raw: prove(raw, book, asked)


KeyOf = Callable[[str], KeyRecord | None]


def _key_finder(keys: KeyBook, look_up: LookUp | None, now: datetime) -> KeyOf:
    def find(name: str) -> KeyRecord | None:
        if look_up is None:
            return keys.newest(name)
        text = look_up(name)
        if text is None:
            # Gone from DNS is no proof of forgery: what was seen at intake still counts.
            return keys.newest(name)
        record = KeyRecord(name, text, now.strftime("%Y-%m-%dT%H:%M:%SZ"), look_up.resolver)
        keys.add(record)
        return record

    return find


def _check(raw: bytes, number: int, key_of: KeyOf) -> _Signature:
    try:
        told = signatures.signature(raw, number)
    except signatures.Malformed:
        return _Signature("malformed", "", False)
    aligned = _owns(told.domain, told.sender_domain)
    if not aligned or told.domain not in domains("platform"):
        return _Signature("other_domain", told.domain, aligned)
    key = key_of(told.key_name)
    if key is None or _REVOKED.search(key.text):
        return _Signature("revoked" if key else "no_key", told.domain, aligned, key)
    bits = signatures.holds(raw, number, key.text, MIN_KEY_BITS)
    return _Signature(_result(told, key, bits), told.domain, aligned, key, bits or 0)


def _result(told: Signature, key: KeyRecord, bits: int | None) -> str:
    """Say what a signature that was tried is worth."""
    if not bits:
        return "fail" if bits is None else "weak"
    is_whole = told.is_whole_body and all(
        name in told.covered and told.headers.count(name) == 1 for name in SIGNED_ONCE
    )
    if not is_whole:
        return "partial"
    is_expired = told.expires is not None and told.expires < datetime.fromisoformat(key.seen_at).timestamp()
    return "expired" if is_expired else "pass"


def _owns(domain: str, sender_domain: str) -> bool:
    """Does the signing domain own the address the mail says it is from?"""
    return bool(domain) and (sender_domain == domain or sender_domain.endswith(f".{domain}"))


def _is_sealed(raw: bytes, key_of: KeyOf) -> bool:
    """Did listed forwarders seal, each in turn, that a platform's signature held when the mail reached the first?"""

    def key_text(name: str) -> str | None:
        record = key_of(name)
        return record.text if record else None

    if not _is_listed(raw):
        return False
    chain = signatures.chain(raw, key_text, MIN_KEY_BITS)
    if chain is None or chain.sealers - domains("forwarder"):
        return False
    signers = {match.lower() for told in chain.first_results for match in _DKIM_PASSED.findall(told)}
    return any(_owns(domain, chain.sender_domain) for domain in signers & domains("platform"))


def _is_listed(raw: bytes) -> bool:
    """Is a listed forwarder named in a seal? Else nobody's DNS is asked: that would tell which mails we hold."""
    head = raw[:MAX_SIGNED].split(b"\r\n\r\n", 1)[0].split(b"\n\n", 1)[0].lower()
    return b"arc-seal:" in head and any(f"d={domain}".encode() in head for domain in domains("forwarder"))


@cache
def domains(role: str) -> frozenset[str]:
    """Return the domains of the platform, or of the forwarders whose seal counts (data/reference/mail_signers.csv)."""
    with (settings.reference_dir() / "mail_signers.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["domain"] for row in csv.DictReader(file) if row["role"] == role)
