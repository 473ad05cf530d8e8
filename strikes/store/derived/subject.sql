-- By which words a claimant may be named in evidence and labels: a record's id, name, e-mail, reference or channel. A word
-- that fits two claimants names neither: evidence against a namesake is no evidence.
create table called as
select word, min(claimant_id) as claimant_id
from (
    select i.claimant_id, unnest([
        r.record_id, trim(r.name), lower(trim(r.email)), trim(r.channel_id), regexp_replace(r.ref, '@[^@]*$', '')
    ]) as word
    from claimant_record r join identity i using (record_id)
)
where word is not null
group by word having count(distinct claimant_id) = 1;

create table claim_called as
select e.claim_id as word, min(c.claim_key) as claim_key, min(c.claimant_id) as claimant_id
from event e join claim_event using (event_key) join claim c using (claim_key)
where e.claim_id in (select subject from evidence)
group by e.claim_id having count(distinct c.claim_key) = 1;

-- Evidence and labels beside the claimant, and the claim, they speak of; mail addresses are named in any case of letters.
create table evidence_on as
with named as (
    select v.evidence_key, q.claim_key, q.claimant_id from evidence v join claim_called q on q.word = v.subject
    union
    select e.evidence_key, null, c.claimant_id
    from (select evidence_key, unnest([trim(subject), lower(trim(subject))]) as word from evidence
          where subject not in (select word from claim_called)) e
    join called c using (word)
)
select v.evidence_key, v.kind, lower(trim(v.value)) as value, v.observed_at, v.observed_at_precision, v."by", v.level,
    n.claimant_id, n.claim_key
from evidence v join named n using (evidence_key)
where n.claimant_id is not null
order by v.evidence_key, n.claimant_id;

create table label_on as
select distinct l.label_key, c.claimant_id, l.axis, l.label, l.labelled_by,
    -- "outcome" as hand or reason: the label was read off what became of the claims (docs/scoring.md, "Labels").
    lower(l.labelled_by) like 'outcome%' or lower(coalesce(l.reason, '')) like 'outcome%' as is_from_outcome
from (select *, unnest([trim(subject), lower(trim(subject))]) as word from label) l join called c using (word)
order by l.label_key, c.claimant_id;

drop table claim_called;
