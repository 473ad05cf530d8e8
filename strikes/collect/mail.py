"""Mails become facts: sealed first, read in the bounded child, graded, and handed on as events."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from strikes.collect.authenticity import UNCHECKED, Proof
from strikes.collect.bounded import Outcome, Reader, reading
from strikes.collect.mailbox import Found
from strikes.collect.notice_mail.facts import Facts, event_rows
from strikes.collect.notice_mail.mime import Refused, cut
from strikes.collect.notice_mail.reading import Reading
from strikes.model import EventType

#: Mails that are sealed before the child is asked: large enough to fill its batches.
_AT_ONCE = 64
CONTROL_NOTE = "Its signature holds, so it also proves that whoever hands it in controlled the channel."
#: Grades a mail's bytes, or tells that nobody looked.
Prover = Callable[[bytes], Proof]


class Vault(Protocol):
    """Where originals go before anything else is done with them (strikes/store/vault.py)."""

    def put(self, plain: bytes) -> str: ...


class CountsLike(Protocol):
    """What became of rows: `read = new + known + quarantined`."""

    @property
    def read(self) -> int: ...
    @property
    def new(self) -> int: ...
    @property
    def known(self) -> int: ...
    @property
    def quarantined(self) -> int: ...


@dataclass(frozen=True)
class MailRows:
    """The events read from one mail, and what is known of the mail itself."""

    rows: Sequence[Mapping[str, str | None]]
    facts: Facts
    origin: str
    n_bytes: int


class EventStore(Protocol):
    """Takes the events of several mails; the same events again are known, and get one more source."""

    def add_events(self, mails: Sequence[MailRows]) -> CountsLike: ...


@dataclass
class Summary:
    """What became of the mails of one import."""

    mails: int = 0
    notices: int = 0
    read: int = 0
    new: int = 0
    known: int = 0
    quarantined: int = 0
    #: Mails in which no copyright notice could be read; they lie in the vault.
    unparsed: list[str] = field(default_factory=list)
    #: What was not taken, with the reason.
    refused: list[tuple[str, str]] = field(default_factory=list)

    def add(self, counts: CountsLike) -> None:
        """Add what became of one mail's events."""
        self.read += counts.read
        self.new += counts.new
        self.known += counts.known
        self.quarantined += counts.quarantined


def collect(
    found: Iterable[Found],
    vault: Vault,
    store: EventStore,
    prove: Prover | None = None,
    on_mail: Callable[[Found], None] = lambda found: None,
    channel_id: str | None = None,
) -> Summary:
    """Take mails in; `on_mail` is called once a mail is safely stored, so that it need not be fetched again."""
    summary = Summary()
    with reading() as reader:
        for batch in _batches(found):
            _take(batch, vault, store, reader, prove, summary, channel_id)
            for one in batch:
                on_mail(one)
    return summary


def _take(
    batch: list[Found],
    vault: Vault,
    store: EventStore,
    reader: Reader,
    prove: Prover | None,
    summary: Summary,
    channel_id: str | None,
) -> None:
    sealed = [(one, vault.put(one.raw)) for one in batch if one.raw]
    summary.mails += len(batch)
    summary.refused += [(one.origin, one.refusal) for one in batch if one.refusal]
    read: list[MailRows] = []
    to_read = [(one, name) for one, name in sealed if one.refusal is None]
    for (one, name), outcome in zip(to_read, reader.read_all(one.raw for one, _ in to_read), strict=True):
        if outcome.refusal:
            summary.refused.append((one.origin, outcome.refusal))
        elif not any(reading.parsed for reading in outcome.readings):
            summary.unparsed.append(one.origin)
        for told, proof in graded(one.raw, outcome, prove):
            if rows := event_rows(told, channel_id):
                read.append(MailRows(rows, facts_of(told, proof, name), one.origin, len(one.raw)))
    summary.notices += len(read)
    if read:
        summary.add(store.add_events(read))


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    waiting = iter(found)
    while batch := list(islice(waiting, _AT_ONCE)):
        yield batch


def graded(raw: bytes, outcome: Outcome, prove: Prover | None) -> list[tuple[Reading, Proof]]:
    """Return the readings with their level of provenance, each graded by the bytes it was read from."""
    return [_graded(raw, reading, prove) for reading in outcome.readings]


def _graded(raw: bytes, reading: Reading, prove: Prover | None) -> tuple[Reading, Proof]:
    own = signed_bytes(raw, reading.sha256) if prove and _may_prove(reading) else None
    proof = prove(own) if prove and own else UNCHECKED
    notes = reading.notes + ((CONTROL_NOTE,) if proves_control(reading, proof) else ())
    return reading._replace(provenance=proof.level, dkim=proof.dkim, notes=notes), proof


def proves_control(reading: Reading, proof: Proof) -> bool:
    """Does the mail prove that who hands it in controlled the channel? The platform tells only the owner of its end."""
    return proof.grade == "E3" and reading.event_type is EventType.CHANNEL_TERMINATION


def _may_prove(reading: Reading) -> bool:
    """Could a signature over the whole mail prove this notice? Not where it is quoted inside somebody else's mail."""
    return reading.parsed and reading.is_own_mail


def signed_bytes(raw: bytes, sha256: str, depth: int = 2) -> bytes | None:
    """Return the bytes a reading stands for: the mail itself, or the attached mail with this hash."""
    if hashlib.sha256(raw).hexdigest() == sha256:
        return raw
    try:
        mail = cut(raw) if depth else None
    except Refused:
        return None
    inner = (signed_bytes(one, sha256, depth - 1) for one in mail.attached) if mail else iter(())
    return next((one for one in inner if one is not None), None)


def facts_of(reading: Reading, proof: Proof, vault_name: str) -> Facts:
    """Return what is known of the mail a reading is of."""
    key = proof.key
    return Facts(
        reading.sha256,
        reading.message_id,
        vault_name,
        reading.generation,
        proof.dkim,
        proves_control(reading, proof),
        key.name if key else None,
        key.text if key else None,
        key.seen_at if key else None,
        key.resolver if key else None,
    )
