-- What happened, as known on the day of the run: every fact once, with the highest level any of its sightings has.
-- `happened_at` is when it happened, else when the notice came; a fact from after the day of the run is not seen (no later leaks in).
create table event as
with seen as (
    select fact_key as event_key, max(level) as level, min(source_kind) as source_kind, count(distinct source_id) as n_sources,
        -- What a public register shows, anybody can look up: it rests on nobody's word.
        bool_or(source_kind in ('lumen', 'public_record') and level >= 3) as is_public
    from casebook.sighting where kind = 'events' group by fact_key
),
-- A title alone is taken for the channel id that title goes with, where it goes with exactly one.
title as (
    select channel_title, min(channel_id) as channel_id
    from casebook.event where channel_id is not null and channel_title is not null
    group by channel_title having count(distinct channel_id) = 1
)
select
    e.* exclude (content_hash),
    s.level, s.source_kind, s.n_sources, s.is_public,
    coalesce(e.channel_id, t.channel_id, 'title:' || e.channel_title) as target_id,
    coalesce(e.reporter_id, e.channel_id, t.channel_id, 'title:' || e.channel_title) as reporter,
    coalesce(e.occurred_at, e.received_at, e.occurred_not_after) as happened_at,
    case when e.occurred_at is not null then e.occurred_at_precision
         when e.received_at is not null then e.received_at_precision end as happened_precision,
    e.event_type in ('takedown', 'scheduled_takedown', 'content_id_claim') as is_claim,
    coalesce(e.video_id, 'title:' || e.video_title, 'event:' || e.event_key) as video_key
from casebook.event e
join seen s using (event_key)
left join title t on e.channel_id is null and t.channel_title = e.channel_title
-- P0 is an anonymous tip: it waits in the queue and is never scored.
where s.level > 0
  and coalesce(e.received_at, e.occurred_at, e.occurred_not_after, timestamp '1970-01-01') < getvariable('until')
order by event_key;
