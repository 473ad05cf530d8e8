"""Drafts: what somebody has told so far, in memory under a random token, for half an hour, never on disk."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from strikes.intake.reading import Look
from strikes.intake.receipts import Receipt, new_receipt
from strikes.intake.submission import MAX_BYTES, MAX_FILES, HandedFile, Notice

TTL_SECONDS = 30 * 60.0
#: Of all drafts together: the memory of a small machine.
MAX_DRAFTS, MAX_TOTAL = 500, 10 * MAX_BYTES


@dataclass
class Draft:
    """One case being told; the receipt is made before anything is sent."""

    receipt: Receipt = field(default_factory=new_receipt)
    #: Which page it stands at, and which question.
    page: str = "what"
    question: int = 0
    files: list[HandedFile] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    #: (file name, key of the catalogue) for what could not be taken or read.
    troubles: list[tuple[str, str]] = field(default_factory=list)
    #: Rows of tables: readable ones, and the lines that are none.
    n_rows: int = 0
    bad_lines: list[int] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    consents: dict[str, bool] = field(default_factory=lambda: {"analysis": True})
    role: str = "owner"
    code: str = ""

    @property
    def n_bytes(self) -> int:
        """Bytes of all files."""
        return sum(len(file.content) for file in self.files)

    def is_full(self, more: int) -> bool:
        """Would a file of that size be one too many?"""
        return len(self.files) >= MAX_FILES or self.n_bytes + more > MAX_BYTES

    def add(self, name: str, look: Look) -> None:
        """Take what was found in a file; the same bytes twice count once."""
        if look.trouble:
            self.troubles.append((name, look.trouble))
        if look.file is None or look.file.content in [file.content for file in self.files]:
            return
        if self.is_full(len(look.file.content)):
            self.troubles.append((name, "too_many"))
            return
        number = len(self.files)
        self.files.append(look.file)
        self.notices += [Notice(notice.reading, file=number) for notice in look.notices]
        if look.table:
            self.n_rows += len(look.table.rows)
            self.bad_lines += look.table.bad_lines


class Drafts:
    """All drafts of this process; the clock is passed in."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Draft]] = {}

    def begin(self) -> tuple[str, Draft] | None:
        """Return a new draft and its token; None where the machine is full of them."""
        self._forget_old()
        if len(self._kept) >= MAX_DRAFTS or sum(draft.n_bytes for _, draft in self._kept.values()) > MAX_TOTAL:
            return None
        token, draft = secrets.token_urlsafe(16), Draft()
        self._kept[token] = (self._clock(), draft)
        return token, draft

    def find(self, token: str | None) -> Draft | None:
        """Return the draft of a token and keep it for another half hour; None where it is gone."""
        self._forget_old()
        if token not in self._kept:
            return None
        _, draft = self._kept[token]
        self._kept[token] = (self._clock(), draft)
        return draft

    def end(self, token: str | None) -> None:
        """Forget a draft."""
        self._kept.pop(token or "", None)

    def _forget_old(self) -> None:
        oldest = self._clock() - TTL_SECONDS
        for token in [token for token, (touched, _) in list(self._kept.items()) if touched < oldest]:
            self._kept.pop(token, None)
