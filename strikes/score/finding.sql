-- Each claimant's weightiest answer per signal and axis, bounded by its level's provenance (`bound`).
create table chosen as
select 'f_' || left(sha256(to_json([w.signal, w.axis, w.claimant_id])::varchar), 16) as finding_id,
    w.*, b.stated_ubans, b.weight_ubans
from weighed w join bound b using (signal, axis, counted_as, starting_ubans, level)
qualify row_number() over (
    partition by w.signal, w.axis, w.claimant_id
    order by abs(b.weight_ubans) desc, w.level desc, w.unit_id, w.grade) = 1;

-- Whose word each finding is: the voices behind it, and whether it falls without one. What public registers show rests on
-- nobody's word, and counts as heard from its channel all the same. Evidence is the word of whoever brought it.
create table bearing as
with by_event as (
    select f.finding_id, v.voice, count(*) as n, count(*) filter (not v.is_public) as n_on_word, false as is_evidence
    from chosen f join witness w using (signal, level, claimant_id, unit_id) join event_voice v using (event_key)
    group by all
),
by_evidence as (
    select f.finding_id, case when v.level >= 3 then coalesce(v."by", 'analyst') else 'self-reports' end as voice,
        count(*) as n, count(*) as n_on_word, true as is_evidence
    from chosen f join witness w using (signal, level, claimant_id, unit_id)
    join evidence_on v on v.evidence_key = w.event_key and v.claimant_id = w.claimant_id
    group by all
),
claimant_voice as (
    select claimant_id, voice, level, count(*) as n, count(*) filter (not is_public) as n_on_word
    from event_voice group by all
),
by_every_claim as (
    select f.finding_id, v.voice, sum(v.n)::bigint as n, sum(v.n_on_word)::bigint as n_on_word, false as is_evidence
    from chosen f join signal s using (signal) join claimant_voice v using (claimant_id)
    where s.is_borne_by_every_claim and v.level >= f.level
    group by all
),
borne as (
    from by_event union all from by_evidence union all from by_every_claim
)
select b.finding_id, b.voice, b.is_evidence, b.n,
    b.n_on_word > 0 and (sum(b.n) over whole - b.n_on_word < case when b.is_evidence then 1 else s.quorum end
                         or (s.counts_witnesses and 2 * b.n_on_word > sum(b.n) over whole)) as is_needed
from borne b join chosen f using (finding_id) join signal s using (signal)
window whole as (partition by b.finding_id, b.is_evidence);

create table finding as
select f.*, coalesce(k.n_witnesses, 0) as n_witnesses, coalesce(k.rests_on, []) as rests_on, s.is_borne_by_every_claim
from chosen f join signal s using (signal)
left join (
    select finding_id, sum(n)::bigint as n_witnesses, list(distinct voice order by voice) filter (is_needed) as rests_on
    from bearing group by finding_id
) k using (finding_id)
order by f.finding_id;

drop table chosen;

-- Only what a finding rests on is kept of the witnesses.
create or replace table witness as
from witness semi join finding using (signal, level, claimant_id, unit_id) order by all;
