"""The two folders of the intake: `inbox`, which only analysts can read, and `outbox`, where answers come back.

A thing is said to be received only after it lies in the inbox, on the disk (R1). Its name comes from the receipt's
secret, which was made before: sending again writes the same file (R2). Nothing here can open what it wrote, except with
a receipt's secret.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from strikes import seal
from strikes.errors import InputError, NoSpaceError, StrikesError
from strikes.intake import status as statuses
from strikes.intake.receipts import Receipt, new_receipt
from strikes.intake.status import Status
from strikes.intake.submission import Follow, Submission, packed
from strikes.seal import Recipient
from strikes.store.files import write_once

#: R3: room for the thing three times over and as much again for the machine's own needs.
SPARE_BYTES = 256 * 2**20
_NO_ROOM = "The disk of this machine is full. This was not stored: keep your file, and try again later."


@dataclass(frozen=True)
class Drop:
    """The folders, and the public keys everything is sealed to."""

    root: Path
    recipients: Sequence[Recipient]

    def __post_init__(self) -> None:
        seal.seal(b"", self.recipients)
        for folder in (self.inbox, self.outbox):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise InputError(f"The folder {folder.name} cannot be made there: {error.strerror}.") from None
            # What a killed writer left was never said to be received; it is sealed, and no use to anybody.
            for left_over in folder.glob(".new-*"):
                left_over.unlink(missing_ok=True)
        object.__setattr__(self, "_decoy", statuses.sealed(Status("received", ""), new_receipt().recipient))

    @property
    def inbox(self) -> Path:
        """Where sealed submissions wait for the analysts."""
        return self.root / "inbox"

    @property
    def outbox(self) -> Path:
        """Where sealed answers wait for their owners."""
        return self.root / "outbox"

    def hand_in(self, submission: Submission, receipt: Receipt) -> None:
        """Seal a submission into the inbox; it is on the disk when this returns, and again is no harm.

        Raises NoSpaceError where it could not be written whole; then nothing of it is there.
        """
        plain = packed(submission)
        self._see_room(len(plain))
        waiting = Status("received", submission.sent_at[:10])
        parts = (
            (self._pack(receipt), seal.seal(plain, [receipt.recipient])),
            (self._status(receipt), statuses.sealed(waiting, receipt.recipient)),
            # Last, for this is what makes it received.
            (self.inbox / f"{receipt.name}.age", seal.seal(plain, self.recipients)),
        )
        try:
            for path, content in parts:
                write_once(path, content)
        except OSError as error:
            for path, _ in parts:
                path.unlink(missing_ok=True)
            raise _refusal(error) from None

    def holds(self, receipt: Receipt) -> bool:
        """Was a submission with this receipt stored before?"""
        return self._status(receipt).exists()

    def follow_up(self, follow: Follow) -> None:
        """Seal a later word into the inbox, on the disk when this returns."""
        plain = packed(follow)
        self._see_room(len(plain))
        try:
            write_once(self.inbox / f"{follow.name}-{follow.message_id}.age", seal.seal(plain, self.recipients))
        except OSError as error:
            raise _refusal(error) from None

    def look_up(self, receipt: Receipt | None) -> Status | None:
        """Return how a case stands; None for a wrong, unknown or erased receipt alike, after the same work (R15)."""
        asked = receipt or new_receipt()
        try:
            return statuses.opened(self._status(asked).read_bytes(), asked.identity)
        except FileNotFoundError:
            # As much work as for a true one: its key is made, and does not open.
            try:
                return statuses.opened(self._decoy, asked.identity)  # type: ignore[attr-defined]
            except StrikesError:
                return None

    def own_pack(self, receipt: Receipt) -> bytes | None:
        """Return what was handed in, as it was; None where it is no longer there."""
        path = self._pack(receipt)
        return seal.unseal(path.read_bytes(), [receipt.identity]) if path.exists() else None

    def erase(self, receipt: Receipt) -> None:
        """Remove all there is of a case on this machine. What analysts took in needs their own erasing."""
        for folder in (self.inbox, self.outbox):
            for path in sorted(folder.glob(f"{receipt.name}*.age")):
                path.unlink(missing_ok=True)

    def _pack(self, receipt: Receipt) -> Path:
        return self.outbox / f"{receipt.name}.pack.age"

    def _status(self, receipt: Receipt) -> Path:
        return self.outbox / f"{receipt.name}.age"

    def _see_room(self, n_bytes: int) -> None:
        if shutil.disk_usage(self.root).free < 3 * n_bytes + SPARE_BYTES:
            raise NoSpaceError(_NO_ROOM)


def _refusal(error: OSError) -> StrikesError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoSpaceError(_NO_ROOM)
    return NoSpaceError(f"This could not be stored ({error.strerror}): keep your file, and try again later.")
