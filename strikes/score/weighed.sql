-- Answers with their weights, before their provenance bounds them; and whose word each rests on.

-- Whose word an answer rests on: witnesses from public registers rest on nobody's.
create table support as
with borne as (
    select w.signal, w.level, w.claimant_id, w.unit_id, e.event_key, e.reporter,
        e.source_kind in ('lumen', 'public_record') as is_public
    from witness w join event e using (event_key)
),
per_reporter as (
    select signal, level, claimant_id, unit_id, reporter, count(*) filter (not is_public) as n_on_word, count(*) as n
    from borne group by all
)
select signal, level, claimant_id, unit_id, sum(p.n)::bigint as n_witnesses,
    list(p.reporter order by p.reporter) as reporters,
    list(p.reporter order by p.reporter) filter (p.n_on_word > 0 and t.n_all - p.n_on_word < s.quorum) as rests_on
from per_reporter p
join (select signal, level, claimant_id, unit_id, sum(n)::bigint as n_all from per_reporter group by all) t
    using (signal, level, claimant_id, unit_id)
join signal s using (signal)
group by signal, level, claimant_id, unit_id;

create table claimant_support as
with per_reporter as (
    select c.claimant_id, e.reporter,
        count(*) filter (e.source_kind not in ('lumen', 'public_record')) as n_on_word, count(*) as n
    from claim c join claim_event ce using (claim_key) join event e using (event_key) where ce.is_claim
    group by all
)
select claimant_id, list(reporter order by reporter) as reporters, sum(n)::bigint as n_witnesses,
    case when count(*) = 1 and sum(n - n_on_word) = 0 then list(reporter) end as rests_on
from per_reporter group by claimant_id;

-- Weights of surprises and ratios are kept to a hundredth of a ban, so that like cases share one interval.
create table weighed as
with in_bans as (
    select *, 0.6 * log10(1 / (-exp(1) * greatest(p_value, 1e-300) * ln(greatest(p_value, 1e-300)))) as p_bans,
        log10(greatest(lr, 1e-300)) as lr_bans
    from observation where grade is not null
)
select o.* exclude (p_bans, lr_bans), w.axis, s.grp, s.version,
    (case
        when s.is_context then 0
        when w.grade is not null then w.weight_ubans
        when w.p_cap_ubans is not null and o.p_value < 0.1
            then least(w.p_cap_ubans, 10000 * floor(100 * greatest(0, o.p_bans)))
        when w.lr_cap_ubans is not null and o.lr is not null
            then greatest(-w.lr_cap_ubans, least(w.lr_cap_ubans, 10000 * round(100 * o.lr_bans)))
        else 0
    end)::bigint as stated_ubans
from in_bans o
join signal s using (signal)
-- a grade with a weight of its own keeps it; the others go by p-value or ratio
join weight w on w.signal = o.signal and (w.grade = o.grade or (w.grade is null and not exists (
    select 1 from weight x where x.signal = o.signal and x.axis = w.axis and x.grade = o.grade)));
