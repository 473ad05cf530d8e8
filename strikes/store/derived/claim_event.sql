-- Which events belong to which claim: claimant x video x episode (docs/contracts.md section 1).
create table claim_event as
with threaded as (
    select e.event_key, e.happened_at, e.is_claim, e.event_type, e.target_id, e.video_key, e.claim_id is not null as is_tied,
        case when e.claim_id is not null then to_json([e.target_id, 'id', e.claim_id])::varchar
             when r.record_id is not null
             then to_json([e.target_id, e.video_key, coalesce(e.claimant_name, e.claimant_email, e.claimant_ref)])::varchar
        end as thread
    from event e left join record_event r using (event_key)
),
-- An outcome that names no claimant belongs to the claim on its video that came last before it.
adopted as (
    select o.event_key, c.thread
    from (from threaded where thread is null and not is_claim and happened_at is not null) o
    asof join (
        select target_id, video_key, happened_at, max(thread) as thread from threaded
        where is_claim and thread is not null and happened_at is not null group by all
    ) c on o.target_id = c.target_id and o.video_key = c.video_key and o.happened_at >= c.happened_at
),
whole as (
    select t.* exclude (thread), coalesce(t.thread, a.thread) as thread
    from threaded t left join adopted a using (event_key)
    where coalesce(t.thread, a.thread) is not null
),
ordered as (
    select *, lag(event_type) over w as last_type, lag(happened_at) over w as last_at
    from whole window w as (partition by thread order by happened_at, is_claim desc, event_key)
),
-- An episode begins with a demand: after the last one was ended, or after 90 silent days.
counted as (
    select *, sum(case when is_claim and not is_tied and (
            last_type in ('retraction', 'reinstatement', 'strike_expiry') or happened_at - last_at > interval 90 days
        ) then 1 else 0 end) over (partition by thread order by happened_at, is_claim desc, event_key
                                   rows between unbounded preceding and current row) as episode
    from ordered
),
-- Outcomes of demands we were never told of stay events; a claim has a demand in it.
demanded as (
    select thread, episode, min_by(event_key, (happened_at is null, happened_at, event_key)) as first_event
    from counted where is_claim group by thread, episode
)
select 'q_' || left(sha256(to_json([thread, first_event])::varchar), 16) as claim_key, c.event_key, c.is_claim,
       c.event_key = d.first_event as is_first
from counted c join demanded d using (thread, episode)
order by claim_key, event_key;
