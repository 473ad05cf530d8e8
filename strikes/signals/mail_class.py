"""S07: by which kind of mail does somebody speak who speaks for a company?"""

from strikes.model import Axis
from strikes.signals.base import EVERY_CLAIM, Group, Signal, Unit

SIGNAL = Signal(
    id="mail_class",
    code="S07",
    title="Kind of mail address",
    question="Does the address fit who the claimant says to be?",
    axes=(Axis.IDENTITY,),
    group=Group.G2,
    unit=Unit.CLAIMANT,
    version=1,
    # `mail_domain` says of each domain whether it is free, private, disposable; `company_word` which words name a company.
    sql="""
        with address as (
            select distinct i.claimant_id, r.name, lower(split_part(r.email, '@', -1)) as domain
            from claimant_record r join identity i using (record_id)
            where r.email like '%_@_%'
        ),
        judged as (
            select a.claimant_id, a.domain, coalesce(d.kind, 'own') as kind,
                exists (select 1 from company_word w where list_contains(string_split(lower(a.name), ' '), w.word)) as is_company
            from address a left join mail_domain d using (domain)
        ),
        graded as (
            select claimant_id, domain, case
                when kind = 'disposable' then 'disposable'
                when kind in ('free', 'private') and is_company then 'free_for_a_company'
                when kind in ('free', 'private') then 'free'
                else 'own_domain' end as grade
            from judged
        )
        select claimant_id, claimant_id as unit_id, arg_min(grade, (rank, domain)) as grade, null::double as p_value, null::double as lr,
            count(*) as n, count(*) as n_of, arg_min(domain, (rank, domain)) as domain
        from graded join (values ('disposable', 1), ('free_for_a_company', 2), ('free', 3), ('own_domain', 4)) r(grade, rank)
            using (grade)
        group by claimant_id
    """,
    witnesses=EVERY_CLAIM,
    explain={
        "disposable": "writes from {domain}, a service for addresses that are thrown away",
        "free_for_a_company": "speaks for a company and writes from the free mail service {domain}",
        "free": "writes from the free mail service {domain}",
    },
    innocent="Freelancers, small media and lawyers in many countries work with Gmail or mail.ru; so do real agents.",
    literature="https://htxt.co.za/2022/06/bungie-reveals-who-was-behind-all-those-fake-dmca-strikes/",
    needs="the claimant's e-mail address",
)
