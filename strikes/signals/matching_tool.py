"""N4: did the claims come by a tool that finds copies, instead of the webform?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="matching_tool",
    code="N4",
    title="Claimed by a matching tool",
    question="Did the claims come through Content ID or the matching tool, which abuse reaches far less often than "
    "the webform?",
    axes=(Axis.IDENTITY, Axis.CLAIMS),
    group=Group.G8,
    unit=Unit.CLAIM,
    version=1,
    sql="""
        with told as (select distinct claimant_id from evidence_on where kind = 'other' and value = 'match_tool'),
        counted as (
            select claimant_id, count(*) as n_of, count(*) filter (demand = 'content_id_claim') as n
                from claim group by claimant_id
        )
        select claimant_id, claimant_id as unit_id,
            case when 2 * n > n_of or t.claimant_id is not null then 'by_tool' else 'by_webform' end as grade,
            null::double as p_value, null::double as lr, n, n_of
        from counted left join told t using (claimant_id) where n > 0 or t.claimant_id is not null
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, c.first_event as event_key
        from observed o join claim c using (claimant_id) where c.demand = 'content_id_claim'
        union all
        select o.claimant_id, o.unit_id, v.evidence_key
        from observed o join evidence_on v using (claimant_id) where v.value = 'match_tool'
    """,
    explain={"by_tool": "{n} of {n_of} claims came through Content ID, or a matching tool found them"},
    innocent="Fingerprints can be registered falsely too, as with music made from sample packs.",
    literature="https://transparencyreport.google.com/youtube-copyright/balanced-ecosystem",
    needs="the kind of claim, or a note that a tool found it (evidence: match_tool)",
    counts_witnesses=True,
)
