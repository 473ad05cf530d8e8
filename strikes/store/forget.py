"""Erasing a case: what only its sources told leaves casebook, vault and runs; that it was erased stays in the audit.

A fact that somebody else told as well stays, for it is theirs too; it loses this sighting.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from strikes.store import audit
from strikes.store.connection import Connection, opened
from strikes.store.purge import remove_runs
from strikes.store.recording import transaction
from strikes.store.rewrite import rewrite
from strikes.store.submissions import Case
from strikes.store.vault import Vault
from strikes.store.workspace import Workspace


@dataclass(frozen=True)
class Forgotten:
    """How many facts, originals and runs are gone."""

    facts: int
    originals: int
    runs: int


def forget(place: Workspace, case: Case, vault: Vault, now: dt.datetime) -> Forgotten:
    """Erase a case and write the casebook anew. The runs that held its events are gone; score again."""
    with opened(place.casebook, read_only=False) as con:
        with transaction(con):
            _gather(con, case)
            event_keys = [key for (key,) in con.execute("select fact_key from going where kind = 'events'").fetchall()]
            originals = _originals(con, case)
            n_facts = _delete(con)
            con.execute("delete from submission where name = ?", [case.name])
            con.execute("delete from submission_message where name = ?", [case.name])
            detail = {"facts": n_facts, "originals": len(originals)}
            head = audit.append(con, "main", "erase", case.name, detail, "owner")
        audit.write_head(place.head, head)
    for name in originals:
        vault.remove(name)
    runs = [run_id for run_id in _runs(place) if _holds(place, run_id, event_keys)]
    remove_runs(place, runs)
    rewrite(place)
    return Forgotten(n_facts, len(originals), len(runs))


def _gather(con: Connection, case: Case) -> None:
    """Find the sources that are this case's alone, and the facts nobody else told."""
    con.execute(
        """
        create or replace temp table own_source as
        select source_id from (select unnest(?::varchar[]) as source_id)
        where source_id not in (select unnest(source_ids) from submission where name <> ?)
        """,
        [case.source_ids, case.name],
    )
    con.execute(
        """
        create or replace temp table going as
        select fact_key, any_value(kind) as kind from sighting group by fact_key
        having bool_and(source_id in (select source_id from own_source))
        """
    )


def _originals(con: Connection, case: Case) -> list[str]:
    said = con.execute("select vault_name from submission_message where name = ?", [case.name]).fetchall()
    others = con.execute("select distinct unnest(vault_names) from submission where name <> ?", [case.name]).fetchall()
    return sorted({*case.vault_names, *(name for (name,) in said)} - {name for (name,) in others})


def _delete(con: Connection) -> int:
    ((n_facts,),) = con.execute("select count(*) from going").fetchall()
    for table in ("event", "evidence"):
        con.execute(f"delete from {table} where {table}_key in (select fact_key from going)")
    for table in ("sighting", "quarantine", "collection", "source"):
        con.execute(f"delete from {table} where source_id in (select source_id from own_source)")
    con.execute("delete from consent where subject_kind = 'source' and subject in (select source_id from own_source)")
    return int(n_facts)


def _runs(place: Workspace) -> list[str]:
    return [path.stem for path in sorted(place.runs.glob("[0-9a-f]*.duckdb"))]


def _holds(place: Workspace, run_id: str, event_keys: list[str]) -> bool:
    with opened(place.runs / f"{run_id}.duckdb", read_only=True) as con:
        found = con.execute("select count(*) from event where list_contains(?, event_key)", [event_keys]).fetchall()
    return bool(found[0][0])
