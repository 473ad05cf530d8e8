-- Each claimant's weightiest answer per signal and axis, bounded by its level's provenance (`bound`).
create table finding as
with bounded as (
    select w.* exclude (facts), w.facts, b.weight_ubans
    from weighed w join bound b using (stated_ubans, level) where w.stated_ubans <> 0
),
best as (
    select * from bounded
    qualify row_number() over (
        partition by signal, axis, claimant_id order by abs(weight_ubans) desc, level desc, unit_id, grade) = 1
)
select 'f_' || left(sha256(to_json([b.signal, b.axis, b.claimant_id])::varchar), 16) as finding_id,
    b.claimant_id, b.signal, b.axis, b.grp, b.version, b.level, b.unit_id, b.grade, b.p_value, b.n, b.n_of,
    b.stated_ubans, b.weight_ubans, b.facts,
    coalesce(s.n_witnesses, c.n_witnesses) as n_witnesses,
    coalesce(s.reporters, c.reporters) as reporters,
    coalesce(case when s.signal is not null then s.rests_on else c.rests_on end, []) as rests_on,
    s.signal is null as is_borne_by_every_claim
from best b
left join support s using (signal, level, claimant_id, unit_id)
left join claimant_support c using (claimant_id)
order by finding_id;

-- Which questions could be answered for whom; the others lack their data there.
create table asked as
select claimant_id, list(distinct signal order by signal) as answered
from observation where grade is not null group by claimant_id order by claimant_id;
