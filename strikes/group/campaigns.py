"""Campaigns: communities with an id that lasts, a core, a history, and how far they rest on one edge or one reporter.

The id is made from the earliest claim of the core. So on a merge the older anchor wins, on a split the part that has it
keeps it, and another run over the same facts gives the same ids.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from strikes.group.columns import lent
from strikes.group.pairs import Tested
from strikes.group.robustness import lost_without_reporters, read_campaigns
from strikes.store.connection import Connection

# The core are members tied to at least half of the others, or all where nobody is.
_MEMBER = """
create or replace temp table member as
with size as (select community, count(*) as n from community group by community having count(*) > 1),
inner_tie as (
    select fused.*, a.community from fused join community a on a.claimant_id = claimant_a
    join community b on b.claimant_id = claimant_b and b.community = a.community
),
tie as (
    select community, claimant_a as claimant_id from inner_tie union all select community, claimant_b from inner_tie
),
tied as (select community, claimant_id, count(*) as n_ties from tie group by all),
judged as (select *, 2 * n_ties >= n - 1 as is_core from tied join size using (community))
select community, claimant_id, is_core or not bool_or(is_core) over (partition by community) as is_core from judged
"""
# A campaign's targets are those that two members or more hit.
_CAMPAIGN_ACT = """
create or replace temp table campaign_act as
with hit as (select community, is_core, act.* from act join member using (claimant_id)),
common as (select community, object from hit group by all having count(distinct claimant_id) > 1)
select hit.*, common.object is not null as is_common from hit left join common using (community, object)
"""
_ANCHOR = """
create or replace temp table anchor as
with first as (
    select community, min((not is_common, acted_at is null, acted_at, claim_id)) as a from campaign_act
    where is_core group by community
)
select community, 'k_' || substr(sha256(a[4]), 1, 12) as campaign_id from first
"""
_CAMPAIGN_MEMBER = """
create or replace table campaign_member as
with seen as (
    select community, claimant_id, coalesce(min(acted_at) filter (is_common), min(acted_at)) as joined_at,
           coalesce(max(acted_at) filter (is_common), max(acted_at)) as last_at
    from campaign_act group by all
)
select campaign_id, claimant_id, joined_at, last_at, is_core
from member join anchor using (community) join seen using (community, claimant_id) order by campaign_id, claimant_id
"""
_CAMPAIGN_EDGE = """
create or replace table campaign_edge as
select a.campaign_id, claimant_a, claimant_b, weight_ubans
from fused join campaign_member a on a.claimant_id = claimant_a
join campaign_member b on b.claimant_id = claimant_b and b.campaign_id = a.campaign_id order by all
"""

_CAMPAIGN = """
create or replace table campaign as
with acted as (
    select campaign_id, count(distinct claimant_id) as n_claimants, count(distinct target_id) as n_targets,
           count(distinct target_id) filter (is_common) as n_common_targets, count(*) as n_claims,
           min(acted_at) as first_at, max(acted_at) as last_at
    from campaign_act join anchor using (community) group by campaign_id
),
paired as (
    select campaign_id, round(sum(expected::decimal(18, 6)), 6)::double as expected_shared,
           sum(seen)::bigint as seen_shared, max(coalesce(c.q_value, b.q_value)) as q_value
    from campaign_edge left join cotarget_pair c using (claimant_a, claimant_b)
    left join burst_pair b using (claimant_a, claimant_b) group by campaign_id
)
select acted.*, strength.weight_ubans, expected_shared, seen_shared, q_value, holds_without_strongest_edge,
       holds_without_each_reporter
from acted join paired using (campaign_id) join strength using (campaign_id) order by campaign_id
"""
_CAMPAIGN_REPORTER = """
create or replace table campaign_reporter as
select campaign_id::varchar as campaign_id, reporter_id::varchar as reporter_id, n_left, holds
from without_reporter order by campaign_id, reporter_id
"""


def store_campaigns(con: Connection, tested: Tested) -> None:
    """Fill `campaign`, `campaign_member`, `campaign_edge` and `campaign_reporter` from `community` and `fused`."""
    for statement in (_MEMBER, _CAMPAIGN_ACT, _ANCHOR, _CAMPAIGN_MEMBER, _CAMPAIGN_EDGE):
        con.execute(statement)
    campaigns = {campaign.campaign_id: campaign for campaign in read_campaigns(con)}
    lost = lost_without_reporters(con, tested)
    without = {
        key: (campaigns[key[0]].n_without(ties), campaigns[key[0]].holds_without(ties)) for key, ties in lost.items()
    }
    rests = {campaign_id for (campaign_id, _), (_, holds) in without.items() if not holds}
    strength = {
        "campaign_id": _texts(campaigns),
        "weight_ubans": np.array([campaign.weakest_link() for campaign in campaigns.values()], dtype=np.int64),
        "holds_without_strongest_edge": np.array(
            [campaign.holds_without(list(campaign.ties)[:1]) for campaign in campaigns.values()], dtype=bool
        ),
        "holds_without_each_reporter": np.array([campaign_id not in rests for campaign_id in campaigns], dtype=bool),
    }
    left = {
        "campaign_id": _texts(key[0] for key in without),
        "reporter_id": _texts(key[1] for key in without),
        "n_left": np.array([n for n, _ in without.values()], dtype=np.int64),
        "holds": np.array([holds for _, holds in without.values()], dtype=bool),
    }
    with lent(con, "strength", strength), lent(con, "without_reporter", left):
        con.execute(_CAMPAIGN)
        con.execute(_CAMPAIGN_REPORTER)


def _texts(values: Iterable[str]) -> NDArray[np.object_]:
    return np.array(list(values), dtype=object)
