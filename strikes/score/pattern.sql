-- What decides each score, one row per claimant (and campaign) and axis: the findings as `combine` reads them, and what
-- the bands ask beside them. Subjects with the same row share one computation.

create table subject_finding as
select claimant_id as subject_id, axis, signal, grp, counted_as, starting_ubans, weight_ubans, level, rests_on
from finding where weight_ubans <> 0
union all
-- A campaign has, of each coordination signal, its members' weightiest finding; it rests on a voice only where every
-- member's does.
select m.campaign_id, f.axis, f.signal, any_value(f.grp), max_by(f.counted_as, k), max_by(f.starting_ubans, k),
    max_by(f.weight_ubans, k), max_by(f.level, k),
    list_sort(list_reduce(list(f.rests_on order by f.claimant_id), lambda a, b: list_intersect(a, b)))
from (select *, (weight_ubans, level, starting_ubans, finding_id) as k from finding
      where axis = 'coordination' and weight_ubans <> 0) f
join campaign_member m using (claimant_id)
group by m.campaign_id, f.axis, f.signal;

create table observable as
with group_of as (
    select distinct a.claimant_id, s.grp, unnest(s.axes) as axis
    from (select claimant_id, unnest(answered) as signal from asked) a join signal s using (signal) where not s.is_context
)
select claimant_id as subject_id, axis, count(*) as n_groups from group_of group by all
union all
select m.campaign_id, g.axis, count(distinct g.grp)
from group_of g join campaign_member m using (claimant_id) where g.axis = 'coordination' group by all;

create table registered as
select distinct i.claimant_id as subject_id
from holder_match h join identity i using (record_id) where h.contact in ('holders_own', 'agent', 'unknown');

-- How many independent voices stand behind what accuses; evidence is somebody's word about claims, and no further voice.
create table heard as
select f.claimant_id as subject_id, f.axis, count(distinct b.voice) as n_voices
from bearing b join finding f using (finding_id) where f.weight_ubans > 0 and not b.is_evidence group by all
union all
select m.campaign_id, f.axis, count(distinct b.voice)
from bearing b join finding f using (finding_id) join campaign_member m using (claimant_id)
where f.weight_ubans > 0 and f.axis = 'coordination' and not b.is_evidence group by all;

-- Self-reports count together as one voice; of several reporters that voice may say a little more than one alone.
create table self_reported as
select v.claimant_id as subject_id, count(distinct e.reporter) > 1 as are_many
from event_voice v join event e using (event_key) where v.voice = 'self-reports' group by v.claimant_id;

create table pattern as
with numbered as (
    select *, list_sort(list_distinct(flatten(list(rests_on) over (partition by subject_id, axis)))) as relied_on
    from subject_finding
),
pieces as (
    select p.subject_id, p.axis, any_value(p.relied_on) as relied_on,
        to_json(list({
            signal: p.signal, way: p.counted_as, grp: p.grp, ubans: p.starting_ubans, level: p.level,
            labels: [coalesce(l.fired_true, 0), coalesce(l.n_true, 0), coalesce(l.fired_false, 0), coalesce(l.n_false, 0)],
            rests: list_sort(list_transform(p.rests_on, lambda r: list_position(p.relied_on, r)))
        } order by p.signal)) as pieces
    from numbered p left join learned l using (signal, axis, counted_as)
    group by p.subject_id, p.axis
),
subject as (
    select claimant_id as subject_id, 'claimant' as kind, unnest(['identity', 'coordination', 'claims']) as axis from claimant
    union all select campaign_id, 'campaign', 'coordination' from campaign
)
select s.subject_id, s.kind, s.axis,
    coalesce(p.pieces::varchar, '[]') as pieces,
    -- which of the voices is a crowd of self-reports (0: none)
    case when r.are_many then coalesce(list_position(p.relied_on, 'self-reports'), 0) else 0 end as crowd,
    -- beyond these numbers nothing changes
    least(coalesce(h.n_voices, 0), 3) as n_voices,
    least(coalesce(o.n_groups, 0), 2) as n_observable,
    g.subject_id is not null as is_holder,
    least(coalesce(j.n_analysts, 0), 2) as n_analysts
from subject s left join pieces p using (subject_id, axis) left join observable o using (subject_id, axis)
left join heard h using (subject_id, axis) left join self_reported r using (subject_id)
left join judged j on j.claimant_id = s.subject_id and j.axis = s.axis left join registered g using (subject_id);
