"""The side file of an import: rows are staged as text, checked in SQL, and leave in short transactions.

Nothing is judged here: a row either is a fact of its kind or goes to quarantine with line, column and reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from strikes.store import audit, checks
from strikes.store.connection import Connection, attach
from strikes.store.kinds import FactKind
from strikes.store.workspace import Workspace

#: Rows of one transaction: a kill loses at most these, and the same command takes them again.
CHUNK_ROWS = 250_000


@dataclass(frozen=True)
class Counts:
    """What became of the rows of one source: `read = new + known + quarantined`."""

    read: int = 0
    new: int = 0
    known: int = 0
    quarantined: int = 0


@dataclass(frozen=True)
class Source:
    """One file, mail or answer that facts come from; `collected_at` is an ISO time in UTC."""

    sha256: str
    name: str
    n_bytes: int
    way: str
    collector: str
    collector_version: str
    collected_at: str
    mapping: dict[str, str]
    by: str = "local"

    @property
    def source_id(self) -> str:
        """Made from the content, so that the same file is the same source."""
        return f"s_{self.sha256[:20]}"


class Staging:
    """One import, from the first staged row to the last committed one; `con` is the side file's connection."""

    def __init__(self, con: Connection, kind: FactKind, fed: Sequence[str], constants: Mapping[str, str]) -> None:
        self._con, self._kind, self._fed, self._constants = con, kind, tuple(fed), dict(constants)
        self._n_read, self._is_open = 0, False
        for macro in checks.MACROS:
            con.execute(macro)
        con.execute(f"create table staged (line bigint, {', '.join(f'{name} varchar' for name in self._quoted)})")
        con.execute("create table rejected (line bigint, column_name varchar, reason varchar, raw varchar)")

    @property
    def _quoted(self) -> list[str]:
        return [f'"{name}"' for name in self._fed]

    def add(self, lines: list[int], rows: Sequence[Sequence[str]]) -> None:
        """Stage rows of text, fields in the order of `fed`. Raises UnicodeEncodeError for half characters."""
        if not rows:
            return
        text, split = _packed(rows)
        text.encode("utf-8")
        self._n_read += len(rows)
        is_run = lines[-1] - lines[0] + 1 == len(lines)
        numbers, bounds = ("range(?, ?)", [lines[0], lines[-1] + 1]) if is_run else ("?::bigint[]", [lines])
        fields = ", ".join(f"row[{i}]" for i in range(1, len(self._fed) + 1))
        self._con.execute(
            f"insert into staged select line, {fields} from (select unnest({numbers}) as line, {split} as row)",
            [*bounds, text],
        )

    def reject(self, line: int, column: str | None, reason: str, raw: str) -> None:
        """Put aside a row that could not even be staged."""
        self._n_read += 1
        self._con.execute("insert into rejected values (?, ?, ?, ?)", [line, column, reason, raw])

    def check(self) -> None:
        """Type every staged row; a row with a problem goes to quarantine: line, column, what stands there, advice."""
        constants = "".join(f', ?::varchar as "{name}"' for name in self._constants)
        self._con.execute(
            f"create table typed as with staged as (select *{constants} from staged) "
            + checks.typed_rows(self._kind, {*self._fed, *self._constants}),
            list(self._constants.values()),
        )
        told = [[column, sentence] for _, column, sentence in checks.problems(self._kind)]
        self._con.execute(
            """
            insert into rejected
            select line, told[1], replace(told[2], '{value}', coalesce(row ->> told[1], '')), row::varchar
            from (select line, to_json(staged) as row, (?::varchar[][])[problem + 1] as told
                  from typed join staged using (line) where problem is not null)
            """,
            [told],
        )

    def commit(self, place: Workspace, source: Source, on_progress: Callable[[int, int], None]) -> Counts:
        """Move the sound rows into the casebook, CHUNK_ROWS at a time, and say what became of all of them."""
        attach(self._con, place.casebook, "casebook", read_only=False)
        self._head = place.head
        try:
            audit.check_head(self._con, "casebook", place.head, place.newest_backup())
            self._find_new()
            (last,) = self._con.execute("select coalesce(max(line), 0) from typed").fetchall()[0]
            for start in range(0, last + 1, CHUNK_ROWS):
                self._commit_chunk(source, start)
                on_progress(min(start + CHUNK_ROWS, last), last)
            return self._conclude(source)
        finally:
            # An error inside a transaction leaves it open: what was not committed goes back.
            if self._is_open:
                self._con.execute("rollback")
            self._con.execute("detach casebook")

    def _find_new(self) -> None:
        table = self._kind.table
        con = self._con
        con.execute(
            "create table first_line as select key, min(line) as line from typed where problem is null group by key"
        )
        if "event_id" in self._kind.names:
            self._put_conflicts_aside()
        con.execute(
            f"create table fresh as select line from first_line "
            f"where key not in (select {table}_key from casebook.{table})"
        )

    def _put_conflicts_aside(self) -> None:
        # The same own id with other contents is no repeat: neither version may vanish, so the later one is put aside.
        con = self._con
        con.execute(
            """
            create table conflict as
            select t.line from typed t join first_line f using (key) join typed o on o.line = f.line
            left join casebook.event b on b.event_key = t.key
            where t.problem is null and t.event_id is not null and t.content <> coalesce(b.content_hash, o.content)
            """
        )
        con.execute(
            """
            insert into rejected
            select line, 'event_id', 'this event_id was handed in before with other contents; give the correction an '
                   'id of its own', to_json(staged)::varchar
            from staged semi join conflict using (line)
            """
        )
        con.execute("delete from first_line where line in (select line from conflict)")

    def _commit_chunk(self, source: Source, start: int) -> None:
        con, kind = self._con, self._kind
        bounds = [start, start + CHUNK_ROWS]
        columns = ", ".join(checks.stored_columns(kind))
        has_own_id = "event_id" in kind.names
        own = (", content_hash", ", case when event_id is not null then content end") if has_own_id else ("", "")
        self._begin(source)
        con.execute(
            f"insert into casebook.{kind.table} ({kind.table}_key{own[0]}, {columns}) "
            f"select key{own[1]}, {columns} from typed semi join fresh using (line) where line >= ? and line < ?",
            bounds,
        )
        con.execute(
            """
            insert into casebook.sighting (fact_key, kind, source_id, line, level, source_kind, collected_at)
            select key, ?, ?, line, level, source_kind, ?::timestamp
            from typed t semi join first_line using (line)
            where line >= ? and line < ? and not exists (
                select 1 from casebook.sighting s where s.source_id = ? and s.fact_key = t.key
                and s.level = t.level and s.source_kind = t.source_kind)
            """,
            [kind.kind, source.source_id, source.collected_at, *bounds, source.source_id],
        )
        self._commit("collect.part", source, {"from_line": start})

    def _conclude(self, source: Source) -> Counts:
        con = self._con
        (new,) = con.execute("select count(*) from fresh").fetchall()[0]
        (quarantined,) = con.execute("select count(*) from rejected").fetchall()[0]
        counts = Counts(self._n_read, new, self._n_read - new - quarantined, quarantined)
        self._begin(source)
        con.execute(
            """
            insert into casebook.quarantine
            select ?, line, ?, column_name, reason, raw, ?::timestamp from rejected r
            where not exists (select 1 from casebook.quarantine q where q.source_id = ? and q.line = r.line
                              and q.reason = r.reason and q.raw is not distinct from r.raw)
            order by line
            """,
            [source.source_id, self._kind.kind, source.collected_at, source.source_id],
        )
        con.execute(
            "insert into casebook.collection (source_id, kind, mapping, n_read, n_new, n_known, n_quarantined, "
            "collected_at) values (?, ?, ?, ?, ?, ?, ?, ?::timestamp)",
            [
                source.source_id,
                self._kind.kind,
                json.dumps(source.mapping, ensure_ascii=False),
                counts.read,
                counts.new,
                counts.known,
                counts.quarantined,
                source.collected_at,
            ],
        )
        self._commit("collect", source, {"kind": self._kind.kind, **vars(counts)})
        return counts

    def _begin(self, source: Source) -> None:
        self._con.execute("begin")
        self._is_open = True
        self._note_source(source)

    def _commit(self, action: str, source: Source, detail: dict[str, Any]) -> None:
        head = audit.append(self._con, "casebook", action, source.source_id, detail, source.by)
        self._con.execute("commit")
        self._is_open = False
        audit.write_head(self._head, head)

    def _note_source(self, source: Source) -> None:
        self._con.execute(
            """
            insert into casebook.source (source_id, sha256, name, n_bytes, way, collector, collector_version,
                                         collected_at)
            select ?, ?, ?, ?, ?, ?, ?, ?::timestamp
            where not exists (select 1 from casebook.source where source_id = ?)
            """,
            [
                source.source_id,
                source.sha256,
                source.name,
                source.n_bytes,
                source.way,
                source.collector,
                source.collector_version,
                source.collected_at,
                source.source_id,
            ],
        )


def _packed(rows: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Return rows as one text and the SQL that takes it apart: the cheapest way from Python rows to columns.

    Split at separators it costs half of JSON, a quarter of data frames (benchmarks/collect_table.py); a batch in which
    somebody wrote the separators themselves goes the longer way.
    """
    text = "\x1e".join(map("\x1f".join, rows))
    if text.count("\x1e") == len(rows) - 1 and text.count("\x1f") == len(rows) * (len(rows[0]) - 1):
        return text, "string_split(unnest(string_split(?, chr(30))), chr(31))"
    return json.dumps(rows, ensure_ascii=False), """unnest(from_json(?, '[["VARCHAR"]]'))"""


def typed_table(con: Connection, name: str, kind: FactKind, rows: Sequence[Sequence[str]]) -> None:
    """Make a table of a kind's facts from rows of text in the contract's column order, as an import would type them."""
    staging = Staging(con, kind, kind.names, {})
    staging.add(list(range(1, len(rows) + 1)), rows)
    staging.check()
    columns = ", ".join(checks.stored_columns(kind))
    con.execute(f"create table {name} as select {columns} from typed where problem is null order by line")
    con.execute("drop table typed; drop table staged; drop table rejected")
