"""N5: did the claimant answer, and offer proof?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="coherent_reply",
    code="N5",
    title="The claimant answers",
    question="Does the claimant, when asked, answer coherently and offer proof?",
    axes=(Axis.IDENTITY, Axis.CLAIMS),
    group=Group.G5,
    unit=Unit.CLAIMANT,
    version=1,
    sql="""
        select claimant_id, claimant_id as unit_id,
            case when bool_or(value like 'coherent%') then 'coherent' else 'no_answer' end as grade,
            null::double as p_value, null::double as lr, count(*) filter (value like 'coherent%') as n, count(*) as n_of
        from evidence_on where kind = 'reply' group by claimant_id
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, v.evidence_key as event_key
        from observed o join evidence_on v using (claimant_id) where v.kind = 'reply' and v.value like 'coherent%'
    """,
    explain={"coherent": "the claimant answered coherently and offered proof ({n} of {n_of} times asked)"},
    innocent="Somebody who borrows a name can write a good letter.",
    literature="https://www.pcgamer.com/bungie-says-last-weeks-destiny-2-video-takedowns-were-fraudulent/",
    needs="what the claimant answered (table evidence, kind reply)",
)
