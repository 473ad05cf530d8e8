-- One row per claim, with what became of it. The strongest outcome wins: what YouTube declared invalid stays invalid
-- when the strike also lapses.
create table claim as
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
    case when bool_or(e.event_type = 'request_rejected') then 'invalid'
         when bool_or(e.event_type = 'reinstatement') then 'reinstated'
         when bool_or(e.event_type = 'retraction') then 'retracted'
         when bool_or(e.event_type = 'counter_refused') then 'counter_refused'
         when bool_or(e.event_type = 'strike_expiry') then 'expired'
    end as outcome,
    max(e.happened_at) filter (e.event_type in
        ('request_rejected', 'reinstatement', 'retraction', 'counter_refused', 'strike_expiry')) as outcome_at,
    max(e.level) filter (e.event_type in
        ('request_rejected', 'reinstatement', 'retraction', 'counter_refused', 'strike_expiry')) as outcome_level
from claim_event ce
join event e using (event_key)
left join record_event r using (event_key)
left join identity i on i.record_id = r.record_id
group by ce.claim_key
order by ce.claim_key;
