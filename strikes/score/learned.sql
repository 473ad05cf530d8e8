-- What people's labels say of each signal: how often it fired where its axis was found so, and where not. A label read off
-- outcomes teaches nothing to signals made from them.
create table learned as
with looked as (
    select a.signal, x.axis, j.claimant_id, j.is_so
    from (select claimant_id, unnest(answered) as signal from asked semi join judged using (claimant_id)) a
    join (select signal, unnest(axes) as axis from signal) x using (signal)
    join judged j using (claimant_id, axis)
    where j.is_so is not null and not (j.is_from_outcome and a.signal in ('outcome_ratio', 'long_history'))
),
counted as (
    select signal, axis, count(*) filter (is_so) as n_true, count(*) filter (not is_so) as n_false from looked group by all
),
fired as (
    select w.signal, w.axis, w.counted_as, count(distinct w.claimant_id) filter (l.is_so) as fired_true,
        count(distinct w.claimant_id) filter (not l.is_so) as fired_false
    from weighed w join looked l using (signal, axis, claimant_id)
    -- a surprise or ratio fired where it told notably: by a factor of two
    where w.counted_as not in ('+', '-') or abs(w.starting_ubans) >= 300000 group by all
),
-- every way of firing there is a weight for, seen on a labelled claimant or not
way as (
    select signal, axis, grade as counted_as from weight where grade is not null and weight_ubans <> 0
    union all select signal, axis, unnest(['+', '-']) from weight where grade is null
)
select signal, axis, counted_as, coalesce(fired_true, 0) as fired_true, n_true, coalesce(fired_false, 0) as fired_false, n_false
from way join counted using (signal, axis) left join fired using (signal, axis, counted_as)
order by signal, axis, counted_as;
