"""Facts taken in the real way, and what the rooms `resolve` and `group` conclude from them filled in by hand.

A test of a signal or a score says there who is who, who matched a holder, which ties and bursts there are. Claimants
bear one name (or mail, or reference) each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from strikes.model import TableKind
from strikes.score.scores import score
from strikes.signals import catalogue
from strikes.store import casebook, runs
from strikes.store.committing import Source
from strikes.store.connection import Connection, insert_rows
from strikes.store.derived import AFTER_RESOLVE, BEFORE_RESOLVE, derive
from strikes.store.kinds import KINDS
from strikes.store.reference import load_reference
from strikes.store.workspace import Workspace

Row = Mapping[str, Any]

_RESOLVED = """
create table identity as
select record_id, 'c_' || left(sha256(first_value(record_id) over (
    partition by lower(coalesce(name, email, ref, channel_id)) order by record_id)), 16) as claimant_id
from claimant_record order by all;
create table identity_link (record_a varchar, record_b varchar, basis varchar, weight_ubans bigint, why varchar);
create table identity_suggestion (record_a varchar, record_b varchar, weight_ubans bigint, why varchar);
create table name_note (record_id varchar, note varchar);
create table holder_match (record_id varchar, holder_id varchar, similarity double, kind varchar, contact varchar,
    why varchar, letters varchar, is_look_alike boolean);
"""
_GROUPED = """
create table pair (claimant_a varchar, claimant_b varchar, n_shared bigint, expected double, window_seconds bigint,
    p_value double, q_value double, kept boolean);
create table edge (claimant_a varchar, claimant_b varchar, layer varchar, n_shared bigint, p_value double,
    q_value double, weight_ubans bigint, kept boolean, min_level integer, sentence varchar);
create table edge_witness (claimant_a varchar, claimant_b varchar, layer varchar, event_key_a varchar,
    event_key_b varchar, target_id varchar, gap_seconds bigint, n_others bigint);
create table burst (burst_id varchar, target_id varchar, kind varchar, starts_at timestamp, ends_at timestamp,
    n_claimants bigint, n_first_seen bigint, expected double, p_value double, q_value double, kept boolean,
    sentence varchar);
create table burst_member (burst_id varchar, claimant_id varchar, event_key varchar);
create table campaign (campaign_id varchar, n_claimants bigint, n_targets bigint, n_common_targets bigint,
    n_claims bigint, first_at timestamp, last_at timestamp, weight_ubans bigint, expected_shared double,
    seen_shared bigint, q_value double, holds_without_strongest_edge boolean, holds_without_each_reporter boolean,
    confounder varchar, sentence varchar);
create table campaign_member (campaign_id varchar, claimant_id varchar, joined_at timestamp, last_at timestamp,
    is_core boolean);
