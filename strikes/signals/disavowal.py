"""S06: does the person named on the claim say that somebody else filed it?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="disavowal",
    code="S06",
    title="The named person did not file",
    question="Did the person or holder named on the claim, reached independently, say that they filed nothing?",
    axes=(Axis.IDENTITY,),
    group=Group.G1,
    unit=Unit.CLAIMANT,
    version=1,
    sql="""
        select claimant_id, claimant_id as unit_id,
            case when bool_or(value like 'written%' or value like 'signed%') then 'written'
                else 'second_hand' end as grade,
            null::double as p_value, null::double as lr, count(*) as n, count(*) as n_of
        from evidence_on where kind = 'disavowal' group by claimant_id
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, unnest([v.evidence_key, r.event_key]) as event_key
        from observed o join evidence_on v using (claimant_id) join record_voice r using (claimant_id)
        where v.kind = 'disavowal'
    """,
    explain={
        "written": "the person or holder named says in writing that the claim is not theirs: a possible victim, not a "
        "culprit",
        "second_hand": "the person or holder named is said to deny the claim: a possible victim, not a culprit",
    },
    innocent="The wrong namesake was asked; somebody denies under pressure.",
    literature="https://nadejda-atayeva-en.blogspot.com/2026/01/statement-on-removal-of-youtube-channel.html",
    needs="a statement by the person named (table evidence, kind disavowal)",
)
