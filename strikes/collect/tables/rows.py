"""What every table reader yields: batches of rows as text, each with its line, and what could not be read as a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

#: Rows handed on at once: enough to keep the engine busy, little enough to stay small in memory.
BATCH_ROWS = 20_000

#: Fields as text; an empty one is no value.
Row = list[str]


@dataclass(frozen=True)
class Rejected:
    """A row that is none: where it stood, what is wrong, and its text."""

    line: int
    column: str | None
    reason: str
    raw: str


@dataclass
class Batch:
    """Rows of text in file order, the line each begins on, and the rows that could not be read."""

    lines: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Is it time to hand this batch on?"""
        return len(self.lines) + len(self.rejected) >= BATCH_ROWS

    def add(self, line: int, row: Sequence[str]) -> None:
        """Append one row."""
        self.lines.append(line)
        self.rows.append(list(row))

    def reject(self, line: int, reason: str, raw: str, column: str | None = None) -> None:
        """Append one row that cannot be used; half characters in it are shown as escapes."""
        shown = raw.encode("utf-8", "backslashreplace").decode("utf-8")
        self.rejected.append(Rejected(line, column, reason, shown[:100_000]))

    def without_half_characters(self, header: list[str]) -> Batch:
        """Reject rows holding lone surrogates: bytes that are not UTF-8, or one half of a \\ud83d\\ude00 escape."""
        clean = Batch(rejected=list(self.rejected))
        for line, row in zip(self.lines, self.rows, strict=True):
            bad = [i for i, value in enumerate(row) if not _is_storable(value)]
            if bad:
                reason = "holds bytes that are not UTF-8 text; save the file as UTF-8 and hand it in again"
                clean.reject(line, reason, "\t".join(row), header[bad[0]])
            else:
                clean.add(line, row)
        return clean


@dataclass(frozen=True)
class Table:
    """An opened table: its column names and its rows, to be read once."""

    header: list[str]
    batches: Iterator[Batch]


def _is_storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
