"""The audit chain (R10) and the head file beside the casebook that notices lost rows (R4).

DuckDB alone drops rows silently when its write-ahead log is damaged or gone (seen with 2.0). So the number and hash of
the last audit line are also kept in `head.json`, and each line counts the rows there are: a casebook that is behind its
head, or holds other rows than it counted, has lost something and says so.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from strikes.errors import DamageError
from strikes.store.connection import Connection, opened
from strikes.store.workspace import Workspace

FIRST = "0" * 64
#: Tables whose rows are counted in each line; the audit itself is counted by its number.
COUNTED = (
    "source",
    "collection",
    "sighting",
    "quarantine",
    "event",
    "profile",
    "context",
    "holder",
    "evidence",
    "label",
    "identity_decision",
)
_FIELDS = ("number", "happened_at", "actor", "action", "object", "detail", "counts", "previous")


@dataclass(frozen=True)
class Head:
    """Where the chain stands."""

    number: int
    hash: str


def line_hash(line: dict[str, Any]) -> str:
    """Return the hash of an audit line over all its fields but the hash itself."""
    text = json.dumps([line[name] for name in _FIELDS], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def append(con: Connection, schema: str, action: str, subject: str | None, detail: dict[str, Any], actor: str) -> Head:
    """Add a line inside the transaction that is open; return where the chain stands once it commits."""
    last = head_of(con, schema)
    line: dict[str, Any] = {
        "number": last.number + 1,
        "happened_at": dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),
        "actor": actor,
        "action": action,
        "object": subject,
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
        "counts": json.dumps(counts(con, schema), sort_keys=True),
        "previous": last.hash,
    }
    digest = line_hash(line)
    con.execute(f"insert into {schema}.audit values (?, ?::timestamp, ?, ?, ?, ?, ?, ?, ?)", [*line.values(), digest])
    return Head(line["number"], digest)


def note(place: Workspace, action: str, detail: dict[str, Any], actor: str, subject: str | None = None) -> Head:
    """Add a line by itself, where what it tells of is not in the casebook; committed when this returns."""
    with opened(place.casebook, read_only=False) as con:
        check_head(con, "main", place.head, place.newest_backup())
        con.execute("begin")
        head = append(con, "main", action, subject, detail, actor)
        con.execute("commit")
    write_head(place.head, head)
    return head


def head_of(con: Connection, schema: str) -> Head:
    """Return the number and hash of the last line; (0, FIRST) where there is none."""
    found = con.execute(f"select number, hash from {schema}.audit order by number desc limit 1").fetchall()
    return Head(*found[0]) if found else Head(0, FIRST)


def write_head(path: Path, head: Head) -> None:
    """Note outside the casebook where the chain stands; on disk when this returns."""
    beside = path.with_suffix(".part")
    with beside.open("w", encoding="utf-8") as stream:
        json.dump({"number": head.number, "hash": head.hash}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(beside, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_head(path: Path) -> Head | None:
    """Return what was noted outside; None where nothing was or it cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Head(int(found["number"]), str(found["hash"]))
    except (OSError, ValueError, KeyError):
        return None


def check_head(con: Connection, schema: str, path: Path, backups: str) -> None:
    """Raise DamageError where the casebook holds less than its head says, or its rows are not those it counted.

    A casebook one line ahead of its head is whole: the process ended between commit and note.
    """
    noted, stands = read_head(path), head_of(con, schema)
    if noted is None:
        if stands.number:
            raise DamageError(f"The file head.json beside the casebook is gone or unreadable. {_ADVICE} {backups}")
        return
    at_noted = con.execute(f"select hash from {schema}.audit where number = ?", [noted.number]).fetchall()
    if noted.number and at_noted != [(noted.hash,)]:
        raise DamageError(
            f"The casebook is not the one last written: it ends at entry {stands.number}, {noted.number} were written, "
            f"or its history was changed. {_ADVICE} {backups}"
        )
    told = con.execute(f"select counts from {schema}.audit where number = ?", [stands.number]).fetchall()
    if told and json.loads(told[0][0]) != counts(con, schema):
        raise DamageError(f"The casebook holds other rows than it counted when last written. {_ADVICE} {backups}")


_ADVICE = "Nothing was changed now. Look with: strikes doctor. Newest good backup:"


def check_chain(con: Connection, schema: str = "main") -> list[str]:
    """Return what is wrong with the chain as sentences; none means that every line follows from the one before."""
    wrong = []
    previous, number = FIRST, 0
    rows = con.execute(
        f"select number, strftime(happened_at, '%Y-%m-%d %H:%M:%S.%f'), actor, action, object, detail, counts, "
        f"previous, hash from {schema}.audit order by number, hash"
    )
    while batch := rows.fetchmany(10_000):
        for row in batch:
            line, digest = dict(zip(_FIELDS, row[:-1], strict=True)), row[-1]
            if line["number"] != number + 1:
                wrong.append(f"entry {number + 1} is missing or out of order")
            if line["previous"] != previous:
                wrong.append(f"entry {line['number']} does not follow from the one before")
            if line_hash(line) != digest:
                wrong.append(f"entry {line['number']} was changed")
            previous, number = digest, line["number"]
    return wrong


def counts(con: Connection, schema: str) -> dict[str, int]:
    """Return how many rows each table of facts has."""
    # A union: as columns of one row they cost sixteen times as much, and every opening of the casebook counts.
    asked = " union all ".join(f"select '{table}', count(*) from {schema}.{table}" for table in COUNTED)
    return dict(con.execute(asked).fetchall())
