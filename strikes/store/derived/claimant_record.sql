-- Claimants as reported: exactly this name, e-mail, reference, channel, phone, address. Labels and reviews attach here.
-- A reference is unique in its source only. Sources are told apart by the first event that uses one, not by their file,
-- so that the same rows in another order give the same records.
create table claimant_record as
with ref_source as (
    select s.source_id, min(e.event_key) as scope
    from event e join casebook.sighting s on s.fact_key = e.event_key
    where e.claimant_ref is not null group by s.source_id
),
-- A handle or address as stated stands for the channel it was found to lead to; where none was stated, an analyst's word
-- counts. What a search guessed does not.
link as (
    select subject, channel_id, channel_link_basis as basis from casebook.channel_link
    where channel_link_basis <> 'search_guess' and linked_at < getvariable('until')
    qualify row_number() over (partition by subject order by linked_at desc, channel_id) = 1
),
linked as (
    select e.event_key, min(k.channel_id) as linked_id
    from (
        select event_key, claimant_channel_id as subject, false as by_analyst from event
        union all
        select event_key, unnest([claimant_name, claimant_email, claimant_ref]), true from event
        where claimant_channel_id is null
    ) e join link k on k.subject = e.subject and (k.basis = 'analyst') = e.by_analyst
    group by e.event_key
),
ref_scope as (
    select e.event_key, min(r.scope) as scope
    from event e join casebook.sighting s on s.fact_key = e.event_key join ref_source r using (source_id)
    where e.claimant_ref is not null group by e.event_key
)
select
    'r_' || left(sha256(to_json([
        claimant_name, claimant_email, claimant_ref, scope, claimant_channel_id, claimant_phone, claimant_address
    ])::varchar), 16) as record_id,
    any_value(claimant_name) as name,
    any_value(claimant_email) as email,
    any_value(claimant_phone) as phone,
    any_value(claimant_address) as address,
    coalesce(any_value(linked_id), any_value(claimant_channel_id)) as channel_id,
    any_value(claimant_ref || '@' || scope) as ref,
    min(claimant_country) as country,
    null::varchar as email2,
    null::varchar as handle,
    min(happened_at) as first_seen,
    max(level) as level,
    list(event_key order by event_key) as event_keys
from event left join ref_scope using (event_key) left join linked using (event_key)
where coalesce(claimant_name, claimant_email, claimant_ref, claimant_channel_id) is not null
group by record_id
order by record_id;
