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
    version=2,
    # Tested on when claims were made or received, never on when they were reported: a training day is no burst. Of a
    # pair that outlasts the correction (`pair`) this is the part its closeness in time has in the surprise, S20's is
    # the rest. A swarm of newcomers (S21) is one fact with one surprise, of who came and when: `q ** 0.5` gives this
    # half of its digits, so that the two together hardly say more than the swarm does (docs/decisions/0050).
    sql="""
        with tie as (
            select claimant_a, claimant_b, layer, edge.n_shared, sentence, pair.q_value ** coalesce(
                ln(edge.p_value) / nullif(sum(ln(edge.p_value)) over (partition by claimant_a, claimant_b), 0), 0) as p
            from edge join pair using (claimant_a, claimant_b) where layer in ('target', 'time')
        ),
        met as (
            select claimant_a as claimant_id, claimant_b as unit_id, p as p_value, n_shared as n, sentence
            from tie where layer = 'time'
            union all
            select claimant_b, claimant_a, p, n_shared, sentence from tie where layer = 'time'
            union all
            select m.claimant_id, b.burst_id, b.q_value ** 0.5, b.n_claimants, b.sentence
            from burst b join burst_member m using (burst_id) where b.kind = 'one_shot' and b.kept
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
