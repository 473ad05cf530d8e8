-- One row per claimant that made a claim: who it is as reported, and how much there is.
create table claimant as
with named as (
    select i.claimant_id,
        list(distinct r.name order by r.name) filter (r.name is not null) as names,
        list(distinct r.email order by r.email) filter (r.email is not null) as emails,
        list(distinct r.channel_id order by r.channel_id) filter (r.channel_id is not null) as channel_ids,
        list(distinct r.ref order by r.ref) filter (r.ref is not null) as refs,
        list(r.record_id order by r.first_seen, r.record_id) as record_ids
    from identity i join claimant_record r using (record_id) group by i.claimant_id
),
counted as (
    select c.claimant_id, count(*) as n_claims, count(distinct c.target_id) as n_channels,
        count(distinct c.video_key) as n_videos, min(c.claimed_at) as first_claim_at, max(c.claimed_at) as last_claim_at,
        max(c.level) as level, count(*) filter (c.outcome is not null) as n_with_outcome, bool_and(c.is_aged) as is_aged
    from claim c where c.claimant_id is not null group by c.claimant_id
),
told as (
    select c.claimant_id, count(distinct e.reporter) as n_reporters
    from claim c join claim_event ce using (claim_key) join event e using (event_key) group by c.claimant_id
),
-- Somebody whose name was borrowed is no culprit: screens and reports mask the name and say "possible victim".
victim as (
    select claimant_id from evidence_on where kind = 'disavowal'
    union select claimant_id from label_on where label = 'named_person_is_victim'
)
select n.claimant_id,
    coalesce(n.names, []) as names, coalesce(n.emails, []) as emails, coalesce(n.channel_ids, []) as channel_ids,
    coalesce(n.refs, []) as refs, n.record_ids,
    c.* exclude (claimant_id), t.n_reporters, v.claimant_id is not null as is_possible_victim
from named n join counted c using (claimant_id) join told t using (claimant_id)
left join victim v using (claimant_id)
order by n.claimant_id;
