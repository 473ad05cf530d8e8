"""Erasing (R9): the facts, their originals, the runs and packs that hold them; the casebook file is written anew.

What a submission told alone goes with it; what others told as well stays, with them as its sources. A line in the audit
says that something was erased, when and by whom, and nothing of what it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from strikes.errors import InputError
from strikes.store import audit, casefile
from strikes.store.connection import Connection, EngineError, opened
from strikes.store.exported import remove_packs
from strikes.store.kinds import KINDS
from strikes.store.migrations import migrate
from strikes.store.purge import remove_runs
from strikes.store.recording import transaction
from strikes.store.rewrite import rewrite
from strikes.store.vault import workspace_vault
from strikes.store.workspace import Workspace

#: Stands in the workspace from the commit until the file was written anew; `strikes doctor` looks for it.
DUE = "rewrite-due"
#: Marks what goes, in two tables of its own: `going(fact_key)` and `victim(source_id)`.
Marker = Callable[[Connection], None]


@dataclass(frozen=True)
class Erased:
    """What went: facts, sources, originals, runs, packs in exports/; and packs of such runs that lie elsewhere."""

    n_facts: int = 0
    n_sources: int = 0
    n_originals: int = 0
    run_ids: list[str] = field(default_factory=list)
    packs: list[str] = field(default_factory=list)
    n_packs_elsewhere: int = 0


def erase(place: Workspace, subject: str, *, by: str) -> Erased:
    """Erase a submission (its source's id or name) or all that was told of or by a channel (its id).

    Raises InputError where nothing here is called that. The audit keeps a hash of `subject`.
    """
    with opened(place.casebook, read_only=True) as con:
        (n_sources,) = con.execute(
            "select count(*) from source where list_contains([source_id, name, sha256], ?)", [subject]
        ).fetchall()[0]
        (n_events,) = con.execute(
            "select count(*) from event where channel_id = $s or reporter_id = $s", {"s": subject}
        ).fetchall()[0]
    if not n_sources and not n_events and not (place.root / DUE).exists():
        raise InputError("Nothing here is called that: no submission, no channel, no reporter.")
    mark = _mark_sources if n_sources else _mark_channel
    return carry_out(
        place, lambda con: mark(con, subject), action="erase", hashed=_hashed(subject), by=by, words=[subject]
    )


def tombstones(place: Workspace, after: int) -> set[str]:
    """Return the hashed subjects that were erased after an audit entry."""
    with opened(place.casebook, read_only=True) as con:
        found = con.execute("select object from audit where action = 'erase' and number > ?", [after]).fetchall()
    return {hashed for (hashed,) in found}


def erase_again(place: Workspace, hashed: set[str], *, by: str) -> int:
    """Erase what bears one of these hashes, which an older state brought back; return how many subjects that were."""
    with opened(place.casebook, read_only=True) as con:
        named = con.execute(
            """
            select name from (
                select unnest([source_id, name, sha256]) as name from source
                union select unnest([channel_id, reporter_id]) from event
            ) where name is not null order by name
            """
        ).fetchall()
    subjects = [name for (name,) in named if _hashed(name) in hashed]
    for subject in subjects:
        erase(place, subject, by=by)
    return len(subjects)


def _hashed(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()[:16]


def carry_out(
    place: Workspace, mark: Marker, *, action: str, hashed: str | None, by: str, words: list[str] | None = None
) -> Erased:
    """Erase what `mark` marks, everywhere it lies; `words` are looked for in packs besides what the facts name."""
    with opened(place.casebook, read_only=False) as con:
        migrate(con)
        audit.check_head(con, "main", place.head, place.newest_backup())
        con.execute("create temp table going (fact_key varchar); create temp table victim (source_id varchar)")
        mark(con)
        names = [*(words or []), *_names(con)]
        run_ids = _runs_holding(place, con)
        originals = _originals(con)
        (place.root / DUE).touch(mode=0o600)
        n_facts, n_sources = _delete(con, place, action, hashed, by, words or [])
    vault = workspace_vault(place.root)
    n_originals = sum(vault.remove(name) for name in originals)
    remove_runs(place, run_ids)
    for word in words or []:
        casefile.forget(place, word)
    packs, n_elsewhere = remove_packs(place, set(names), set(run_ids))
    rewrite(place)
    (place.root / DUE).unlink(missing_ok=True)
    return Erased(n_facts, n_sources, n_originals, run_ids, packs, n_elsewhere)


def _mark_sources(con: Connection, subject: str) -> None:
    con.execute(
        "insert into victim select source_id from source where list_contains([source_id, name, sha256], ?)", [subject]
    )
    con.execute(
        "insert into going select fact_key from sighting group by fact_key having bool_and(source_id in (from victim))"
    )


def _mark_channel(con: Connection, subject: str) -> None:
    con.execute(
        """
        insert into going
        select event_key from event where channel_id = $s or reporter_id = $s
        union select evidence_key from evidence where subject = $s
            or subject in (select claim_id from event where channel_id = $s)
        union select profile_key from profile where claimant_channel_id = $s
        """,
        {"s": subject},
    )
    con.execute(
        "insert into victim select source_id from sighting group by source_id having bool_and(fact_key in (from going))"
    )


def _names(con: Connection) -> list[str]:
    """Return by what packs could name the events that go, where no other event is called the same."""
    columns = ("event_key", "event_id", "notice_id", "claim_id", "video_id", "channel_id", "channel_title")
    found: set[str] = set()
    for column in columns:
        found |= {
            name
            for (name,) in con.execute(
                f"select distinct {column} from event where event_key in (from going) and length({column}) > 5 "
                f"and {column} not in (select {column} from event where event_key not in (from going) "
                f"and {column} is not null)"
            ).fetchall()
        }
    return sorted(found)


def _runs_holding(place: Workspace, con: Connection) -> list[str]:
    going = [key for (key,) in con.execute("from going").fetchall()]
    victims = [key for (key,) in con.execute("from victim").fetchall()]
    return [path.stem for path in sorted(place.runs.glob("[0-9a-f]*.duckdb")) if _holds(path, going, victims)]


def _holds(path: Path, going: list[str], victims: list[str]) -> bool:
    try:
        with opened(path, read_only=True) as run:
            return bool(
                run.execute(
                    "select exists (from stated where list_contains($going, event_key) "
                    "or list_contains($victims, source_id)) or exists (from evidence "
                    "where list_contains($going, evidence_key)) or exists (from quarantine "
                    "where list_contains($victims, source_id))",
                    {"going": going, "victims": victims},
                ).fetchall()[0][0]
            )
    except EngineError:
        # A run of a version that had no such tables: nobody can tell what it holds, and it can be computed again.
        return True


def _originals(con: Connection) -> list[str]:
    """Return the vault's names of originals that only submissions that go rest on."""
    found = con.execute(
        """
        with kept as (select source_id, try_cast(mapping as json) ->> 'vault_name' as name from collection)
        select distinct name from kept where source_id in (from victim) and name is not null
            and name not in (select name from kept where source_id not in (from victim) and name is not null)
        order by name
        """
    ).fetchall()
    return [name for (name,) in found]


def _delete(
    con: Connection, place: Workspace, action: str, hashed: str | None, by: str, words: list[str]
) -> tuple[int, int]:
    with transaction(con):
        n_facts = 0
        for kind in KINDS.values():
            rows = con.execute(
                f"delete from {kind.table} where {kind.table}_key in (from going) returning 1"
            ).fetchall()
            n_facts += len(rows)
        con.execute("delete from sighting where fact_key in (from going) or source_id in (from victim)")
        for table in ("quarantine", "collection"):
            con.execute(f"delete from {table} where source_id in (from victim)")
        con.execute("delete from consent where subject in (from victim) or list_contains(?, subject)", [words])
        for word in words:
            _delete_mentions(con, word)
        n_sources = len(con.execute("delete from source where source_id in (from victim) returning 1").fetchall())
        head = audit.append(con, "main", action, hashed, {"facts": n_facts, "sources": n_sources}, by)
    audit.write_head(place.head, head)
    return n_facts, n_sources


def _delete_mentions(con: Connection, word: str) -> None:
    """Delete what else names a channel: rows that were no facts, looks at it, who runs it."""
    con.execute("delete from quarantine where contains(raw, ?)", [word])
    con.execute(
        "update answer set body = null, request = '{}' where answer_id in ("
        "select answer_id from look where subject_id = $s union select answer_id from youtube_channel "
        "where channel_id = $s union select answer_id from youtube_video where channel_id = $s)",
        {"s": word},
    )
    con.execute(
        "delete from look where subject_id = $s or subject_id in "
        "(select video_id from youtube_video where channel_id = $s)",
        {"s": word},
    )
    for table in ("youtube_channel", "youtube_video", "channel_link", "channel_control"):
        con.execute(f"delete from {table} where channel_id = ?", [word])
    con.execute("delete from channel_link where subject = ?", [word])
