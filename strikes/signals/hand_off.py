"""S23: do different claimants follow each other on a target at regular steps?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="hand_off",
    code="S23",
    title="Claimants handing over to each other",
    question="Do claims of different claimants on one channel follow each other more closely or regularly than "
    "shuffled ones?",
    axes=(Axis.COORDINATION,),
    group=Group.G7,
    unit=Unit.TARGET,
    version=2,
    params={"line": 0.01},
    # Kept are the bursts that outlast the correction for having looked at every channel.
    sql="""
        with best as (
            select m.claimant_id, b.* from burst b join burst_member m using (burst_id) where b.kind = 'relay' and b.kept
            qualify row_number() over (partition by m.claimant_id order by b.p_value, b.burst_id) = 1
        ),
        timed as (select claimant_id, count(*) as n_of from claim where claimed_at_precision = 'second'
            group by claimant_id)
        select t.claimant_id, coalesce(b.burst_id, t.claimant_id) as unit_id,
            case when b.p_value < $line then 'regular' else 'irregular' end as grade,
            b.p_value, null::double as lr, b.n_claimants as n, b.n_claimants as n_of, b.sentence
        from timed t left join best b using (claimant_id)
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, m.event_key from observed o join burst_member m on m.burst_id = o.unit_id
    """,
    explain={"regular": "{sentence} (p = {p_value:.2g})"},
    innocent="YouTube works through its queue in batches, so that removals land together.",
    literature="https://cyber.fsi.stanford.edu/publication/new-copyright-trolls",
    needs="times of claims to the second on one channel by several claimants",
    quorum=3,
)
