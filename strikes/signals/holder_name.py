"""S05: does somebody claim under a registered holder's name from elsewhere?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="holder_name",
    code="S05",
    title="A holder's name, another's address",
    question="Does the claimant bear the name of a known rights-holder while writing from outside its domains and "
    "agents?",
    axes=(Axis.IDENTITY,),
    group=Group.G1,
    unit=Unit.CLAIMANT,
    version=1,
    params={"least_alike": 0.92},
    # A claimant who also writes from the holder's own domain is the holder, whoever else borrowed the name (that it is
    # one clears under N1). A name whose address nobody knows says nothing.
    sql="""
        with met as (
            select i.claimant_id, h.record_id, h.holder_id, h.similarity, h.contact, h.kind, r.name, k.name as holder,
                domain_of(r.email) as domain
            from holder_match h join claimant_record r using (record_id) join identity i using (record_id)
            join holder k using (holder_id) where h.similarity >= $least_alike
        ),
        judged as (
            select *, case
                when bool_or(contact in ('holders_own', 'agent')) over (partition by claimant_id) then 'is_the_holder'
                when contact = 'look_alike_domain' then 'look_alike_domain'
                when contact = 'other' then 'other_address' end as grade
            from met
        ),
        named as (select distinct i.claimant_id from claimant_record r join identity i using (record_id)
            where r.name is not null)
        select claimant_id, claimant_id as unit_id, grade, null::double as p_value, null::double as lr,
            1 as n, 1 as n_of, name, holder, coalesce(domain, 'elsewhere') as domain
        from judged
        qualify row_number() over (partition by claimant_id order by grade = 'look_alike_domain' desc, grade is null,
            similarity desc, holder_id, record_id) = 1
        union all
        select claimant_id, claimant_id, 'no_holders_name', null, null, 0, 1, null, null, null
        from named where claimant_id not in (select claimant_id from met) and exists (from holder)
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, v.event_key
        from observed o join identity i using (claimant_id)
        join holder_match h on h.record_id = i.record_id and h.similarity >= $least_alike
        join record_voice v on v.record_id = h.record_id and v.claimant_id = o.claimant_id
    """,
    explain={
        "look_alike_domain": 'claims as "{name}", like the holder {holder}, from the look-alike domain {domain}',
        "other_address": 'claims as "{name}", like the holder {holder}, '
        "from {domain}, which is none of the holder's addresses",
    },
    innocent="Agents write from free mail; franchises, namesakes and fan pages bear like names.",
    literature="https://thegamepost.com/bungie-destiny-2-youtuber-dmca-takedown-claims/",
    needs="the claimant's name and mail address, and the registry of holders",
)
