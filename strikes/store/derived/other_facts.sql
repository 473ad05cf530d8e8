-- The other facts as known on the day of the run.
create table profile as
select p.* , coalesce(max(s.level), 1) as level
from casebook.profile p left join casebook.sighting s on s.fact_key = p.profile_key
where p.observed_at < getvariable('until') group by all order by profile_key;

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

create table evidence as
select v.*, coalesce(max(s.level), 1) as level
from casebook.evidence v left join casebook.sighting s on s.fact_key = v.evidence_key
where v.observed_at is null or v.observed_at < getvariable('until') group by all order by evidence_key;

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
