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
