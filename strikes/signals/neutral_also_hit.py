"""N7: did the same sweep hit those nobody would silence?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="neutral_also_hit",
    code="N7",
    title="Neutral channels hit as well",
    question="Did the same sweep also hit outlets close to those in power, or with no stand at all?",
    axes=(Axis.CLAIMS,),
    group=Group.G8,
    unit=Unit.CLAIMANT,
    version=1,
    # Which outlet stands where is not read off its topic: somebody has to say it.
    sql="""
        select claimant_id, claimant_id as unit_id, 'also_hit' as grade, null::double as p_value, null::double as lr,
            count(*) as n, count(*) as n_of
        from evidence_on where kind = 'other' and value = 'neutral_also_hit' group by claimant_id
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, v.evidence_key as event_key
        from observed o join evidence_on v using (claimant_id) where v.value = 'neutral_also_hit'
    """,
    explain={"also_hit": "the same sweep hit outlets that are neutral, or close to those in power"},
    innocent="Decoys can be hit on purpose.",
    literature="https://meduza.io/amp/en/news/2018/12/21/russian-state-television-gets-youtube-to-block-navalny-s-broadcast-of-putin-s-press-conference-because-the-video-includes-a-question-from-one-of-its-reporters",
    needs="an analyst's note on the sweep's targets (evidence: neutral_also_hit)",
)
