"""N2: did the claimant go to court?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="lawsuit",
    code="N2",
    title="The claimant sued",
    question="Did the claimant file a lawsuit, or a claim with the Copyright Claims Board?",
    axes=(Axis.IDENTITY, Axis.CLAIMS),
    group=Group.G5,
    unit=Unit.CLAIMANT,
    version=1,
    sql="""
        select claimant_id, claimant_id as unit_id, 'sued' as grade, null::double as p_value, null::double as lr,
            count(*) as n, count(*) as n_of, min(value) as court
        from evidence_on where kind = 'lawsuit' group by claimant_id
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, v.evidence_key as event_key
        from observed o join evidence_on v using (claimant_id) where v.kind = 'lawsuit'
    """,
    explain={"sued": "the claimant went to court ({court}): somebody stands behind the name"},
    innocent="A lawsuit can be an instrument of pressure as well.",
    literature="https://support.google.com/youtube/answer/12497556",
    needs="court and case number (table evidence, kind lawsuit)",
)
