"""S21: do claimants nobody ever saw take turns on one target?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="one_shot_relay",
    code="S21",
    title="First-seen claimants in a row",
    question="Did more claimants who were never seen before, nor elsewhere, hit one channel at once than its own rate "
    "explains?",
    axes=(Axis.COORDINATION,),
    group=Group.G7,
    unit=Unit.TARGET,
    version=2,
    # A crowd so large that honest people look the same (a call to report, a viral clip) is no kept burst.
    sql="""
        with best as (
            select m.claimant_id, b.* from burst b join burst_member m using (burst_id)
            where b.kind = 'one_shot' and b.kept
            qualify row_number() over (partition by m.claimant_id order by b.q_value, b.burst_id) = 1
        ),
        once as (
            select claimant_id, count(*) as n_of from claim where claimed_at is not null
            group by claimant_id having count(distinct target_id) = 1
        )
        select coalesce(o.claimant_id, b.claimant_id) as claimant_id, coalesce(b.burst_id, o.claimant_id) as unit_id,
            case when b.burst_id is not null then 'relay' else 'as_usual' end as grade,
            b.q_value as p_value, null::double as lr, b.n_first_seen as n, b.n_claimants as n_of,
                b.sentence
        from once o full join best b using (claimant_id)
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, m.event_key from observed o join burst_member m on m.burst_id = o.unit_id
    """,
    explain={"relay": "{sentence} (p = {p_value:.2g})"},
    innocent="A viral compilation of many people's clips; fans who report together; we see only targets that report.",
    literature="https://vlast.kz/novosti/65952-dostup-k-kanalu-lukpana-ahmedarova-prosto-zurnalistika-v-youtube-vosstanovlen.html",
    needs="dated claims on one channel by several claimants",
    quorum=3,
)
