"""S08: is the claimant's mail domain new, or made to look like a holder's?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="new_domain",
    code="S08",
    title="A new or look-alike domain",
    question="Was the claimant's mail domain made shortly before the claim, or does it look like a holder's own?",
    axes=(Axis.IDENTITY,),
    group=Group.G2,
    unit=Unit.CLAIMANT,
    version=1,
    params={"new_days": 90},
    # Domains of mail services say nothing about who has a box there.
    sql="""
        with own as (
            select i.claimant_id, i.record_id, domain_of(r.email) as domain
            from claimant_record r join identity i using (record_id)
            where r.email like '%_@_%' and domain_of(r.email) not in (select domain from mail_domain)
        ),
        alike as (
            select distinct o.claimant_id from own o join holder_match h using (record_id)
                where h.contact = 'look_alike_domain'
        ),
        made as (
            select claimant_id, max(first_day_of(value)) as made_on
            from evidence_on where kind = 'domain_created' and claim_key is null group by claimant_id
        ),
        bare as (
            select distinct claimant_id from evidence_on where kind = 'other' and value in ('no_website_and_no_mx',
                'no_site_no_mx')
        ),
        first as (
            select claimant_id, min(claimed_at)::date as claimed_on
            from claim where is_to_the_day(claimed_at_precision) group by claimant_id
        ),
        seen as (
            select o.claimant_id, min(o.domain) as domain, bool_or(a.claimant_id is not null) as is_alike,
                bool_or(b.claimant_id is not null) as is_bare, min(f.claimed_on - m.made_on) as days
            from own o left join alike a using (claimant_id) left join made m using (claimant_id)
            left join bare b using (claimant_id) left join first f using (claimant_id)
            group by o.claimant_id
        )
        select claimant_id, claimant_id as unit_id, case
                when is_alike and days <= $new_days then 'alike_and_new' when is_alike then 'alike'
                when days <= $new_days then 'new' when is_bare then 'bare'
                when days is not null then 'older' end as grade,
            null::double as p_value, null::double as lr, 1 as n, 1 as n_of, domain, days
        from seen
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, v.event_key
        from observed o join record_voice v using (claimant_id) join claimant_record r using (record_id)
        where r.email is not null
        union all
        select o.claimant_id, o.unit_id, v.evidence_key
        from observed o join evidence_on v using (claimant_id)
        where o.grade in ('alike_and_new', 'new', 'bare') and v.claim_key is null
            and (v.kind = 'domain_created' or v.value in ('no_website_and_no_mx', 'no_site_no_mx'))
    """,
    explain={
        "alike_and_new": "the domain {domain} looks like a holder's and was made {days} days before the first claim",
        "alike": "the domain {domain} looks like a holder's and is not",
        "new": "the domain {domain} was made {days} days before the first claim",
        "bare": "the domain {domain} has neither a website nor a mail server",
    },
    innocent="Rebrands and campaigns get new domains.",
    literature="https://www.qurium.org/forensics/eliminalia-behind-yet-another-technique-to-silence-investigative-media/",
    needs="a mail address on a domain of its own, and the day the domain was made (table evidence, kind "
    "domain_created)",
)
