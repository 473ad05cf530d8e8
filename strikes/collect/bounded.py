"""Reading many mails in a child process that may die: the parent never does, and every mail gets an answer (R11)."""

from __future__ import annotations

import json
import os
import selectors
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from strikes import settings
from strikes.collect.notice_mail.mime import MAX_MAIL
from strikes.collect.notice_mail.reading import Reading, from_wire

_BATCH_MAILS = 64
_BATCH_BYTES = 4 * 2**20
#: Backstop only: the child's own limit on CPU time is far lower, but the machine may be busy.
_WALL_SECONDS = 60.0
#: The child collects no garbage, so it is replaced after so many mails.
_MAILS_A_CHILD = 50_000
_GAVE_UP = "It could not be read within the limits of memory and time; it is kept as a file."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mail: readings, or the reason why it was refused. Its bytes are the caller's, always."""

    readings: tuple[Reading, ...] = ()
    refusal: str | None = None


class _ChildDied(Exception):
    """The child ended, hung, or said what is no answer."""


class Reader:
    """Reads mails in a child process, a batch at a time; use it as `with reading() as reader`."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._n_read = 0

    def read_all(self, mails: Iterable[bytes]) -> Iterator[Outcome]:
        """Yield an outcome for each mail, in order."""
        for batch in _batches(mails):
            yield from self._read_batch(batch)

    def read_one(self, raw: bytes) -> Outcome:
        """Read a single mail."""
        return next(iter(self.read_all([raw])))

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _read_batch(self, batch: list[bytes]) -> list[Outcome]:
        small = [raw for raw in batch if len(raw) <= MAX_MAIL]
        answers = iter(self._asked(small) if small else [])
        return [
            next(answers) if len(raw) <= MAX_MAIL else Outcome(refusal="The mail is larger than 25 MB.")
            for raw in batch
        ]

    def _asked(self, batch: list[bytes]) -> list[Outcome]:
        """Ask the child; where it dies over a batch, ask again mail by mail, so that only the guilty one is lost."""
        try:
            return self._answers(batch)
        except _ChildDied:
            self.close()
            if len(batch) == 1:
                return [Outcome(refusal=_GAVE_UP)]
            return [self._asked([raw])[0] for raw in batch]

    def _answers(self, batch: list[bytes]) -> list[Outcome]:
        child = self._running(len(batch))
        assert child.stdin is not None and child.stdout is not None
        frame = struct.pack(f">{len(batch) + 1}I", len(batch), *map(len, batch))
        try:
            child.stdin.write(frame + b"".join(batch))
            child.stdin.flush()
        except OSError as error:
            raise _ChildDied from error
        length = struct.unpack(">I", _exactly(child.stdout, 4))[0]
        return _outcomes(_exactly(child.stdout, length), len(batch))

    def _running(self, n_mails: int) -> subprocess.Popen[bytes]:
        if self._child is not None and self._n_read > _MAILS_A_CHILD:
            self.close()
        if self._child is None:
            self._n_read = 0
            self._child = subprocess.Popen(
                [sys.executable, "-m", "strikes.collect.mail_child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Nothing of our own environment (keys, tokens) is for a reader of hostile mail.
                env={"PYTHONPATH": str(settings.PACKAGE_DIR.parent), "PYTHONUTF8": "1"},
                cwd="/",
            )
        self._n_read += n_mails
        return self._child


@contextmanager
def reading() -> Iterator[Reader]:
    """Give a reader whose child is gone afterwards."""
    reader = Reader()
    try:
        yield reader
    finally:
        reader.close()


def _batches(mails: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for raw in mails:
        if batch and (len(batch) >= _BATCH_MAILS or size + len(raw) > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(raw)
        size += len(raw)
    if batch:
        yield batch


def _exactly(stream: IO[bytes], length: int) -> bytes:
    """Read so many bytes of the child's answer, or find that it died or hangs."""
    found = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(stream, selectors.EVENT_READ)
        while len(found) < length:
            if not waiting.select(_WALL_SECONDS) or not (piece := os.read(stream.fileno(), length - len(found))):
                raise _ChildDied
            found += piece
    return bytes(found)


def _outcomes(answer: bytes, expected: int) -> list[Outcome]:
    """Understand the child's answer; it has read hostile bytes, so it is not believed to be well-formed."""
    try:
        told: list[Any] = json.loads(answer)
        found = [
            Outcome(refusal=one) if isinstance(one, str) else Outcome(tuple([from_wire(reading) for reading in one]))
            for one in told
        ]
    except (ValueError, TypeError, IndexError, AttributeError) as error:
        raise _ChildDied from error
    if len(found) != expected:
        raise _ChildDied
    return found
