"""S15: was money asked for taking the claim back?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="pay_demand",
    code="S15",
    title="Money asked for a retraction",
    question="Was money, or a subscription, demanded for taking claims back?",
    axes=(Axis.CLAIMS,),
    group=Group.G5,
    unit=Unit.CLAIMANT,
    version=1,
    sql="""
        select claimant_id, claimant_id as unit_id, 'demanded' as grade, null::double as p_value, null::double as lr,
            count(*) as n, count(*) as n_of, min(value) as demand
        from evidence_on where kind = 'pay_demand' group by claimant_id
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, v.evidence_key as event_key
        from observed o join evidence_on v using (claimant_id) where v.kind = 'pay_demand'
    """,
    explain={"demanded": "{n} demands for money before claims would be taken back ({demand})"},
    innocent="A lawful offer of a licence, with a price, reads the same.",
    literature="https://www.theverge.com/2019/8/19/20812144/youtube-copyright-strike-lawsuit-alleged-extortion-minecraft",
    needs="the demand, kept (table evidence, kind pay_demand)",
)
