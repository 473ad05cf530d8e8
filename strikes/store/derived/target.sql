-- One row per channel under claim. A strike is counted once per notice, for a notice may list several videos; where no
-- notice is known, once per claimant and day. It stands for 90 days unless it was lifted (youtube.md 1.3).
create table target as
with strike as (
    select c.target_id, coalesce(c.notice_id, c.claimant_id || '@' || c.claimed_at::date, c.claim_key) as strike_id,
        max(c.claimed_at) as struck_at,
        bool_and(coalesce(c.outcome in ('invalid', 'reinstated', 'retracted', 'expired'), false)) as is_lifted
    from claim c where c.demand = 'takedown' group by all
),
standing as (
    select target_id, count(*) as n_strikes,
        count(*) filter (not is_lifted and struck_at + interval 90 days > getvariable('until')) as n_standing,
        min(struck_at + interval 90 days)
            filter (not is_lifted and struck_at + interval 90 days > getvariable('until')) as next_lapse_at
    from strike group by target_id
),
named as (
    select target_id, max_by(channel_title, (happened_at, event_key)) as title, min(channel_topic) as topic,
        min(happened_at) filter (event_type = 'channel_termination') as terminated_at
    from event group by target_id
)
select n.target_id, n.title, n.topic, n.terminated_at,
    coalesce(s.n_strikes, 0) as n_strikes, coalesce(s.n_standing, 0) as n_standing, s.next_lapse_at,
    count(c.claim_key) as n_claims, count(distinct c.claimant_id) as n_claimants,
    min(c.claimed_at) as first_claim_at, max(c.claimed_at) as last_claim_at
from named n left join claim c using (target_id) left join standing s using (target_id)
group by all
order by n.target_id;
