"""The desk: all the intake does for a person, without a screen. It holds folders, public keys, limits; no casebook."""

from __future__ import annotations

import datetime as dt
import queue
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from strikes.collect.bounded import Reader
from strikes.errors import StrikesError
from strikes.intake.drafts import Draft, Drafts
from strikes.intake.drop import Drop
from strikes.intake.invitations import is_invited
from strikes.intake.limits import Limits
from strikes.intake.reading import Look, look_at
from strikes.intake.receipts import Receipt, follow_hash
from strikes.intake.status import Status
from strikes.intake.submission import PURPOSES, Follow, HandedFile, Submission, What

#: Hostile mails may hold one up for some seconds; others are read meanwhile.
_READERS = 2


class Wait(StrikesError):
    """Too much came from there; `seconds` until the next is taken."""

    def __init__(self, seconds: float) -> None:
        super().__init__("Too much was handed in from there. It can be handed in later.")
        self.seconds = seconds


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass
class Desk:
    """One running intake."""

    drop: Drop
    invitations: Path | None = None
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], dt.datetime] = _now
    drafts: Drafts = field(init=False)
    limits: Limits = field(init=False)

    def __post_init__(self) -> None:
        self.drafts, self.limits = Drafts(self.clock), Limits(self.clock)
        self._readers: queue.SimpleQueue[Reader] = queue.SimpleQueue()
        for _ in range(_READERS):
            self._readers.put(Reader())

    def read(self, name: str, content: bytes) -> Look:
        """Say what a file is and read it, in a child that may die."""
        with self._reader() as reader:
            return look_at(name, content, reader)

    def hand_in(self, draft: Draft, language: str, source: str | None) -> Submission:
        """Seal a draft into the inbox, on the disk when this returns; again is no harm.

        Raises Wait where too much came from there, NoSpaceError where nothing could be stored.
        """
        if self.drop.holds(draft.receipt):
            return submission_of(draft, language, self.now())
        wait = self.limits.admit(source, is_invited(self.invitations, draft.code))
        if wait > 0:
            raise Wait(wait)
        submission = submission_of(draft, language, self.now())
        self.drop.hand_in(submission, draft.receipt)
        return submission

    def look_up(self, receipt: Receipt | None, source: str | None) -> Status | None:
        """Return how a case stands; None for wrong and erased alike. Raises Wait where somebody guesses."""
        wait = self.limits.admit_look_up(source)
        if wait > 0:
            raise Wait(wait)
        return self.drop.look_up(receipt)

    def say(
        self, receipt: Receipt, what: What, source: str | None, text: str = "", files: Sequence[HandedFile] = ()
    ) -> None:
        """Seal a later word into the inbox. Erasing takes effect on this machine at once."""
        wait = self.limits.admit_look_up(source)
        if wait > 0:
            raise Wait(wait)
        if what == "erasure":
            self.drop.erase(receipt)
        stamp = self.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        self.drop.follow_up(
            Follow(receipt.name, receipt.follow_key, secrets.token_hex(8), what, stamp, text, tuple(files))
        )

    def close(self) -> None:
        """End the children."""
        while not self._readers.empty():
            self._readers.get().close()

    @contextmanager
    def _reader(self) -> Iterator[Reader]:
        reader = self._readers.get()
        try:
            yield reader
        finally:
            self._readers.put(reader)


def submission_of(draft: Draft, language: str, now: dt.datetime) -> Submission:
    """Return what a draft hands in."""
    receipt = draft.receipt
    return Submission(
        case_number=receipt.case_number,
        name=receipt.name,
        recipient=receipt.recipient,
        follow_hash=follow_hash(receipt.follow_key),
        token=receipt.token,
        sent_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        language=language,
        role=draft.role,
        notices=tuple(draft.notices),
        files=tuple(draft.files),
        answers={name: text for name, text in draft.answers.items() if text.strip()},
        consents={purpose: draft.consents.get(purpose, False) for purpose in PURPOSES},
    )
