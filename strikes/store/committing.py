"""From checked rows to the casebook: in short transactions, each with its line in the audit, each source told apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from strikes.store import audit, checks
from strikes.store.connection import Connection, EngineError, attach, insert_rows
from strikes.store.kinds import FactKind
from strikes.store.workspace import Workspace

#: Rows of one transaction: a kill loses at most these, and the same command takes them again.
CHUNK_ROWS = 250_000


@dataclass(frozen=True)
class Counts:
    """What became of the rows of a source: `read = new + known + quarantined`."""

    read: int = 0
    new: int = 0
    known: int = 0
    quarantined: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))


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
    #: what else is known of it: which of their columns fed which of ours, or how a mail was proven
    mapping: dict[str, str]
    by: str = "local"

    @property
    def source_id(self) -> str:
        """Made from the content, so that the same file is the same source."""
        return f"s_{self.sha256[:20]}"


@dataclass(frozen=True)
class Origin:
    """From which line of the import on rows come from this source; its own lines begin at 1 + `line - first_line`."""

    source: Source
    first_line: int = 0
    #: line of the source that `first_line` is; a table counts its own lines
    own_line: int = 0


class Commit:
    """Moves the sound rows of a staged and checked import into the casebook."""

    def __init__(self, con: Connection, kind: FactKind, place: Workspace, origins: Sequence[Origin]) -> None:
        self._con, self._kind, self._place, self._origins = con, kind, place, origins
        self._is_open = False

    def run(self, on_progress: Callable[[int, int], None]) -> list[Counts]:
        """Commit CHUNK_ROWS at a time; return what became of the rows of each source, in the order of `origins`."""
        attach(self._con, self._place.casebook, "casebook", read_only=False)
        try:
            audit.check_head(self._con, "casebook", self._place.head, self._place.newest_backup())
            self._tell_sources_apart()
            self._find_new()
            (last,) = self._con.execute("select coalesce(max(line), 0) from typed").fetchall()[0]
            for start in range(0, last + 1, CHUNK_ROWS):
                self._commit_chunk(start)
                on_progress(min(start + CHUNK_ROWS, last), last)
            return self._conclude()
        finally:
            # An error inside a transaction leaves it open: what was not committed goes back. A commit that failed on a
            # full disk has rolled back and closed the database by itself; its own error is the one to tell.
            with suppress(EngineError):
                if self._is_open:
                    self._con.execute("rollback")
            with suppress(EngineError):
                self._con.execute("detach casebook")

    def _tell_sources_apart(self) -> None:
        self._con.execute(
            """
            create table origin (
                first_line bigint, shift bigint, source_id varchar, sha256 varchar, name varchar, n_bytes bigint,
                way varchar, collector varchar, collector_version varchar, collected_at timestamp, mapping varchar)
            """
        )
        insert_rows(self._con, "origin", [_origin_row(origin) for origin in self._origins])

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
        # A notice that comes by two ways (mail and form, forwarded and original) differs in what each way keeps, and
        # its original lies in the vault: it is one event, seen twice.
        con = self._con
        con.execute(
            """
            create table conflict as
            select t.line from typed t join first_line f using (key) join typed o on o.line = f.line
            left join casebook.event b on b.event_key = t.key
            where t.problem is null and t.event_id is not null and t.content <> coalesce(b.content_hash, o.content)
                and t.source_kind not in ('notice_mail', 'owner_form')
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

    def _commit_chunk(self, start: int) -> None:
        con, kind = self._con, self._kind
        bounds = [start, start + CHUNK_ROWS]
        columns = ", ".join(checks.stored_columns(kind))
        has_own_id = "event_id" in kind.names
        own = (", content_hash", ", case when event_id is not null then content end") if has_own_id else ("", "")
        self._begin()
        con.execute(
            f"insert into casebook.{kind.table} ({kind.table}_key{own[0]}, {columns}) "
            f"select key{own[1]}, {columns} from typed semi join fresh using (line) where line >= ? and line < ?",
            bounds,
        )
        con.execute(
            f"""
            insert into casebook.sighting (fact_key, kind, source_id, line, level, source_kind, collected_at)
            select t.key, ?, o.source_id, any_value(t.line + o.shift), t.level, t.source_kind, any_value(o.collected_at)
            from (from typed where line >= ? and line < ? and {self._is_sighting}) t
            asof join origin o on t.line >= o.first_line
            where not exists (
                select 1 from casebook.sighting s where s.source_id = o.source_id and s.fact_key = t.key
                and s.level = t.level and s.source_kind = t.source_kind)
            group by t.key, o.source_id, t.level, t.source_kind
            """,
            [kind.kind, *bounds],
        )
        self._commit("collect.part", {"from_line": start})

    @property
    def _is_sighting(self) -> str:
        # Of one table a repeat of a row is no second sighting; of several mails each is.
        if len(self._origins) == 1:
            return "line in (select line from first_line)"
        return "problem is null and line not in (select line from rejected)"

    def _conclude(self) -> list[Counts]:
        con = self._con
        con.execute(
            """
            create table became as
            select o.first_line, o.source_id, o.mapping, o.collected_at, count(*) as n_read,
                count(*) filter (what = 'new') as n_new, count(*) filter (what = 'rejected') as n_quarantined
            from (
                select s.line, case when r.line is not null then 'rejected' when f.line is not null
                    then 'new' end as what
                from (select line from staged union select line from rejected) s
                left join rejected r using (line) left join fresh f using (line)
            ) w asof join origin o on w.line >= o.first_line group by all
            """
        )
        self._begin()
        con.execute(
            """
            insert into casebook.quarantine
            select o.source_id, r.line + o.shift, ?, column_name, reason, raw, o.collected_at
            from rejected r asof join origin o on r.line >= o.first_line
            where not exists (select 1 from casebook.quarantine q where q.source_id = o.source_id
                and q.line = r.line + o.shift and q.reason = r.reason and q.raw is not distinct from r.raw)
            order by r.line
            """,
            [self._kind.kind],
        )
        con.execute(
            """
            insert into casebook.collection
                (source_id, kind, mapping, n_read, n_new, n_known, n_quarantined, collected_at)
            select o.source_id, ?, o.mapping, coalesce(n_read, 0), coalesce(n_new, 0),
                coalesce(n_read - n_new - n_quarantined, 0), coalesce(n_quarantined, 0), o.collected_at
            from origin o left join became using (first_line) order by o.first_line
            """,
            [self._kind.kind],
        )
        found = con.execute(
            """
            select coalesce(n_read, 0), coalesce(n_new, 0), coalesce(n_read - n_new - n_quarantined, 0),
                coalesce(n_quarantined, 0)
            from origin left join became using (first_line) order by first_line
            """
        ).fetchall()
        counts = [Counts(*row) for row in found]
        total = sum(each.new for each in counts)
        self._commit("collect", {"kind": self._kind.kind, "sources": len(counts), "new": total})
        return counts

    def _begin(self) -> None:
        self._con.execute("begin")
        self._is_open = True
        self._con.execute(
            """
            insert into casebook.source
                (source_id, sha256, name, n_bytes, way, collector, collector_version, collected_at)
            select source_id, sha256, name, n_bytes, way, collector, collector_version, collected_at from origin
            where source_id not in (select source_id from casebook.source)
            qualify row_number() over (partition by source_id order by first_line) = 1
            """
        )

    def _commit(self, action: str, detail: dict[str, Any]) -> None:
        first = self._origins[0].source
        head = audit.append(self._con, "casebook", action, first.source_id, detail, first.by)
        self._con.execute("commit")
        self._is_open = False
        audit.write_head(self._place.head, head)


def _origin_row(origin: Origin) -> list[Any]:
    s = origin.source
    about = [s.sha256, s.name, s.n_bytes, s.way, s.collector, s.collector_version, s.collected_at]
    mapping = json.dumps(s.mapping, ensure_ascii=False)
    return [origin.first_line, origin.own_line - origin.first_line, s.source_id, *about, mapping]
