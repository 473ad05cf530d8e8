-- Labels beside the claimant they judge.
create table label_on as
select distinct l.label_key, c.claimant_id, l.axis, l.label, l.labelled_by,
    -- "outcome" as hand or reason: the label was read off what became of the claims (docs/scoring.md, "Labels").
    lower(l.labelled_by) like 'outcome%' or lower(coalesce(l.reason, '')) like 'outcome%' as is_from_outcome
from (select *, unnest([trim(subject), lower(trim(subject))]) as word from label) l join called c using (word)
order by l.label_key, c.claimant_id;
