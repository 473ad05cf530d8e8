"""S24: do claimants act at the same time on the same channels?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="synchronised_claims",
    code="S24",
    title="Claims at the same time",
    question="Do two claimants hit the channels they share closer in time than those channels' own rates explain?",
    axes=(Axis.COORDINATION,),
    group=Group.G8,
    unit=Unit.PAIR,
    version=2,
    # Tested on when claims were made or received, never on when they were reported: a training day is no burst. `edge`
    # holds how close in time a pair's common targets were hit, given that they were hit at all (that is S20's). The
    # ties of one swarm of newcomers are S21's own fact and not told twice.
    sql="""
        with swarm as (
            select a.claimant_id as claimant_a, b.claimant_id as claimant_b
            from burst join burst_member a using (burst_id) join burst_member b using (burst_id)
            where burst.kind = 'one_shot' and a.claimant_id < b.claimant_id
        ),
        tie as (from edge anti join swarm using (claimant_a, claimant_b) where layer = 'time'),
        met as (
            select claimant_a as claimant_id, claimant_b as unit_id, q_value as p_value, n_shared as n, sentence from tie
            union all
            select claimant_b, claimant_a, q_value, n_shared, sentence from tie
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
        select o.claimant_id, o.unit_id, unnest([w.event_key_a, w.event_key_b]) as event_key
        from observed o join edge_witness w on w.layer = 'time'
            and w.claimant_a = least(o.claimant_id, o.unit_id) and w.claimant_b = greatest(o.claimant_id, o.unit_id)
    """,
    explain={"together": "{sentence} (p = {p_value:.2g})"},
    innocent="Holders sweep a new release; a platform's batch lets removals land together.",
    literature="https://users.cs.duke.edu/~qiangcao/synchrotrap_project/index.html",
    needs="claims dated to the day or better",
    quorum=2,
)
