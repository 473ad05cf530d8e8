"""S24: do claimants act at the same time on the same channels?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="synchronised_claims",
    code="S24",
    title="Claims at the same time",
    question="Do claims of several claimants come closer together in time than the channels' own rates explain?",
    axes=(Axis.COORDINATION,),
    group=Group.G8,
    unit=Unit.CLUSTER,
    version=1,
    # Tested on when claims were made or received, never on when they were reported: a training day is no burst.
    sql="""
        with met as (
            select m.claimant_id, b.burst_id as unit_id, coalesce(b.q_value, b.p_value) as p_value,
                b.n_claimants as n, b.sentence
            from burst b join burst_member m using (burst_id) where b.kind = 'synchronised'
            union all
            select claimant_a, claimant_b, q_value, n_shared, sentence from edge where layer = 'time'
            union all
            select claimant_b, claimant_a, q_value, n_shared, sentence from edge where layer = 'time'
        ),
        best as (
            from met qualify row_number() over (partition by claimant_id order by p_value, n desc, unit_id) = 1
        ),
        timed as (
            select claimant_id, count(*) as n_of from claim where is_to_the_day(claimed_at_precision)
                group by claimant_id
        )
        select t.claimant_id, coalesce(b.unit_id, t.claimant_id) as unit_id,
            case when b.p_value < 0.1 then 'together' else 'apart' end as grade,
            b.p_value, null::double as lr, coalesce(b.n, 0) as n, t.n_of, b.sentence
        from timed t left join best b using (claimant_id)
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, m.event_key from observed o join burst_member m on m.burst_id = o.unit_id
        union all
        select o.claimant_id, o.unit_id, unnest([w.event_key_a, w.event_key_b])
        from observed o join edge_witness w on w.layer = 'time'
            and w.claimant_a = least(o.claimant_id, o.unit_id) and w.claimant_b = greatest(o.claimant_id, o.unit_id)
    """,
    explain={"together": "{sentence} (p = {p_value:.2g})"},
    innocent="Holders sweep a new release; a platform's batch lets removals land together.",
    literature="https://users.cs.duke.edu/~qiangcao/synchrotrap_project/index.html",
    needs="claims dated to the day or better",
    quorum=2,
)
