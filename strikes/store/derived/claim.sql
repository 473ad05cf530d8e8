-- One row per claim, with what became of it. The strongest outcome wins: what YouTube declared invalid stays invalid
-- when the strike also lapses.
create table claim as
with told as (
    select
        ce.claim_key,
        any_value(r.record_id) filter (ce.is_first) as record_id,
        any_value(i.claimant_id) filter (ce.is_first) as claimant_id,
        any_value(e.target_id) filter (ce.is_first) as target_id,
        any_value(e.video_key) filter (ce.is_first) as video_key,
        any_value(e.video_id) filter (ce.is_first) as video_id,
        any_value(e.video_title) filter (ce.is_first) as video_title,
        any_value(e.event_type) filter (ce.is_first) as demand,
        any_value(e.event_key) filter (ce.is_first) as first_event,
        min(e.happened_at) filter (ce.is_claim) as claimed_at,
        any_value(e.happened_precision) filter (ce.is_first) as claimed_at_precision,
        min(e.notice_id) filter (ce.is_claim) as notice_id,
        min(e.video_published_at) as video_published_at,
        min_by(e.video_published_at_precision, e.video_published_at) as video_published_at_precision,
        min(e.channel_topic) as channel_topic,
        max_by(e.work_title, (e.level, e.work_title)) filter (ce.is_claim) as work_title,
        max_by(e.work_url, (e.level, e.work_url)) filter (ce.is_claim) as work_url,
        min(e.work_published_at) as work_published_at,
        min_by(e.work_published_at_precision, e.work_published_at) as work_published_at_precision,
        max_by(e.claim_text, (e.level, e.claim_text)) filter (ce.is_claim) as claim_text,
        max(e.level) filter (ce.is_claim) as level,
        count(*) as n_events,
        max(e.happened_at) as last_at,
        bool_or(e.is_public) filter (ce.is_claim) as is_public,
        -- How well each outcome is known: a doubtful report of a rejection must not ride on a signed mail of an expiry.
        max(e.level) filter (e.event_type = 'request_rejected') as invalid_level,
        max(e.level) filter (e.event_type = 'reinstatement') as reinstated_level,
        max(e.level) filter (e.event_type = 'retraction') as retracted_level,
        max(e.level) filter (e.event_type = 'counter_refused') as refused_level,
        max(e.level) filter (e.event_type = 'strike_expiry') as expired_level,
        max(e.happened_at) filter (e.event_type in
            ('request_rejected', 'reinstatement', 'retraction', 'counter_refused', 'strike_expiry')) as outcome_at
    from claim_event ce
    join event e using (event_key)
    left join record_event r using (event_key)
    left join identity i on i.record_id = r.record_id
    group by ce.claim_key
),
decided as (
    select *, outcome_at_level(0, invalid_level, reinstated_level, retracted_level, refused_level, expired_level) as outcome
    from told
),
-- Nobody stays under suspicion for ever on somebody's word (docs/scoring.md, "Time"): a record that was never resolved and
-- of which nothing was heard for 24 months ages out. It counts from the newest fact, so that an old casebook is judged as
-- of its own time; what stands in a public register stays.
aged as (
    select record_id from decided group by record_id
    having bool_and(outcome is null) and not bool_or(is_public)
       and max(last_at) < (select max(happened_at) from event) - interval 24 months
)
select d.* exclude (is_public, last_at), a.record_id is not null as is_aged
from decided d left join aged a using (record_id)
order by d.claim_key;
