-- The other facts as known on the day of the run.

-- Looks at claimants' channels: those that people brought, and those our own collector took (P4: archived with the hash of
-- the answer). Where API fields were purged, the look still says that the channel was there and what it found changed.
create table profile as
with brought as (
    select p.*, coalesce(max(s.level), 1) as level, 'person' as origin
    from casebook.profile p left join casebook.sighting s on s.fact_key = p.profile_key
    where p.observed_at < getvariable('until') group by all
),
taken as (
    select 'y_' || left(sha256(to_json([l.subject_id, l.looked_at::varchar])::varchar), 20) as profile_key,
        l.subject_id as claimant_channel_id, c.handle, c.title, c.description,
        c.created_at, case when c.created_at is not null then 'second' end as created_at_precision, c.country,
        c.subscriber_count, c.video_count, c.view_count,
        case l.outcome when 'found' then 'active' when 'terminated' then 'terminated' else 'not_found' end as status,
        l.looked_at as observed_at, 'second' as observed_at_precision, 4 as level, 'youtube_api' as origin,
        l.changed, l.earlier_id as earlier_channel_id
    from casebook.look l
    left join casebook.youtube_channel c on c.channel_id = l.subject_id and c.answer_id = l.answer_id
    where l.kind = 'channel' and l.looked_at < getvariable('until') and not coalesce(getvariable('no_api'), false)
        and l.subject_id in (select channel_id from claimant_record)
)
from brought union all by name from taken order by profile_key;

-- Looks at videos under claim: what stood there before, whether it is there, since when not.
create table video_look as
select l.subject_id as video_id, l.looked_at, l.outcome, l.changed, v.channel_id, v.title, v.published_at, v.view_count,
    v.privacy, v.upload_status, v.rejection_reason, 4::tinyint as level
from casebook.look l
left join casebook.youtube_video v on v.video_id = l.subject_id and v.answer_id = l.answer_id
where l.kind = 'video' and l.looked_at < getvariable('until') and not coalesce(getvariable('no_api'), false)
    and l.subject_id in (select video_id from event)
order by video_id, looked_at;

-- By what a claimant is held to have a channel; a `search_guess` is shown and never scored.
create table channel_link as
select k.subject, k.channel_id, k.channel_link_basis, k.linked_at, k."by"
from casebook.channel_link k where k.linked_at < getvariable('until')
qualify row_number() over (partition by k.subject order by k.linked_at desc, k.channel_id) = 1
order by k.subject;

-- What the program ships of context and holders stands under what the workspace was told itself.
create table context as
select * exclude (context_key) from casebook.context where happened_on < getvariable('until')
union all by name
select * from shipped_context where happened_on < getvariable('until')
    and context_id not in (select context_id from casebook.context)
order by context_id, title;

-- Of a holder described twice, the description checked last counts.
create table holder as
select * exclude (holder_key) from casebook.holder
qualify row_number() over (partition by holder_id order by checked_on desc nulls last, holder_key) = 1
union all by name
select * from shipped_holder where holder_id not in (select holder_id from casebook.holder)
order by holder_id;

-- A claimant's own answer stands among the evidence and is read with it; no signal weighs it: its key begins with
-- a_, and `evidence_on` leaves those out.
create table evidence as
select v.*, coalesce(max(s.level), 1) as level
from casebook.evidence v left join casebook.sighting s on s.fact_key = v.evidence_key
where v.observed_at is null or v.observed_at < getvariable('until') group by all
union all by name
select reply_key as evidence_key, subject, 'reply' as kind, said as value, said_at as observed_at,
    'second' as observed_at_precision, source_url, noted_by as "by", 1 as level
from casebook.reply where said_at < getvariable('until')
order by evidence_key;

create table label as
from casebook.label where labelled_at is null or labelled_at < getvariable('until') order by label_key;

create table identity_decision as
from casebook.identity_decision where decided_at < getvariable('until')
order by decided_at, record_a, record_b, decision, decided_by;

-- Where each event is stated: opened from every number, left out of the run's name (file names and days of import vary).
create table stated as
select s.fact_key as event_key, s.source_id, o.name as source_name, o.way, s.line, s.level, s.source_kind, s.collected_at
from casebook.sighting s join casebook.source o using (source_id)
where s.kind = 'events' order by s.fact_key, s.source_id, s.line;

create table source_summary as
select o.*, c.kind, c.n_read, c.n_new, c.n_known, c.n_quarantined
from casebook.source o left join casebook.collection c using (source_id, collected_at) order by o.collected_at, o.source_id;

create table quarantine as
from casebook.quarantine order by source_id, line, reason;
