"""Bursts on targets: newcomers together, strike-outs, relays, several at once, accounts made together.

Each kind is a function that names the claims of its bursts and what speaks for them; to add a kind, write one and add
it to `KINDS`, and a sentence to `sentences.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from strikes.group.columns import lent
from strikes.group.errorrate import ERROR_RATE, q_values
from strikes.group.significant import Found
from strikes.group.simulate import crowding_p, hand_over_p
from strikes.group.timeline import Ints
from strikes.store.connection import Connection

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Bursts:
    """Claims of bursts as (burst, row of `act`), and by burst what speaks for it; NaN where nothing is tested."""

    burst_no: Ints
    row_no: Ints
    expected: Floats
    p_value: Floats
    q_value: Floats
    kept: NDArray[np.bool_]


_TABLES = """
create or replace table burst (
    burst_id varchar, target_id varchar, kind varchar, starts_at timestamp, ends_at timestamp, n_claimants bigint,
    n_first_seen bigint, expected double, p_value double, q_value double, kept boolean
);
create or replace table burst_member (burst_id varchar, claimant_id varchar, event_key varchar);
create or replace temp table only_target as
select claimant_id, count(distinct target_id) = 1 as is_first_seen from act group by claimant_id
"""

_STORE = """
create or replace temp table burst_found as
select burst_no, min(target_id) as target_id, min(acted_at) as starts_at, max(acted_at) as ends_at,
       'b_' || substr(sha256($kind || '|' || min(target_id) || '|' || min((acted_at, claim_id))[2]), 1, 12) as burst_id,
       count(distinct claimant_id) as n_claimants, count(distinct claimant_id) filter (is_first_seen) as n_first_seen
from hit join act using (row_no) join only_target using (claimant_id) group by burst_no;

insert into burst by name
select burst_id, target_id, $kind as kind, starts_at, ends_at, n_claimants, n_first_seen,
       nullif(expected, 'nan') as expected, nullif(p_value, 'nan') as p_value, nullif(q_value, 'nan') as q_value, kept
from burst_found join told using (burst_no);

