"""CSV files in and out as columns, for commands that work on any table: no row is lost, none stops a file."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from strikes.errors import FormatError, InputError

#: Rows handed over at once, so that memory does not grow with the file.
BLOCK = 100_000
#: A cell may be long, and must not be endless.
_LONGEST_CELL = 10_000_000
_DELIMITERS = ",;\t|"
_MOST_TOLD = 20


@dataclass
class Quarantine:
    """Rows that could not be used, each with its line, the column and the reason."""

    rows: list[tuple[int, str, str, str]] = field(default_factory=list)

    def add(self, line: int, column: str, reason: str, row: Sequence[str]) -> None:
        """Keep a row aside."""
        self.rows.append((line, column, reason, ",".join(row)))

    def tell(self, read: int, done: str, out: Path | None) -> None:
        """Say on stderr how many rows were read, used and kept aside, and where those are."""
        sys.stderr.write(f"strikes: {read} rows read = {read - len(self.rows)} {done} + {len(self.rows)} quarantined\n")
        if not self.rows:
            return
        if out is not None:
            path = out.with_name(out.name + ".quarantine.csv")
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as lines:
                writer = csv.writer(lines, lineterminator="\n")
                writer.writerow(("line", "column", "reason", "row"))
                writer.writerows(self.rows)
            sys.stderr.write(f"strikes: the rows kept aside are in {path.name}, with their reasons\n")
        for line, column, reason, _ in self.rows[: _MOST_TOLD if out is not None else None]:
            sys.stderr.write(f"strikes: line {line}, {column}: {reason}\n")


@dataclass
class Table:
    """An open CSV file: its header, and its rows as blocks of columns."""

    header: list[str]
    quarantine: Quarantine
    n_read: int = 0
    _reader: Iterator[list[str]] = field(default_factory=lambda: iter(()))

    def blocks(self, needed: Sequence[str] = (), unique: str = "") -> Iterator[dict[str, list[str]]]:
        """Return blocks of columns by name; a row that lacks what is needed, or repeats an id, goes to quarantine."""
        rows: list[list[str]] = []
        seen: set[str] = set()
        key = self.header.index(unique) if unique else -1
        for line, row in self._numbered():
            self.n_read += 1
            fault = self._fault(row, needed)
            if not fault and unique and row[key] in seen:
                fault = unique, "was the id of an earlier row, which counts"
            if fault:
                self.quarantine.add(line, *fault, row)
                continue
            rows.append(row)
            if unique:
                seen.add(row[key])
            if len(rows) == BLOCK:
                yield self._columns(rows)
                rows = []
        if rows:
            yield self._columns(rows)

    def _numbered(self) -> Iterator[tuple[int, list[str]]]:
        while True:
            try:
                row = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise FormatError(f"Line {self._line()} is not CSV ({error}). Mend the line and try again.") from None
            if row:
                yield self._line(), row

    def _line(self) -> int:
        # The header was read before the reader began to count.
        return int(getattr(self._reader, "line_num", 0)) + 1

    def _fault(self, row: list[str], needed: Sequence[str]) -> tuple[str, str] | None:
        if len(row) > len(self.header):
            return "row", f"has {len(row)} cells where the header has {len(self.header)}"
        row += [""] * (len(self.header) - len(row))
        for column, cell in zip(self.header, row, strict=True):
            if not cell.isascii() and any("\ud800" <= letter <= "\udfff" for letter in cell):
                return column, "holds bytes that are no text in UTF-8 (a half of a surrogate pair, or another encoding)"
            if column in needed and not cell.strip():
                return column, "is empty"
        return None

    def _columns(self, rows: list[list[str]]) -> dict[str, list[str]]:
        return dict(zip(self.header, map(list, zip(*rows, strict=True)), strict=True))


@contextmanager
def read(path: Path, required: Sequence[str]) -> Iterator[Table]:
    """Open a CSV file with a header ('-' is stdin) that has at least the required columns, and any others."""
    csv.field_size_limit(_LONGEST_CELL)
    with _opened(path) as lines:
        first = lines.readline()
        delimiter = max(_DELIMITERS, key=lambda sign: (first.count(sign), -_DELIMITERS.index(sign)))
        header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        missing = [name for name in required if name not in header]
        if missing:
            raise FormatError(
                f"{path.name} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
                f"its header is: {', '.join(header)[:200].encode('ascii', 'backslashreplace').decode() or 'empty'}."
            )
        if len(set(header)) < len(header):
            raise FormatError(f"{path.name} names a column twice in its header. Give each its own name.")
        yield Table(header, Quarantine(), _reader=csv.reader(lines, delimiter=delimiter))


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if str(path) == "-":
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape", newline="")  # type: ignore[union-attr]
        yield sys.stdin
        return
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
            yield lines
    except IsADirectoryError:
        raise InputError(f"{path.name} is a folder; give a CSV file.") from None
    except OSError as error:
        raise InputError(f"{path.name} cannot be read ({error.strerror}). Check the name and try again.") from None


@contextmanager
def written(out: Path | None, header: Sequence[str]) -> Iterator[Rows]:
    """Open a CSV file for writing (None is stdout) and write its header."""
    if out is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        yield Rows(sys.stdout, header)
        sys.stdout.flush()
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as lines:
            yield Rows(lines, header)
    except OSError as error:
        raise InputError(f"{out.name} cannot be written ({error.strerror}).") from None


class Rows:
    """Where result rows go."""

    def __init__(self, lines: TextIO, header: Sequence[str]) -> None:
        self._writer = csv.writer(lines, lineterminator="\n")
        self._writer.writerow(header)

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows."""
        self._writer.writerows(rows)
