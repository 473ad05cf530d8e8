"""Sentences a person can check, for edges, bursts and campaigns, and the innocent explanation of a campaign."""

from __future__ import annotations

from strikes.store.connection import Connection

#: Claimants with so many targets over so many days have a history of their own.
LEAST_TARGETS, LEAST_DAYS = 5, 180
#: Confounder -> what else may explain a campaign. The first that fits is named.
INNOCENT = {
    "two_spellings": "Some of these may be one house under several spellings.",
    "agent_and_clients": "Some of these are known agents or holders: an agent files for many clients.",
    "two_holders": "These may be holders of related works whom the same channels copy, each on its own.",
    "viral_compilation": "Many others claim against this channel too: a compilation uses many people's material.",
    "one_adviser": "One law firm or one advice page may stand behind the wording or the contact.",
}

_MACROS = """
create or replace temp macro lasting(s) as case
    when s >= 172800 then (s // 86400)::bigint || ' days' when s >= 7200 then (s // 3600)::bigint || ' hours'
    when s >= 120 then (s // 60)::bigint || ' minutes' else s::bigint || ' seconds' end;
create or replace temp macro few(x) as case when x >= 0.01 then printf('%.2f', x) else printf('%.0e', x) end;
create or replace temp macro many(n, word) as n || ' ' || word || case when n = 1 then '' else 's' end
"""

_EDGE = """
create or replace table edge as
select edge.* exclude (reason), case layer
    when 'target' then 'Both claimed against ' || many(edge.n_shared, 'target')
        || ', given how popular these are and how busy both: p = ' || few(edge.p_value) || '.'
    when 'time' then case
        when b.pair_no is not null then 'Both came to one target and nowhere else, in one burst of newcomers.'
        when c.window_s > 0 then 'Within ' || lasting(c.window_s) || ' of each other they hit '
            || many(c.seen, 'target') || '; chance would give ' || few(c.expected) || '.'
        else 'Their claims on shared targets are not close in time.' end
    when 'text' then 'Beyond stock sentences their claims say nearly the same; ' || t.n_using || ' of ' || t.n_all
        || ' claimants with a text use that wording.'
    when 'contact' then 'They give the same ' || k.kinds || '; ' || k.n_using || ' claimants do.'
    else 'Their names or addresses are of one mould (' || i.kind || ' "' || i.mould || '").'
    end || case reason when 'agent' then ' One known agent or holder stands behind both.' else '' end as sentence
from edge left join cotarget_pair c using (claimant_a, claimant_b) left join burst_pair b using (claimant_a, claimant_b)
left join text_edge t using (claimant_a, claimant_b) left join contact_edge k using (claimant_a, claimant_b)
left join identity_edge i using (claimant_a, claimant_b)
order by claimant_a, claimant_b, layer
"""
_BURST = """
create or replace table burst as
select *, case kind
    when 'one_shot' then many(n_claimants, 'claimant') || ' known from hardly anywhere else came within '
        || lasting(epoch(ends_at) - epoch(starts_at)) || '; chance would give ' || few(expected)
        || ' such bursts in all these claims.'
    when 'strike_out' then 'Exactly three strikes by ' || many(n_claimants, 'claimant') || ', ' || n_first_seen
        || ' of them known from nowhere else, within ' || lasting(epoch(ends_at) - epoch(starts_at))
        || ', then silence. A removed channel draws no more claims either.'
    when 'relay' then many(n_claimants, 'claimant') || ' took turns, each once, at quicker or more even steps'
        || ' than chance gives (p = ' || few(p_value) || '). The platform may have handled them in batches.'
    when 'synchronised' then many(n_claimants, 'claimant') || ' whose pairs are kept hit this target within '
        || lasting(epoch(ends_at) - epoch(starts_at)) || '.'
    else many(n_claimants, 'claimant') || ' of this target have channels made within two weeks (p = '
        || few(p_value) || ').'
    end as sentence
from burst order by kind, burst_id
"""

_CAMPAIGN = """
create or replace table campaign as
with history as (
    select claimant_id, count(distinct target_id) >= $least_targets
           and max(acted_at) - min(acted_at) >= to_days($least_days) as is_established
    from act group by claimant_id
),
crowd as (
    select campaign_id, count(distinct act.claimant_id) as n_here from campaign_act join anchor using (community)
    join act using (object) where is_common group by campaign_id
),
members as (
    select campaign_id, bool_and(is_established) as is_established,
           bool_or(claimant_id in (select claimant_id from known_agent)) as has_agent
    from campaign_member join history using (claimant_id) group by campaign_id
),
spelt as (
    select distinct campaign_id from campaign_edge join tied_pair using (claimant_a, claimant_b) semi
    join one_name using (tie_no)
),
ties as (
    select campaign_id, bool_or(kept and layer in ('target', 'time')) as is_met,
           bool_or(layer = 'time' and edge.weight_ubans > 0) as is_timed
    from campaign_edge join edge using (claimant_a, claimant_b) group by campaign_id
),
judged as (
    select campaign.*, case when spelt.campaign_id is not null then 'two_spellings'
        when has_agent then 'agent_and_clients'
        when not is_met then 'one_adviser' when is_established and not is_timed then 'two_holders'
        when n_common_targets = 1 and n_here >= 3 * n_claimants then 'viral_compilation' end as confounder
    from campaign join members using (campaign_id) join ties using (campaign_id) left join crowd using (campaign_id)
    left join spelt using (campaign_id)
),
resting as (
    select campaign_id, count(*) as n_reporters, min((n_left, reporter_id)) as worst from campaign_reporter
    where not holds group by campaign_id
)
select judged.*, many(n_claimants, 'claimant') || ' with ' || many(n_claims, 'claim') || ' against '
    || many(n_targets, 'target')
    || coalesce(', ' || strftime(first_at, '%Y-%m-%d') || ' to ' || strftime(last_at, '%Y-%m-%d'), '') || '. '
    || coalesce('Their pairs share ' || seen_shared || ' targets; chance would give ' || few(expected_shared)
        || '. ', '')
    || case when holds_without_strongest_edge then 'It holds without its strongest edge. '
        else 'It does not hold without its strongest edge. ' end
    || case when n_reporters is null then 'It holds without any one reporter.'
        else 'It rests on ' || many(n_reporters, 'reporter') || ': without ' || worst[2] || ' ' || worst[1]
            || ' of ' || n_claimants || ' still hang together.' end
    || coalesce(' ' || innocent, '') as sentence
from judged left join resting using (campaign_id) left join explanation using (confounder) order by campaign_id
"""


def tell(con: Connection) -> None:
    """Add `sentence` to `edge`, `burst` and `campaign`, and `confounder` to `campaign`."""
    con.execute(_MACROS)
    con.execute("create or replace temp table explanation (confounder varchar, innocent varchar)")
    con.executemany("insert into explanation values (?, ?)", list(INNOCENT.items()))
    con.execute(_EDGE)
    con.execute(_BURST)
    con.execute(_CAMPAIGN, {"least_targets": LEAST_TARGETS, "least_days": LEAST_DAYS})
