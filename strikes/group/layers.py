"""The layers put together: `edge`, a row per pair and layer, and `edge_witness`, the claims that bear the edges out."""

from __future__ import annotations

import numpy as np

from strikes.group.columns import lent, stored
from strikes.group.contacts import find_contact_edges
from strikes.group.errorrate import ERROR_RATE
from strikes.group.evidence import count_others
from strikes.group.excuses import find_excuses
from strikes.group.minhash import joined
from strikes.group.moulds import find_identity_edges
from strikes.group.texts import LEAST_UBANS, find_text_edges
from strikes.group.universe import Universe
from strikes.group.weight import micro_bans
from strikes.store.connection import Connection

_COTARGET_PAIR = """
create or replace temp table cotarget_pair as
select a.account as claimant_a, b.account as claimant_b, cotarget.*, q_value <= ? as kept
from cotarget join account a on a.account_no = a_no join account b on b.account_no = b_no
"""
# Members of a kept burst of newcomers are pairs too, though no pair of them could ever be tested.
_BURST_PAIR = """
create or replace temp table burst_pair as
with member_pair as (
    select a.claimant_id as claimant_a, b.claimant_id as claimant_b, min((p_value, q_value)) as best
    from burst join burst_member a using (burst_id) join burst_member b using (burst_id)
    where kind = 'one_shot' and kept and a.claimant_id < b.claimant_id group by all
)
select claimant_a, claimant_b, best[1] as p_value, best[2] as q_value,
       row_number() over (order by claimant_a, claimant_b) - 1 as pair_no
from member_pair
"""
_PAIR = """
create or replace table pair as
select claimant_a, claimant_b, seen as n_shared, expected, nullif(window_s, 0) as window_seconds, p_value, q_value, kept
from cotarget_pair order by claimant_a, claimant_b
"""
_TIED = """
create or replace temp table tied_pair as
select row_number() over (order by claimant_a, claimant_b) - 1 as tie_no, claimant_a, claimant_b,
       a.account_no as a_no, b.account_no as b_no
from (
    select claimant_a, claimant_b from cotarget_pair where kept
    union select claimant_a, claimant_b from burst_pair
    union select claimant_a, claimant_b from text_edge where weight_ubans >= ?
    union select claimant_a, claimant_b from contact_edge
) join account a on a.account = claimant_a join account b on b.account = claimant_b
"""

# Per pair and shared target the claims closest in time.
_MET = """
create or replace temp table met as
with pair as (
    select claimant_a, claimant_b, window_s from cotarget_pair
    union all select claimant_a, claimant_b, 0 from burst_pair anti join cotarget_pair using (claimant_a, claimant_b)
),
every as (
    select claimant_a, claimant_b, object, x.target_id, x.event_key as event_key_a, y.event_key as event_key_b,
           least(x.level, y.level) as level,
           coalesce(epoch(x.acted_at), 0)::bigint as a_s, coalesce(epoch(y.acted_at), 0)::bigint as b_s,
           case when not (x.is_undated or y.is_undated)
               then abs(epoch(x.acted_at) - epoch(y.acted_at))::bigint end as gap_s,
           greatest(window_s, coalesce(gap_s, 0)) as reach_s
    from pair join act x on x.claimant_id = claimant_a join act y using (object)
    where y.claimant_id = claimant_b
),
closest as (
    select *, row_number() over (
        partition by claimant_a, claimant_b, object order by gap_s is null, gap_s, event_key_a, event_key_b
    ) as place
    from every
)
select closest.* exclude (place), row_number() over (order by claimant_a, claimant_b, object) - 1 as met_no,
       a.account_no as a_no, b.account_no as b_no, object_no
from closest join account a on a.account = claimant_a join account b on b.account = claimant_b
join object using (object)
where place = 1
"""

