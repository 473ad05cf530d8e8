"""Runs: what was concluded from the facts of one day by one version; named by their content, never changed."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from strikes.errors import InputError
from strikes.store import audit
from strikes.store.connection import Connection, attach, engine_errors, opened, scratch
from strikes.store.migrations import migrate
from strikes.store.workspace import Workspace

#: What a run keeps and is named by. Everything the screens and reports show is in here.
CONTENT = (
    "run",
    "event",
    "claimant_record",
    "record_event",
    "identity",
    "identity_link",
    "identity_suggestion",
    "holder_match",
    "name_note",
    "claim_event",
    "claim",
    "claimant",
    "target",
    "profile",
    "video_look",
    "channel_link",
    "channel_control",
    "outside_notice",
    "outside_target",
    "context",
    "holder",
    "evidence",
    "label",
    "identity_decision",
    "may_show",
    "edge",
    "edge_witness",
    "burst",
    "burst_member",
    "campaign",
    "campaign_member",
    "campaign_edge",
    "campaign_reporter",
    "group_notice",
    "signal",
    "weight",
    "asked",
    "finding",
    "witness",
    "bearing",
    "called",
    "evidence_on",
    "label_on",
    "judged",
    "learned",
    "calibration",
    "pattern",
    "axis_score",
    "campaign_score",
    "group_weight",
)
#: Kept beside it: where and when things were handed in. The same facts have the same name whatever files they came in.
ABOUT = ("stated", "source_summary", "quarantine")


@dataclass(frozen=True)
class Run:
    """One finished run."""

    run_id: str
    as_of: str
    version: str
    created_at: str
    is_latest: bool


@contextmanager
def building(workspace: Workspace, as_of: dt.date) -> Iterator[Connection]:
    """Open an empty run that can read the casebook as `casebook` and knows the day as the variable `until`."""
    if not workspace.casebook.exists():
        raise InputError("There are no facts here yet. Take some in: strikes collect table FILE, or try: strikes demo")
    with opened(workspace.casebook, read_only=False) as con:
        migrate(con)
    file = _building_file(workspace)
    with scratch(beside=workspace.root, reachable=[workspace.casebook, file]) as con, engine_errors():
        attach(con, workspace.casebook, "casebook", read_only=True)
        audit.check_head(con, "casebook", workspace.head, workspace.newest_backup())
        attach(con, file, "kept", read_only=False)
        until = dt.datetime.combine(as_of + dt.timedelta(days=1), dt.time())
        con.execute("set variable until = ?::timestamp", [until.isoformat()])
        try:
            yield con
        finally:
            _remove_unfinished(workspace)


def finish(con: Connection, workspace: Workspace, *, make_latest: bool, now: dt.datetime) -> Run:
    """Keep the run's tables, name them by their content, and put the file in its place with one rename."""
    head = audit.head_of(con, "casebook")
    con.execute("detach casebook")
    digest = content_hash(con)
    for name in (*CONTENT, *ABOUT):
        con.execute(f"create table kept.{name} as from {name}")
    con.execute(
        "create table kept.run_made as "
        "select ?::varchar as run_id, ?::timestamp as created_at, ?::varchar as audit_head",
        [digest, now, head.hash],
    )
    con.execute("detach kept")
    (building_file,) = workspace.runs.glob(".building-*.duckdb")
    target = workspace.runs / f"{digest}.duckdb"
    if not target.exists():
        _sync(building_file)
        os.rename(building_file, target)
        _sync(workspace.runs)
    if make_latest:
        point_to(workspace, digest)
    return next(run for run in list_runs(workspace) if run.run_id == digest)


def content_hash(con: Connection) -> str:
    """Return the run's name: a hash over its sorted rows, the same whatever order they were made in."""
    parts = []
    for name in CONTENT:
        ((digest,),) = con.execute(
            f"select sha256(coalesce(string_agg(row_hash, '' order by row_hash), '')) "
            f"from (select md5(t::varchar) as row_hash from {name} t)"
        ).fetchall()
        parts.append(f"{name}:{digest}")
    ((whole,),) = con.execute("select left(sha256(?), 16)", ["\n".join(parts)]).fetchall()
    return str(whole)


def point_to(workspace: Workspace, run_id: str) -> None:
    """Make a run the newest: readers that opened the one before keep reading it."""
    beside = workspace.runs / f".latest-{uuid.uuid4().hex}"
    beside.write_text(run_id + "\n", encoding="utf-8")
    _sync(beside)
    os.replace(beside, workspace.runs / "latest")
    _sync(workspace.runs)


def latest_id(workspace: Workspace) -> str | None:
    """Return the newest run's name; None where nothing was scored yet."""
    pointer = workspace.runs / "latest"
    return pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else None


def run_file(workspace: Workspace, run_id: str | None = None) -> Path:
    """Return the file of a run (its name may be shortened to what is unique), by default the newest."""
    wanted = run_id or latest_id(workspace)
    if wanted is None:
        raise InputError("Nothing was scored here yet: strikes score")
    found = sorted(workspace.runs.glob(f"{wanted}*.duckdb")) if wanted.isalnum() else []
    if len(found) != 1:
        raise InputError(
            f"There is {'no' if not found else 'more than one'} run {wanted!r} here. See: strikes runs list"
        )
    return found[0]


@contextmanager
def reading(workspace: Workspace, run_id: str | None = None) -> Iterator[Connection]:
    """Open a finished run for reading."""
    with opened(run_file(workspace, run_id), read_only=True) as con:
        yield con


def list_runs(workspace: Workspace) -> list[Run]:
    """Return the finished runs, newest first."""
    latest = latest_id(workspace)
    found = []
    for path in workspace.runs.glob("[0-9a-f]*.duckdb"):
        with opened(path, read_only=True) as con:
            ((as_of, version, created_at),) = con.execute(
                "select as_of::varchar, version, created_at::varchar || 'Z' from run, run_made"
            ).fetchall()
        found.append(Run(path.stem, as_of, version, created_at.replace(" ", "T"), path.stem == latest))
    return sorted(found, key=lambda run: (run.created_at, run.run_id), reverse=True)


def prune(workspace: Workspace, keep: int, cited: set[str]) -> list[str]:
    """Remove all but the `keep` newest runs, the latest and those an export cites; return what was removed."""
    spared = [run for i, run in enumerate(list_runs(workspace)) if i >= keep and not run.is_latest]
    removed = [run.run_id for run in spared if run.run_id not in cited]
    for run_id in removed:
        (workspace.runs / f"{run_id}.duckdb").unlink()
    return removed


def _building_file(workspace: Workspace) -> Path:
    _remove_unfinished(workspace)
    return workspace.runs / f".building-{uuid.uuid4().hex}.duckdb"


def _remove_unfinished(workspace: Workspace) -> None:
    for path in workspace.runs.glob(".building-*"):
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
