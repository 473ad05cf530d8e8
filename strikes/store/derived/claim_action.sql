-- One row per act of claiming: what `group` looks at. A claim may be acted on more than once (scheduled, then carried out);
-- what has aged out is not looked at.
create table claim_action as
select e.event_key, c.claim_key as claim_id, c.claimant_id, c.target_id, c.video_key as video_id,
    e.happened_at as acted_at, e.happened_precision as precision, e.notice_id, e.claim_text as text, e.level, e.reporter as reporter_id,
    e.event_type
from claim_event ce join claim c using (claim_key) join event e using (event_key)
where ce.is_claim and c.claimant_id is not null and not c.is_aged
order by e.event_key;

create table claimant_contact as
select distinct claimant_id, kind, value from (
    select i.claimant_id, 'email' as kind, lower(trim(r.email)) as value from claimant_record r join identity i using (record_id)
    union all
    select i.claimant_id, 'phone', regexp_replace(r.phone, '[^0-9+]', '', 'g') from claimant_record r join identity i using (record_id)
) where value is not null and value <> '' order by all;

create table claimant_name as
select distinct i.claimant_id, r.name, lower(split_part(r.email, '@', 1)) as email_local
from claimant_record r join identity i using (record_id) order by all;

create table claimant_channel as
select i.claimant_id, r.channel_id, min(p.created_at) as created_at
from claimant_record r join identity i using (record_id) left join profile p on p.claimant_channel_id = r.channel_id
where r.channel_id is not null group by all order by all;
