"""N3: is the claimant's material really in the video?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="match_confirmed",
    code="N3",
    title="The claimed material is in the video",
    question="Did somebody who looked find the claimant's material in the videos?",
    axes=(Axis.IDENTITY, Axis.CLAIMS),
    group=Group.G3,
    unit=Unit.CLAIM,
    version=1,
    sql="""
        select claimant_id, claimant_id as unit_id,
            case when 2 * count(*) filter (value like 'yes%') > count(*) then 'found'
                else 'mostly_not_found' end as grade,
            null::double as p_value, null::double as lr, count(*) filter (value like 'yes%') as n, count(*) as n_of
        from evidence_on where kind = 'match_confirmed' group by claimant_id
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, v.evidence_key as event_key
        from observed o join evidence_on v using (claimant_id) where v.kind = 'match_confirmed' and v.value like 'yes%'
    """,
    explain={"found": "the claimant's material was found in {n} of {n_of} videos looked at"},
    innocent="Using somebody's material can be fair quotation; this speaks to who owns it, not to who is right.",
    literature="https://www.siasat.com/youtuber-accuses-ani-of-extortion-over-copyright-strikes-3225528/amp",
    needs="an analyst's comparison of video and work (table evidence, kind match_confirmed)",
    counts_witnesses=True,
)
