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
    params={"line": 0.01, "quick_hours": 6, "even": 0.5},
    # Kept are the bursts that outlast the correction for having looked at every channel. A burst holds all claimants of
    # its channel: unless its steps are even, only those took turns who came within hours of somebody else.
    sql="""
        with turn as (
            select m.burst_id, m.claimant_id, e.happened_at - lag(e.happened_at) over w as before,
                lead(e.happened_at) over w - e.happened_at as after
            from burst b join burst_member m using (burst_id) join event e using (event_key)
            where b.kind = 'relay' and b.kept
            window w as (partition by m.burst_id order by e.happened_at, m.event_key)
        ),
        spread as (
            select burst_id, stddev_pop(epoch(before)) / avg(epoch(before)) as spread from turn group by burst_id
        ),
        took_turn as (
            select distinct burst_id, claimant_id from turn join spread using (burst_id)
            where least(before, after) <= to_hours($quick_hours::int) or spread <= $even
        ),
        best as (
            select t.claimant_id, b.* from burst b join took_turn t using (burst_id)
            qualify row_number() over (partition by t.claimant_id order by b.p_value, b.burst_id) = 1
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