insert into burst_member by name
select burst_id, claimant_id, event_key from hit join burst_found using (burst_no) join act using (row_no)
"""


def find_bursts(con: Connection, found: Found, seed: int) -> None:
    """Fill `burst` and `burst_member` from `act`, the swarms and `cotarget`."""
    con.execute(_TABLES)
    for kind, look in KINDS.items():
        bursts = look(con, found, seed)
        by_burst = {name: getattr(bursts, name) for name in ("expected", "p_value", "q_value", "kept")}
        told = {"burst_no": np.arange(len(bursts.kept))} | by_burst
        with lent(con, "hit", {"burst_no": bursts.burst_no, "row_no": bursts.row_no}), lent(con, "told", told):
            for statement in _STORE.split(";"):
                con.execute(statement, {"kind": kind} if "$kind" in statement else None)


_ROWS_OF_VISITS = """
select visit.burst_no, min(row_no) as row_no from visit join action
on action.account_no = visit.account_no and action.object_no = visit.object_no
    and coalesce(at_ms // 1000, 0) = visit.at_s
group by visit.burst_no, visit.account_no order by all
"""


def _one_shot(con: Connection, found: Found, seed: int) -> Bursts:
    """Newcomers who come to one target together (S21)."""
    swarms, universe = found.swarms, found.universe
    rows = np.concatenate([swarm.rows for swarm in swarms] or [np.zeros(0, dtype=np.int64)])
    number = np.repeat(np.arange(len(swarms)), [len(swarm.rows) for swarm in swarms])
    visit: dict[str, NDArray[Any]] = {
        "account_no": universe.account_no[rows],
        "object_no": universe.object_no[rows],
        "at_s": universe.at_s[rows],
    }
    with lent(con, "visit", {"burst_no": number} | visit):
        hit = con.execute(_ROWS_OF_VISITS).fetchnumpy()
    expected = np.array([swarm.expected for swarm in swarms], dtype=np.float64)
    q = np.array([swarm.q for swarm in swarms], dtype=np.float64)
    is_wave = np.array([swarm.is_wave for swarm in swarms], dtype=bool)
    n_targets = int(np.count_nonzero(universe.popularity))
    p = np.minimum(expected / max(n_targets, 1), 1.0)
    return Bursts(hit["burst_no"], hit["row_no"], expected, p, q, (q <= ERROR_RATE) & ~is_wave)


# Strikes count by notice; three within 90 days end a channel. The three must stand alone: none in the 90 days before,
# and silence for 30 days after. Removal of the channel brings that silence too, so this says less than it seems.
_STRIKE_OUT = """
with strike as (
    select object, post, min(acted_at) as struck_at, list(row_no order by row_no) as rows,
           list(distinct claimant_id) as claimants, list(distinct claimant_id) filter (is_first_seen) as newcomers
    from act join only_target using (claimant_id)
    where object like '%|strike' and not is_undated and grain_s <= 86400 group by object, post
),
placed as (
    select *, lag(struck_at) over w as before_at, lead(struck_at, 2) over w as third_at,
           lead(struck_at, 3) over w as after_at, list(rows) over triple as all_rows,
           list_distinct(flatten(list(claimants) over triple)) as all_claimants,
           list_distinct(flatten(list(newcomers) over triple)) as all_newcomers
    from strike window w as (partition by object order by struck_at, post),
        triple as (partition by object order by struck_at, post rows between current row and 2 following)
),
strike_out as (
    select row_number() over (order by object, struck_at, post) - 1 as burst_no, all_rows from placed
    where third_at <= struck_at + interval 90 days and (before_at is null or before_at < struck_at - interval 90 days)
      and (after_at is null or after_at > third_at + interval 30 days)
      and (len(all_newcomers) >= 2 or len(all_claimants) = 1 and third_at <= struck_at + interval 3 days)
)
select burst_no, unnest(flatten(all_rows)) as row_no from strike_out order by all
"""


def _strike_out(con: Connection, found: Found, seed: int) -> Bursts:
    """Exactly the three strikes that end a channel, then silence (S22)."""
    return _untested(con.execute(_STRIKE_OUT).fetchnumpy())


def _untested(hit: dict[str, NDArray[np.int64]]) -> Bursts:
    n = int(hit["burst_no"].max()) + 1 if len(hit["burst_no"]) else 0
    nothing = np.full(n, np.nan)
    return Bursts(hit["burst_no"], hit["row_no"], nothing, nothing, nothing, np.zeros(n, dtype=bool))


# Claims on one target by at least three claimants, each in one unbroken turn; times finer than a day.
_TURNS = """
with timed as (
    select object, row_no, claimant_id, epoch(acted_at)::bigint as at_s from act where grain_s = 0 and not is_undated
),
turned as (
    select *, lag(claimant_id) over w is distinct from claimant_id as is_turn
    from timed window w as (partition by object order by at_s, row_no)
),
handed as (
    select object from turned group by object
    having count(distinct claimant_id) >= 3 and count(*) >= 4 and sum(is_turn::int) = count(distinct claimant_id)
)
select dense_rank() over (order by object) - 1 as burst_no, row_no, at_s, is_turn
from turned semi join handed using (object) order by burst_no, at_s, row_no
"""


def _relay(con: Connection, found: Found, seed: int) -> Bursts:
    """Claimants who hand a target over to each other, at quick or even steps (S23)."""
    turn = con.execute(_TURNS).fetchnumpy()
    p = hand_over_p(turn["burst_no"], turn["at_s"], turn["is_turn"].astype(bool), seed)
    q = q_values(p, len(p))
    return _chosen(
        Bursts(turn["burst_no"], turn["row_no"], np.full(len(p), np.nan), p, q, q <= ERROR_RATE), p <= ERROR_RATE
    )


# Kept pairs within a day of each other, gathered into islands of time on each target.
_TOGETHER = """
with met as (
    select x.object, p_value, q_value,
           unnest([(x.row_no, x.acted_at, x.claimant_id), (y.row_no, y.acted_at, y.claimant_id)]) as hit
    from cotarget join account a on a.account_no = a_no join account b on b.account_no = b_no
    join act x on x.claimant_id = a.account join act y on y.claimant_id = b.account and y.object = x.object
    where q_value <= $rate and greatest(x.grain_s, y.grain_s) <= 86400
      and abs(epoch(x.acted_at) - epoch(y.acted_at)) <= 86400
),
hit as (
    select object, hit[1] as row_no, hit[2] as acted_at, hit[3] as claimant_id,
           min(p_value) as p_value, min(q_value) as q_value
    from met group by all
),
broken as (
    select *, coalesce(acted_at - lag(acted_at) over w > interval 1 day, true) as is_new
    from hit window w as (partition by object order by acted_at, row_no)
),
island as (
    select *, sum(is_new::int) over (partition by object order by acted_at, row_no) as island from broken
),
counted as (select object, island from island group by all having count(distinct claimant_id) >= 3)
select dense_rank() over (order by object, island) - 1 as burst_no, row_no, p_value, q_value
from island semi join counted using (object, island) order by all
"""


def _synchronised(con: Connection, found: Found, seed: int) -> Bursts:
    """Three or more claimants whose pairs are kept, on one target within a day of each other (S24)."""
    hit = con.execute(_TOGETHER, {"rate": ERROR_RATE}).fetchnumpy()
    number = hit["burst_no"]
    first = np.unique(number, return_index=True)[1]
    p, q = (np.minimum.reduceat(hit[name], first) if len(first) else np.zeros(0) for name in ("p_value", "q_value"))
    return Bursts(number, hit["row_no"], np.full(len(p), np.nan), p, q, np.ones(len(p), dtype=bool))


# The claimants of one target whose own channel is known, each with its first claim there.
_CREATED = """
with made as (select claimant_id, min(epoch(created_at))::bigint as created_s from claimant_channel
              where created_at is not null group by claimant_id),
first as (select object, claimant_id, min(row_no) as row_no from act group by all),
several as (select object from first join made using (claimant_id) group by object having count(*) >= 4)
select dense_rank() over (order by object) - 1 as burst_no, row_no, created_s
from first join made using (claimant_id) semi join several using (object) order by burst_no, created_s, row_no
"""
_EVERY_CREATION = """
select min(epoch(created_at))::bigint as created_s from claimant_channel semi join act using (claimant_id)
where created_at is not null group by claimant_id order by created_s
"""


def _creation(con: Connection, found: Found, seed: int) -> Bursts:
    """Claimants of one target whose accounts were made within two weeks (S19)."""
    made = con.execute(_CREATED).fetchnumpy()
    pool = con.execute(_EVERY_CREATION).fetchnumpy()["created_s"]
    p, is_within = crowding_p(made["burst_no"], made["created_s"], pool, seed)
    q = q_values(p, len(p))
    every = Bursts(made["burst_no"], made["row_no"], np.full(len(p), np.nan), p, q, q <= ERROR_RATE)
    return _chosen(every, p <= ERROR_RATE, is_within)


def _chosen(bursts: Bursts, chosen: NDArray[np.bool_], rows: NDArray[np.bool_] | None = None) -> Bursts:
    """Keep the chosen bursts, and of their claims the given rows."""
    number = np.cumsum(chosen) - 1
    stays = chosen[bursts.burst_no] & (True if rows is None else rows)
    return Bursts(
        number[bursts.burst_no][stays],
        bursts.row_no[stays],
        bursts.expected[chosen],
        bursts.p_value[chosen],
        bursts.q_value[chosen],
        bursts.kept[chosen],
    )


KINDS: dict[str, Callable[[Connection, Found, int], Bursts]] = {
    "one_shot": _one_shot,
    "strike_out": _strike_out,
    "relay": _relay,
    "synchronised": _synchronised,
    "creation": _creation,
}
