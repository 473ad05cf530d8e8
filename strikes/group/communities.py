"""Communities: which claimants hang together, by Leiden on the layers fused with stated weights."""

from __future__ import annotations

import numpy as np
from graspologic_native import leiden

from strikes.group.columns import lent, stored
from strikes.model import MICRO
from strikes.store.connection import Connection

#: What each layer may add to a pair's fused weight, in micro-bans: the caps of S20, S24, S17, S18 and S04.
MOST_UBANS = {
    "target": 3 * MICRO // 2,
    "time": MICRO,
    "text": 3 * MICRO // 2,
    "contact": 2 * MICRO,
    "identity": 8 * MICRO // 10,
}
#: Without a kept edge of target or time, text, contact and identity must come to so much together. One wording and one
#: mould (2.3 bans) do not: one house that writes under several names shows just these.
LEAST_WITHOUT_TARGET = 24 * MICRO // 10
#: Where both also struck out one target, took turns there beyond chance or made their accounts together, so much does:
#: one contact, a wording of two among many, or a wording and a mould.
LEAST_WITH_BURST = 15 * MICRO // 10
#: Below 1 so that a loosely knit campaign stays whole; hand-set on planted campaigns (docs/coordination.md).
RESOLUTION = 0.5

_FUSED = """
create or replace temp table fused as
with capped as (
    select edge.*, least(weight_ubans, most_ubans) as capped_ubans from edge join layer_cap using (layer)
    where reason is null
),
summed as (
    select claimant_a, claimant_b, sum(capped_ubans)::bigint as weight_ubans,
           bool_or(kept and layer in ('target', 'time')) as is_kept,
           coalesce(sum(capped_ubans) filter (kept and layer in ('text', 'contact', 'identity')), 0) as other_ubans
    from capped group by all
),
telling as (
    select burst_id, claimant_id from burst join burst_member using (burst_id)
    where kind = 'strike_out' or kept and kind in ('relay', 'creation')
),
in_burst as (
    select distinct claimant_a, claimant_b from summed join telling a on a.claimant_id = claimant_a
    join telling b on b.claimant_id = claimant_b and b.burst_id = a.burst_id
)
select claimant_a, claimant_b, greatest(weight_ubans, 1) as weight_ubans,
       row_number() over (order by claimant_a, claimant_b) - 1 as pair_no
from summed left join in_burst using (claimant_a, claimant_b)
where is_kept or other_ubans >= case when in_burst.claimant_a is null then $without else $with_burst end
"""
_COMMUNITY = """
create or replace temp table community as
select claimant_id, min(claimant_id) over (partition by number) as community from numbered
"""


def find_communities(con: Connection, seed: int) -> None:
    """Fill `fused` (the ties that hold, weighed) and `community` (claimant_id, community) from `edge`."""
    caps = {"layer": np.array(list(MOST_UBANS), dtype=object), "most_ubans": np.array(list(MOST_UBANS.values()))}
    stored(con, "layer_cap", caps)
    con.execute(_FUSED, {"without": LEAST_WITHOUT_TARGET, "with_burst": LEAST_WITH_BURST})
    ties = con.execute("select claimant_a, claimant_b, weight_ubans / 1e6 from fused order by pair_no").fetchall()
    members = leiden(ties, resolution=RESOLUTION, seed=seed, iterations=2)[1] if ties else {}
    claimants = sorted(members)
    numbers = np.array([members[claimant_id] for claimant_id in claimants], dtype=np.int64)
    con.execute("create or replace temp table numbered (claimant_id varchar, number bigint)")
    with lent(con, "leiden", {"claimant_id": np.array(claimants, dtype=object), "number": numbers}):
        con.execute("insert into numbered by name select * from leiden")
    con.execute(_COMMUNITY)
