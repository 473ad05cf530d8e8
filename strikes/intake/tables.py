"""A newsroom's own list: CSV of the contract's events, read narrowly (R12), counted before it is handed in."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from strikes.model import EventType
from strikes.store.kinds import EVENTS

MAX_BYTES, MAX_ROWS, MAX_FIELD, MAX_COLUMNS = 20 * 2**20, 100_000, 64 * 2**10, 200
#: Who told, how surely and by which way is not for the sender to say.
_NOT_THEIRS = ("source", "provenance", "reporter_id")
_TAKEN = tuple(name for name in EVENTS.names if name not in _NOT_THEIRS)


@dataclass(frozen=True)
class Table:
    """Rows by the contract's columns, and the lines (from 1, the header) that are none."""

    rows: tuple[dict[str, str], ...]
    bad_lines: tuple[int, ...]
    columns: tuple[str, ...]
    #: Why nothing was taken, as a key of the catalogue: too_large, too_many_rows, not_a_table.
    refusal: str | None = None


def is_table(head: bytes) -> bool:
    """Does the first line look like a header of events?"""
    line = head[:8192].decode("utf-8-sig", "replace").splitlines()[:1]
    return bool(line) and "event_type" in {name.strip().strip('"') for name in line[0].split(_delimiter(line[0]))}


def read_table(content: bytes) -> Table:
    """Read a table; never raises, whatever it is given."""
    if len(content) > MAX_BYTES:
        return Table((), (), (), "too_large")
    text = content.decode("utf-8-sig", "replace")
    first = text.split("\n", 1)[0]
    limit = csv.field_size_limit(MAX_FIELD)
    try:
        return _read(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(first)))
    except csv.Error:
        return Table((), (), (), "not_a_table")
    finally:
        csv.field_size_limit(limit)


def _read(lines: Any) -> Table:
    header = [name.strip() for name in next(lines, [])]
    if "event_type" not in header or len(header) > MAX_COLUMNS:
        return Table((), (), (), "not_a_table")
    rows: list[dict[str, str]] = []
    bad: list[int] = []
    for values in lines:
        if len(rows) + len(bad) >= MAX_ROWS:
            return Table((), (), (), "too_many_rows")
        row = {name: value for name, value in zip(header, values, strict=False) if name in _TAKEN and value}
        if len(values) == len(header) and _is_event(row):
            rows.append(row)
        elif any(values):
            bad.append(lines.line_num)
    return Table(tuple(rows), tuple(bad), tuple(name for name in header if name in _TAKEN))


def _is_event(row: dict[str, str]) -> bool:
    return bool(row.get("event_type") in set(EventType) and (row.get("channel_id") or row.get("channel_title")))


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)
