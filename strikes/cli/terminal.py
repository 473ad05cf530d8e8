"""What the terminal shows: sentences and progress on stderr, results on stdout in the format asked for."""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import typer


class Format(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


#: A bar appears only once something has taken this long.
PATIENCE_SECONDS = 2.0


def say(sentence: str) -> None:
    """Tell the person something on stderr, so that piped output stays clean."""
    typer.echo(sentence, err=True)


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Show how far a long step is: on a terminal only, and only from two seconds on."""
    bar = Progress(what)
    try:
        yield bar
    finally:
        bar.end()


class Progress:
    """A progress bar that stays silent for quick steps and off terminals."""

    def __init__(self, what: str) -> None:
        self._what, self._started = what, time.monotonic()
        self._bar: Any = None
        self._task: Any = None
        self._wanted = sys.stderr.isatty()

    def to(self, done: int, of: int | None) -> None:
        """Say that `done` of `of` (None: unknown) is done."""
        if not self._wanted or time.monotonic() - self._started < PATIENCE_SECONDS:
            return
        if self._bar is None:
            self._begin()
        self._bar.update(self._task, completed=done, total=of)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def _begin(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._bar.start()
        self._task = self._bar.add_task(self._what, total=None)


def show(rows: Sequence[dict[str, Any]], form: Format, *, columns: Sequence[str], empty: str) -> None:
    """Print rows: as JSON whole, as CSV and table with `columns` only; `empty` is said when there are none."""
    if form is Format.JSON:
        typer.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
    elif form is Format.CSV:
        typer.echo(to_csv(rows, columns), nl=False)
    elif rows:
        _show_table(rows, columns)
    else:
        say(empty)


def to_csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    """Return rows as CSV that no spreadsheet takes for a formula (R23)."""
    from strikes.report.spreadsheet import safe_cell

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(row.get(name)) for name in columns] for row in rows)
    return out.getvalue()


def _show_table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        is_number = all(isinstance(row.get(name), int | float | None) for row in rows)
        table.add_column(name.replace("_", " "), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        # Text, not markup: a name like "[red]" stays what it is.
        table.add_row(*(Text(one_line(row.get(name))) for name in columns))
    # Piped output is not cut to the eighty columns of a terminal that is not there.
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def counted(n: int, word: str) -> str:
    """Return '1 claim' or '2 claims'."""
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def one_line(value: Any) -> str:
    """Return a value as one line without control characters, so that hostile text cannot move the cursor."""
    if value is None:
        return "–"
    if isinstance(value, list):
        return ", ".join(one_line(item) for item in value)
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    return "".join(letter if letter.isprintable() else "·" for letter in text)[:200]
