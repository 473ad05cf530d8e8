-- Whose word each event about a claimant is (docs/scoring.md, "Voices"). What is confirmed publicly, or by signed mail (P3 or
-- better), is the reporter's own voice, and reporters of one target channel are one voice. Self-reports below that, however
-- many, are one voice together: anybody can make five hundred of them.
create table event_voice as
with heard as (
    select distinct ce.event_key, c.claimant_id, c.target_id, e.reporter, e.level, e.is_public
    from claim_event ce join claim c using (claim_key) join event e using (event_key)
    where c.claimant_id is not null
),
of_target as (
    select claimant_id, target_id, min(reporter) as reporter from heard where level >= 3 group by claimant_id, target_id
),
of_reporter as (
    select h.claimant_id, h.reporter, min(t.reporter) as voice
    from heard h join of_target t using (claimant_id, target_id) where h.level >= 3
    group by h.claimant_id, h.reporter
)
select h.event_key, h.claimant_id, h.level, h.is_public, coalesce(r.voice, t.reporter, 'self-reports') as voice
from heard h
left join of_reporter r using (claimant_id, reporter)
left join of_target t using (claimant_id, target_id)
order by h.event_key;

-- One event for each record and voice, the best known: witnesses of what a record shows.
create table record_voice as
select r.record_id, v.claimant_id, v.voice, max_by(v.event_key, (v.level, v.event_key)) as event_key, max(v.level) as level
from event_voice v join record_event r using (event_key)
group by r.record_id, v.claimant_id, v.voice
order by event_key, r.record_id, v.voice;
