"""The casebook: facts with provenance, opened briefly and by one writer at a time (R5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from strikes import settings
from strikes.errors import NoSpaceError
from strikes.store import audit
from strikes.store.committing import Commit, Counts, Origin, Source
from strikes.store.connection import Connection, engine_errors, has_room, opened, scratch
from strikes.store.kinds import FactKind
from strikes.store.migrations import migrate
from strikes.store.staging import Staging
from strikes.store.workspace import Workspace

#: An import of any size stays below a gigabyte; the rest spills (benchmarks/collect_table.py --gigabyte).
IMPORT_MEMORY = "500MB"


def create(workspace: Workspace) -> list[str]:
    """Make the workspace and bring its casebook to the newest form; return what was applied now."""
    workspace.ensure()
    with opened(workspace.casebook, read_only=False) as con:
        return migrate(con)


@contextmanager
def importing(
    workspace: Workspace, kind: FactKind, fed: Sequence[str], constants: Mapping[str, str], n_bytes: int
) -> Iterator[Import]:
    """Begin an import of rows whose fields feed `fed`, with the same `constants` in each.

    It stays beside the casebook until it is finished: what outgrows memory spills into the workspace.
    """
    if not has_room(workspace.root, n_bytes):
        raise NoSpaceError("There is not enough free disk space to take this in. Nothing was stored; keep your file.")
    # One thread: reading rows is the slow part, and a second one only adds to the cost (benchmarks/collect_table.py).
    limits = replace(settings.engine(), threads=1, memory_limit=IMPORT_MEMORY)
    with scratch(limits, beside=workspace.root, reachable=[workspace.casebook]) as con, engine_errors():
        yield Import(workspace, con, kind, Staging(con, kind, fed, constants))


class Import:
    """One import under way: `add` and `reject` rows, then `finish`."""

    def __init__(self, workspace: Workspace, con: Connection, kind: FactKind, staging: Staging) -> None:
        self._workspace, self._con, self._kind, self._staging = workspace, con, kind, staging
        self.add = staging.add
        self.reject = staging.reject

    def finish(
        self, origins: Sequence[Origin], on_progress: Callable[[int, int], None] = lambda done, of: None
    ) -> list[Counts]:
        """Check all rows and commit the sound ones; returns only after the last COMMIT did (R1)."""
        self._staging.check()
        return Commit(self._con, self._kind, self._workspace, origins).run(on_progress)


Facts = Sequence[Mapping[str, str | None]]


def add(workspace: Workspace, kind: FactKind, batches: Sequence[tuple[Source, Facts]]) -> list[Counts]:
    """Take in facts that a collector made, each batch from a source of its own, in one go.

    Rows are keyed by the contract's columns; their lines are their numbers in the batch. Returns what became of each.
    """
    rows = [row for _, facts in batches for row in facts]
    fed = [name for name in kind.names if any(row.get(name) is not None for row in rows)]
    origins, first_line = [], 1
    for source, facts in batches:
        origins.append(Origin(source, first_line=first_line, own_line=1))
        first_line += len(facts)
    with importing(workspace, kind, fed, {}, sum(source.n_bytes for source, _ in batches)) as taking:
        taking.add(list(range(1, len(rows) + 1)), [[row.get(name) or "" for name in fed] for row in rows])
        return taking.finish(origins)


@contextmanager
def reading(workspace: Workspace) -> Iterator[Connection]:
    """Open the casebook for reading, briefly."""
    with opened(workspace.casebook, read_only=True) as con, engine_errors():
        audit.check_head(con, "main", workspace.head, workspace.newest_backup())
        yield con


def quarantined(workspace: Workspace) -> list[dict[str, Any]]:
    """Return the rows in quarantine: file, line, kind, column, reason and the row itself."""
    with reading(workspace) as con:
        found = con.execute(
            """
            select s.name, q.line, q.kind, q.column_name, q.reason, q.raw
            from quarantine q join source s using (source_id) order by s.collected_at, s.name, q.line
            """
        ).fetchall()
    return [dict(zip(("file", "line", "kind", "column", "reason", "raw"), row, strict=True)) for row in found]
