-- Who files for a holder of the registry, or is one: two of them meeting on a target is their work.
create table known_agent as
select distinct i.claimant_id, h.holder_id as agent
from holder_match h join identity i using (record_id) where h.contact in ('holders_own', 'agent') order by all;
