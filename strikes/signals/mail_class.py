"""S07: by which kind of mail does somebody speak who speaks for a company?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="mail_class",
    code="S07",
    title="Kind of mail address",
    question="Does the address fit who the claimant says to be?",
    axes=(Axis.IDENTITY,),
    group=Group.G2,
    unit=Unit.CLAIMANT,
    version=1,
    # `mail_domain` says of each domain whether it is free, private or disposable; `company_word` which words name a
    # company or its counsel. Where the address was withheld, an analyst's word that it is free mail stands in for it.
    sql="""
        with address as (
            select distinct i.claimant_id, i.record_id, r.name, domain_of(r.email) as domain
            from claimant_record r join identity i using (record_id) where r.email like '%_@_%'
            union all
            select i.claimant_id, i.record_id, r.name, 'free mail'
            from evidence_on v join identity i using (claimant_id) join claimant_record r using (record_id)
            where v.kind = 'other' and v.value = 'free_mail' and r.email is null
        ),
        word as (
            select distinct record_id
            from (select record_id, unnest(regexp_extract_all(lower(replace(name, '.', '')), '[\\p{L}\\p{N}]+')) as word
                  from address) join company_word using (word)
        ),
        graded as (
            select a.claimant_id, a.domain, case
                when d.kind = 'disposable' then 'disposable'
                when d.kind is null and a.domain <> 'free mail' then 'own_domain'
                when w.record_id is not null then 'free_for_a_company' else 'free' end as grade
            from address a left join mail_domain d using (domain) left join word w using (record_id)
        )
        select claimant_id, claimant_id as unit_id, arg_min(grade, (rank, domain)) as grade, null::double as p_value,
            null::double as lr, count(*) as n, count(*) as n_of, arg_min(domain, (rank, domain)) as domain
        from graded join (values ('disposable', 1), ('free_for_a_company', 2), ('free', 3), ('own_domain',
            4)) r(grade, rank)
            using (grade)
        group by claimant_id
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, v.event_key
        from observed o join record_voice v using (claimant_id) join claimant_record r using (record_id)
        where domain_of(r.email) = o.domain or (o.domain = 'free mail' and r.email is null)
    """,
    explain={
        "disposable": "writes from {domain}, a service for addresses that are thrown away",
        "free_for_a_company": "speaks for a company and writes from the free mail service {domain}",
        "free": "writes from the free mail service {domain}",
    },
    innocent="Freelancers, small media and lawyers in many countries work with Gmail or mail.ru; so do real agents.",
    literature="https://htxt.co.za/2022/06/bungie-reveals-who-was-behind-all-those-fake-dmca-strikes/",
    needs="the claimant's e-mail address",
)
