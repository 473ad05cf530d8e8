-- For whom each event may be shown, one row per event and purpose (docs/reports.md, "Consent"). A public register is public
-- already. A table an analyst brought, or a submission whose sender showed to speak for the channel (P2), may go to the
-- platform unless somebody says no; anything else needs a yes. The latest word counts, whatever day the run is as of.
create table may_show as
with sighted as (
    select e.event_key, e.target_id, s.source_id, s.source_kind, s.level, p.purpose
    from event e join casebook.sighting s on s.fact_key = e.event_key and s.kind = 'events',
        (select unnest(['platform', 'partner', 'public']) as purpose) p
),
word as (
    select s.event_key, s.source_id, s.purpose, max_by(c.is_given, (c.stated_at, not c.is_given)) as is_given
    from sighted s join casebook.consent c on c.purpose = s.purpose and (
        (c.subject_kind = 'source' and c.subject = s.source_id) or (c.subject_kind = 'channel' and c.subject = s.target_id))
    group by all
)
select distinct s.event_key, s.purpose
from sighted s left join word w using (event_key, source_id, purpose)
where s.source_kind in ('public_record', 'lumen')
    or coalesce(w.is_given, s.purpose = 'platform' and (s.source_kind = 'csv' or s.level >= 2))
order by all;
