"""CSV as people really send it: any of four delimiters, embedded line ends, and rows whose quotes never close.

Python's own reader is used in its strict form. Where a quote breaks, only the first line of the broken row is put aside
and reading goes on at the next line, so that one stray quote does not swallow the rest of a file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from typing import TextIO

from strikes.collect.tables.rows import BATCH_ROWS, Batch, Table
from strikes.errors import FormatError

DELIMITERS = ",;\t|"
#: Longest field. Names of 10,000 characters and whole mails fit; a quote that never closes is noticed after this much.
FIELD_LIMIT = 2**20


class _Lines:
    """Lines of a file that can be given back, with the number of the next one."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = iter(stream)
        self._waiting: list[str] = []
        self.row: list[str] = []
        self.next_number = 1

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._waiting.pop() if self._waiting else next(self._stream)
        self.row.append(line)
        self.next_number += 1
        return line

    def take(self, n: int) -> list[str]:
        """Return up to n lines at once."""
        taken = [self._waiting.pop() for _ in range(min(n, len(self._waiting)))]
        taken += islice(self._stream, n - len(taken))
        self.next_number += len(taken)
        return taken

    def give_back(self, lines: list[str]) -> None:
        """Take lines back, to be read again in the same order."""
        self._waiting.extend(reversed(lines))
        self.next_number -= len(lines)
        self.row = []

    def give_back_all_but_the_first(self) -> str:
        """Return the first line of the broken row; the others will be read again."""
        first, *rest = self.row
        self.give_back(rest)
        return first


def read_delimited(stream: TextIO) -> Table:
    """Read the header now and the rows on demand. Raises FormatError for a file without a usable header."""
    lines = _Lines(stream)
    first = next(lines, "")
    while first and not first.strip():
        first = next(lines, "")
    if not first:
        raise FormatError("the file is empty: it needs a header line and rows")
    lines.give_back_all_but_the_first()
    delimiter = max(DELIMITERS, key=lambda mark: (first.count(mark), -DELIMITERS.index(mark)))
    header = next(csv.reader([first], delimiter=delimiter), [])
    return Table([name.strip() for name in header], _batches(lines, delimiter, len(header)))


def _batches(lines: _Lines, delimiter: str, width: int) -> Iterator[Batch]:
    # The limit is the module's, not the reader's: it is set here, where it is relied on.
    csv.field_size_limit(FIELD_LIMIT)
    while True:
        start = lines.next_number
        chunk = lines.take(BATCH_ROWS)
        if not chunk:
            return
        rows = list(csv.reader(chunk, delimiter=delimiter)) if '"' not in "".join(chunk) else []
        if rows and set(map(len, rows)) == {width}:
            # No quotes and every line whole: lines are rows, and the reader's C loop does the rest.
            yield Batch(list(range(start, start + len(rows))), rows)
        else:
            lines.give_back(chunk)
            yield _carefully(lines, delimiter, width)


def _carefully(lines: _Lines, delimiter: str, width: int) -> Batch:
    batch = Batch()
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while not batch.is_full:
        number = lines.next_number
        lines.row.clear()
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            batch.reject(number, f"its quotes are broken ({error})", lines.give_back_all_but_the_first())
            rows = csv.reader(lines, delimiter=delimiter, strict=True)
        else:
            if len(row) == width:
                batch.add(number, row)
            elif row:
                batch.reject(number, f"has {len(row)} fields where the header has {width}", "".join(lines.row))
    return batch