_EDGE = """
create or replace table edge as
with known_at as (select claimant_id, max(level) as level from act group by claimant_id),
met_on as (select claimant_a, claimant_b, count(*) as n_shared, min(level) as min_level from met group by all),
layered as (
    select claimant_a, claimant_b, 'target' as layer, target_p as p_value, target_q as q_value,
        target_ubans as weight_ubans, kept
    from cotarget_pair
    union all by name
    select claimant_a, claimant_b, 'time' as layer, time_p as p_value, time_q as q_value, time_ubans as weight_ubans,
        kept
    from cotarget_pair anti join burst_pair using (claimant_a, claimant_b)
    union all by name
    select claimant_a, claimant_b, 'time' as layer, p_value, q_value, weight_ubans, true as kept
    from burst_pair join burst_weight using (pair_no)
    union all by name
    select claimant_a, claimant_b, 'text' as layer, n_shared, p_value, weight_ubans, weight_ubans >= ? as kept,
        min_level
    from text_edge
    union all by name
    select claimant_a, claimant_b, 'contact' as layer, n_shared, weight_ubans, weight_ubans > 0 as kept
    from contact_edge
    union all by name
    select claimant_a, claimant_b, 'identity' as layer, n_shared, part_elsewhere as p_value, weight_ubans,
        weight_ubans > 0 as kept
    from identity_edge
)
select claimant_a, claimant_b, layer, coalesce(layered.n_shared, met_on.n_shared)::bigint as n_shared, p_value, q_value,
       weight_ubans::bigint as weight_ubans, kept and reason is null as kept, reason,
       coalesce(layered.min_level, met_on.min_level, least(a.level, b.level))::integer as min_level
from layered left join met_on using (claimant_a, claimant_b) left join excused using (claimant_a, claimant_b)
join known_at a on a.claimant_id = claimant_a join known_at b on b.claimant_id = claimant_b
order by claimant_a, claimant_b, layer
"""
_EDGE_WITNESS = """
create or replace table edge_witness as
select claimant_a, claimant_b, layer, event_key_a, event_key_b, target_id, gap_s as gap_seconds, n_others
from edge join met using (claimant_a, claimant_b) join others using (met_no) where layer in ('target', 'time')
union all
select claimant_a, claimant_b, 'text', event_key_a, event_key_b, null, null, null from text_edge
order by all
"""


def store_edges(con: Connection, universe: Universe) -> None:
    """Fill `edge` and `edge_witness` from `cotarget`, `burst`, and what the claims say and give as contact."""
    con.execute(_COTARGET_PAIR, [ERROR_RATE])
    con.execute(_PAIR)
    con.execute(_BURST_PAIR)
    find_text_edges(con)
    find_contact_edges(con)
    _store_ties(con)
    find_identity_edges(con)
    _weigh_bursts(con)
    con.execute(_MET)
    con.execute(_EDGE, [LEAST_UBANS])
    _store_witnesses(con, universe)


def _store_ties(con: Connection) -> None:
    """Fill `tied`: pairs tied by anything but their names and not excused, and the cluster each hangs in."""
    con.execute(_TIED, [LEAST_UBANS])
    find_excuses(con)
    tie = con.execute(
        "select tie_no, a_no, b_no from tied_pair anti join excused using (claimant_a, claimant_b) order by all"
    ).fetchnumpy()
    a_no, b_no = tie["a_no"].astype(np.int64), tie["b_no"].astype(np.int64)
    cluster = joined(int(max(a_no.max(), b_no.max())) + 1 if len(a_no) else 0, a_no, b_no)
    stored(con, "tie_cluster", {"tie_no": tie["tie_no"], "cluster": cluster[a_no]})
    con.execute("create or replace temp table tied as select * from tied_pair join tie_cluster using (tie_no)")


def _weigh_bursts(con: Connection) -> None:
    found = con.execute("select pair_no, p_value from burst_pair order by pair_no").fetchnumpy()
    stored(con, "burst_weight", {"pair_no": found["pair_no"], "weight_ubans": micro_bans(found["p_value"])})


def _store_witnesses(con: Connection, universe: Universe) -> None:
    met = con.execute("select a_no, b_no, object_no, a_s, b_s, reach_s from met order by met_no").fetchnumpy()
    a_no, b_no, object_no, a_s, b_s, reach_s = (column.astype(np.int64) for column in met.values())
    n_others = count_others(universe, (a_no, b_no), object_no, (a_s, b_s), reach_s)
    with lent(con, "others", {"met_no": np.arange(len(a_no)), "n_others": n_others}):
        con.execute(_EDGE_WITNESS)
