"""N6: has the claimant a long record of claims that held?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="long_history",
    code="N6",
    title="A long history that held",
    question="Have twenty or more of the claims been decided, with at most one reversed?",
    axes=(Axis.IDENTITY, Axis.CLAIMS),
    group=Group.G5,
    unit=Unit.CLAIMANT,
    version=1,
    params={"least": 20, "most_reversed": 1},
    sql="""
        select claimant_id, claimant_id as unit_id, case
                when count(*) < $least then null
                when count(*) filter (outcome in ('invalid', 'reinstated', 'retracted')) <= $most_reversed
                then 'held' else 'reversed' end as grade,
            null::double as p_value, null::double as lr,
            count(*) filter (outcome in ('invalid', 'reinstated', 'retracted')) as n, count(*) as n_of
        from claim where outcome is not null group by claimant_id
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, e.event_key
        from observed o join claim c using (claimant_id) join claim_event ce using (claim_key)
            join event e using (event_key)
        where e.event_type in ('strike_expiry', 'counter_refused')
    """,
    explain={"held": "{n_of} claims were decided and {n} of them reversed"},
    innocent="A history can be built on targets that never answer.",
    literature="https://transparencyreport.google.com/youtube-copyright/balanced-ecosystem",
    needs="outcomes of at least twenty claims",
    quorum=20,
)
