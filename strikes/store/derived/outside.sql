-- What public registers show of the claimants by their very names: history from outside, beside what was reported to us.
-- The register knows names, not people: a namesake's notices stand here too.
create table outside_notice as
select n.* exclude (answer_id, fetched_at), i.claimant_id, 3::tinyint as level
from casebook.outside_notice n
join (select distinct r.name, i.claimant_id from claimant_record r join identity i using (record_id)) i on i.name = n.subject
where coalesce(n.received_at, n.sent_at, timestamp '1970-01-01') < getvariable('until')
order by n.notice_key, i.claimant_id;

create table outside_target as
select t.* from casebook.outside_target t
where t.notice_key in (select notice_key from outside_notice)
order by t.notice_key, t.domain, t.url, t.n_urls;
