-- What decides each score, one row per claimant (and campaign) and axis: the findings as `combine` reads them, and what
-- the bands ask beside them. Subjects with the same row share one computation.

create table subject_finding as
select claimant_id as subject_id, 'claimant' as kind, axis, signal, grp, stated_ubans, weight_ubans, level, reporters, rests_on
from finding
union all
-- A campaign has, of each coordination signal, its members' weightiest finding; it rests on a reporter only where every
-- member's does.
select m.campaign_id, 'campaign', f.axis, f.signal, any_value(f.grp), max_by(f.stated_ubans, k), max_by(f.weight_ubans, k),
    max_by(f.level, k), list_sort(list_distinct(flatten(list(f.reporters)))),
    list_sort(list_reduce(list(f.rests_on order by f.claimant_id), lambda a, b: list_intersect(a, b)))
from (select *, (weight_ubans, level, stated_ubans, finding_id) as k from finding where axis = 'coordination') f
join campaign_member m using (claimant_id)
group by m.campaign_id, f.axis, f.signal;

create table observable as
select a.claimant_id as subject_id, x.axis, count(distinct s.grp) as n_groups
from (select claimant_id, unnest(answered) as signal from asked) a
join signal s using (signal) join (select signal, unnest(axes) as axis from signal) x using (signal)
where not s.is_context
group by all
union all
select m.campaign_id, 'coordination', count(distinct s.grp)
from (select claimant_id, unnest(answered) as signal from asked) a join campaign_member m using (claimant_id)
join signal s using (signal) where list_contains(s.axes, 'coordination') and not s.is_context
group by m.campaign_id;

create table judged as
select i.claimant_id as subject_id, l.axis, count(distinct l.labelled_by) as n_analysts
from label l join claimant_record r on l.subject in (r.record_id, r.name, r.email, r.ref, r.channel_id)
join identity i using (record_id)
where l.label in ('false_identity', 'coordinated', 'unfounded', 'overreach') group by all;

create table registered as
select distinct i.claimant_id as subject_id
from holder_match h join identity i using (record_id) where h.contact in ('holders_own', 'agent', 'unknown');

create table pattern as
with numbered as (
    select *, list_sort(list_distinct(flatten(list(rests_on) over (partition by subject_id, axis)))) as relied_on
    from subject_finding
),
pieces as (
    select subject_id, axis,
        to_json(list({signal: signal, grp: grp, ubans: stated_ubans, level: level,
                      rests: list_transform(rests_on, lambda r: list_position(relied_on, r))} order by signal)) as pieces,
        list_sort(list(distinct grp) filter (weight_ubans > 0)) as accusing,
        max(level) filter (weight_ubans > 0) as best_level,
        len(list_distinct(flatten(list(reporters) filter (weight_ubans > 0)))) as n_reporters
    from numbered group by subject_id, axis
),
subject as (
    select claimant_id as subject_id, 'claimant' as kind, unnest(['identity', 'coordination', 'claims']) as axis from claimant
    union all select campaign_id, 'campaign', 'coordination' from campaign
)
select s.subject_id, s.kind, s.axis,
    coalesce(p.pieces::varchar, '[]') as pieces,
    coalesce(p.accusing, []) as accusing,
    coalesce(p.best_level, 0) as best_level,
    -- beyond these numbers nothing changes
    least(coalesce(p.n_reporters, 0), 2) as n_reporters,
    least(coalesce(o.n_groups, 0), 2) as n_observable,
    g.subject_id is not null as is_holder,
    least(coalesce(j.n_analysts, 0), 2) as n_analysts
from subject s left join pieces p using (subject_id, axis) left join observable o using (subject_id, axis)
left join judged j using (subject_id, axis) left join registered g using (subject_id);
