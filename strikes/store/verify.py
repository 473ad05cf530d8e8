"""Reading everything once: is each fact what it was, does the audit follow from itself, is all there (R4, R10)?"""

from __future__ import annotations

from dataclasses import dataclass

from strikes.errors import StrikesError
from strikes.store import audit, checks, runs
from strikes.store.connection import Connection, EngineError, opened
from strikes.store.kinds import KINDS
from strikes.store.workspace import Workspace

#: Problems listed one by one; more are counted.
LISTED = 20


@dataclass(frozen=True)
class Verdict:
    """What was looked at, and what is wrong with it; nothing wrong means whole."""

    checked: tuple[str, ...]
    wrong: tuple[str, ...]


def verify_workspace(workspace: Workspace) -> Verdict:
    """Read the casebook and every run whole. Changes nothing."""
    checked: list[str] = []
    wrong: list[str] = []
    try:
        with opened(workspace.casebook, read_only=True) as con:
            audit.check_head(con, "main", workspace.head, workspace.newest_backup())
            wrong += audit.check_chain(con)
            stands = audit.head_of(con, "main")
            checked.append(f"audit chain of {stands.number} entries, head {stands.hash[:16]}")
            for kind_words, problems in _facts(con):
                checked.append(kind_words)
                wrong += problems
    except (StrikesError, EngineError) as error:
        wrong.append(str(error) if isinstance(error, StrikesError) else "the casebook cannot be read to its end")
    for path in sorted(workspace.runs.glob("[0-9a-f]*.duckdb")):
        checked.append(f"run {path.stem}")
        wrong += _run(workspace, path.stem)
    more = [f"and {len(wrong) - LISTED} more"] if len(wrong) > LISTED else []
    return Verdict(tuple(checked), (*wrong[:LISTED], *more))


def _facts(con: Connection) -> list[tuple[str, list[str]]]:
    found = []
    for kind in KINDS.values():
        content = checks.content_digest([name.strip('"') for name in checks.stored_columns(kind)])
        own = "content_hash" if "event_id" in kind.names else "null"
        key = f"substr({kind.table}_key, {len(kind.prefix) + 1})"
        changed = con.execute(
            f"select {kind.table}_key from {kind.table} where {content} is distinct from coalesce({own}, {key}) "
            f"order by 1 limit {LISTED + 1}"
        ).fetchall()
        unseen = con.execute(
            f"select {kind.table}_key from {kind.table} where {kind.table}_key not in (select fact_key from sighting) "
            f"order by 1 limit {LISTED + 1}"
        ).fetchall()
        ((count,),) = con.execute(f"select count(*) from {kind.table}").fetchall()
        problems = [f"{kind.table} {row_key} was changed" for (row_key,) in changed]
        problems += [f"{kind.table} {row_key} has no source" for (row_key,) in unseen]
        found.append((f"{count} {kind.kind} against their hashes", problems))
    return found


def _run(workspace: Workspace, run_id: str) -> list[str]:
    try:
        with runs.reading(workspace, run_id) as con:
            same = runs.content_hash(con) == run_id
    except (StrikesError, EngineError):
        return [f"run {run_id} cannot be read; delete it and score again, facts are not lost with it"]
    return [] if same else [f"run {run_id} holds other rows than it was named for; delete it and score again"]
