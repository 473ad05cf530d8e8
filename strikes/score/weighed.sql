-- Answers with their starting weights, before labels correct them and provenance bounds them. Weights of surprises and
-- ratios are kept to a hundredth of a ban, so that like cases share one interval.
create table weighed as
with in_bans as (
    select *, 0.6 * log10(1 / (-exp(1) * greatest(p_value, 1e-300) * ln(greatest(p_value, 1e-300)))) as p_bans,
        log10(greatest(lr, 1e-300)) as lr_bans
    from observation
),
stated as (
    select o.* exclude (p_bans, lr_bans), w.axis, s.grp, s.version, s.is_context, w.grade is not null as has_own_weight,
        (case
            when s.is_context then 0
            when w.grade is not null then w.weight_ubans
            when w.p_cap_ubans is not null and o.p_value < 0.1
                then least(w.p_cap_ubans, 10000 * floor(100 * greatest(0, o.p_bans)))
            when w.lr_cap_ubans is not null and o.lr is not null
                then greatest(-w.lr_cap_ubans, least(w.lr_cap_ubans, 10000 * round(100 * o.lr_bans)))
            else 0
        end)::bigint as starting_ubans
    from in_bans o
    join signal s using (signal)
    -- a grade with a weight of its own keeps it; the others go by p-value or ratio
    join weight w on w.signal = o.signal and (w.grade = o.grade or (w.grade is null and not exists (
        select 1 from weight x where x.signal = o.signal and x.axis = w.axis and x.grade = o.grade)))
)
-- What labels count together: this grade; or, of surprises and ratios, all that tell for, and all that tell against.
select * exclude (has_own_weight),
    case when has_own_weight then grade else ['-', '0', '+'][sign(starting_ubans)::integer + 2] end as counted_as
from stated where starting_ubans <> 0 or is_context;
