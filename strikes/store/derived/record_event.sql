-- Which record made which event; an event that names nobody has none.
create table record_event as
select record_id, unnest(event_keys) as event_key from claimant_record order by event_key;

alter table claimant_record drop column event_keys;