create table campaign_edge (campaign_id varchar, claimant_a varchar, claimant_b varchar, weight_ubans bigint);
create table campaign_reporter (campaign_id varchar, reporter_id varchar, n_left bigint, holds boolean);
create table group_notice (what varchar, n bigint, sentence varchar);
"""


@dataclass
class Hand:
    """What the other rooms would conclude; claimants by the name they show."""

    holder_matches: Sequence[Row] = ()
    edges: Sequence[Row] = ()
    bursts: Sequence[Row] = ()
    campaigns: Sequence[Row] = ()


@dataclass
class World:
    """Facts of the six tables, and the conclusions drawn by hand."""

    events: Sequence[Row] = ()
    profiles: Sequence[Row] = ()
    context: Sequence[Row] = ()
    holders: Sequence[Row] = ()
    evidence: Sequence[Row] = ()
    labels: Sequence[Row] = ()
    hand: Hand = field(default_factory=Hand)


@contextmanager
def derived(world: World, folder: Path, as_of: str = "2026-01-01") -> Iterator[Connection]:
    """Open a run under construction in which everything before the signals is done."""
    workspace = Workspace(folder / "workspace")
    casebook.create(workspace)
    for kind in TableKind:
        rows = getattr(world, kind)
        if rows:
            _take(workspace, kind, rows)
    with runs.building(workspace, dt.date.fromisoformat(as_of)) as con:
        load_reference(con)
        _forget_what_ships(con)
        derive(con, BEFORE_RESOLVE)
        con.execute(_RESOLVED)
        _match(con, world.hand.holder_matches)
        derive(con, AFTER_RESOLVE)
        con.execute(_GROUPED)
        _tie(con, world.hand)
        yield con


def _forget_what_ships(con: Connection) -> None:
    """Leave a world only the holders and the context it has itself."""
    shipped = con.execute("select table_name from duckdb_tables() where table_name like 'shipped_%'").fetchall()
    for (table,) in shipped:
        con.execute(f"delete from {table}")


def finished(world: World, folder: Path, as_of: str = "2026-01-01") -> Workspace:
    """Score a world and return the workspace that holds the finished run."""
    with derived(world, folder, as_of) as con:
        con.execute(
            "create table run as select 'tests' as version, ?::date as as_of, 1 as seed, 'score' as api_scores", [as_of]
        )
        score(con, catalogue(), seed=1, api_counts=True)
        workspace = Workspace(folder / "workspace")
        runs.finish(con, workspace, make_latest=True, now=dt.datetime.fromisoformat(as_of))
        return workspace


def _take(workspace: Workspace, kind: TableKind, rows: Sequence[Row]) -> None:
    source = Source(str(kind), f"{kind}.csv", 0, "table", "tests", "0", "2026-01-01 00:00:00", {})
    facts = [{name: str(value) for name, value in row.items()} for row in rows]
    (counts,) = casebook.add(workspace, KINDS[kind], [(source, facts)])
    assert counts.quarantined == 0, f"{counts.quarantined} rows of {kind} are no facts: mend the test"


def claimant_ids(con: Connection) -> dict[str, str]:
    """Return name as shown -> claimant id."""
    return dict(
        con.execute(
            "select coalesce(r.name, r.email, regexp_replace(r.ref, '@[^@]*$', '')), i.claimant_id "
            "from claimant_record r join identity i using (record_id)"
        ).fetchall()
    )


def _match(con: Connection, matches: Sequence[Row]) -> None:
    for m in matches:
        con.execute(
            "insert into holder_match select record_id, ?, ?, 'fold', ?, 'by hand', '', null from claimant_record "
            "where coalesce(name, email, ref) = ? and (?::varchar is null or email = ?)",
            [m["holder_id"], m.get("similarity", 1.0), m["contact"], m["claimant"], m.get("email"), m.get("email")],
        )


def _tie(con: Connection, hand: Hand) -> None:
    ids = claimant_ids(con)
    for edge in hand.edges:
        a, b = sorted((ids[edge["a"]], ids[edge["b"]]))
        pair = [a, b, edge["layer"]]
        p, q = edge.get("p_value"), edge.get("q_value", edge.get("p_value"))
        weight = round(edge.get("weight", 0) * 1e6)
        bounds = [True, edge.get("min_level", 5), edge.get("sentence", "Tied by hand.")]
        if edge["layer"] in ("target", "time"):
            insert_rows(con, "pair", [[a, b, edge.get("n_shared", 1), None, None, p, q, True]])
        insert_rows(con, "edge", [[*pair, edge.get("n_shared", 1), p, q, weight, *bounds]])
        con.execute(
            "insert into edge_witness select ?, ?, ?, a.first_event, b.first_event, a.target_id, 0, 0 "
            "from claim a join claim b on a.claimant_id = ? and b.claimant_id = ? "
            "and (a.target_id = b.target_id or ? not in ('target', 'time'))",
            [*pair, a, b, edge["layer"]],
        )
    for i, burst in enumerate(hand.bursts):
        members = [ids[name] for name in burst["members"]]
        p, q = burst.get("p_value"), burst.get("q_value", burst.get("p_value"))
        n = len(members)
        kept = burst.get("kept", q is not None and q <= 0.05)
        told = [n, burst.get("n_first_seen", n), None, p, q, kept, burst.get("sentence", "Burst by hand.")]
        insert_rows(con, "burst", [[f"b_{i}", burst.get("target"), burst["kind"], None, None, *told]])
        con.execute(
            "insert into burst_member select ?, claimant_id, first_event from claim "
            "where list_contains(?, claimant_id)",
            [f"b_{i}", members],
        )
    con.execute(
        "update burst set starts_at = k.first, ends_at = k.last from (select burst_id, min(happened_at) as first, "
        "max(happened_at) as last from burst_member join event using (event_key) group by burst_id) k "
        "where k.burst_id = burst.burst_id"
    )
    for i, campaign in enumerate(hand.campaigns):
        insert_rows(con, "campaign", [[f"k_{i}", len(campaign["members"]), *[None] * 13]])
        insert_rows(con, "campaign_member", [[f"k_{i}", ids[name], None, None, True] for name in campaign["members"]])
