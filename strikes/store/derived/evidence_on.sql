-- Evidence beside the claimant, and the claim, it speaks of; mail addresses are named in any case of letters.
create table claim_called as
select e.claim_id as word, min(c.claim_key) as claim_key, min(c.claimant_id) as claimant_id
from event e join claim_event using (event_key) join claim c using (claim_key)
where e.claim_id in (select subject from evidence)
group by e.claim_id having count(distinct c.claim_key) = 1;

create table evidence_on as
with named as (
    select v.evidence_key, q.claim_key, q.claimant_id from evidence v join claim_called q on q.word = v.subject where not starts_with(v.evidence_key, 'a_')
    union
    select e.evidence_key, null, c.claimant_id
    from (select evidence_key, unnest([trim(subject), lower(trim(subject))]) as word from evidence
          where not starts_with(evidence_key, 'a_') and subject not in (select word from claim_called)) e
    join called c using (word)
)
select v.evidence_key, v.kind, lower(trim(v.value)) as value, v.observed_at, v.observed_at_precision, v."by", v.level,
    n.claimant_id, n.claim_key
from evidence v join named n using (evidence_key)
where n.claimant_id is not null
order by v.evidence_key, n.claimant_id;

drop table claim_called;
