"""S22: did strikes by new claimants stop exactly at the third?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="strike_out",
    code="S22",
    title="Struck out by newcomers",
    question="Did several claimants, most of them new, bring a channel to exactly three strikes within 90 days?",
    axes=(Axis.COORDINATION,),
    group=Group.G7,
    unit=Unit.TARGET,
    version=2,
    params={"fast_hours": 72, "least_new": 2, "line": 0.05, "least_days": 365},
    # Three strikes at once by one claimant are worth knowing and no coordination: nobody works together with himself.
    # That some channel gets three within 90 days is everyday among many: it counts where fewer than `line` of the
    # channels with three strikes would get three so close together by chance, spread over the time the casebook covers
    # (a year at least). P(three points of a span T lie within d) is 3 (d/T)^2 - 2 (d/T)^3.
    sql="""
        with ordered as (
            select m.burst_id, m.claimant_id, min(e.happened_at) as struck_at
            from burst b join burst_member m using (burst_id) join event e using (event_key) where b.kind = 'strike_out'
            group by all
        ),
        last_step as (
            select burst_id, date_diff('hour', lag(struck_at) over w, struck_at) as last_hours
            from ordered window w as (partition by burst_id order by struck_at, claimant_id)
            qualify row_number() over (partition by burst_id order by struck_at desc, claimant_id desc) = 1
        ),
        best as (
            select o.claimant_id, b.*, l.last_hours from ordered o join burst b using (burst_id)
                join last_step l using (burst_id)
            qualify row_number() over (partition by o.claimant_id order by b.n_first_seen < $least_new, l.last_hours,
                b.burst_id) = 1
        ),
        span as (
            select greatest($least_days, date_diff('day', min(claimed_at), max(claimed_at))) as days from claim
        ),
        at_risk as (
            select count(*) as n
            from (select target_id from claim where demand = 'takedown' group by all having count(*) > 2)
        ),
        striker as (
            select claimant_id, count(*) as n_of from claim
            where demand = 'takedown' and is_to_the_day(claimed_at_precision) group by claimant_id
        )
        select s.claimant_id, coalesce(b.burst_id, s.claimant_id) as unit_id, case
                when b.burst_id is null then 'no_strike_out'
                when b.n_first_seen < $least_new then 'struck_out_alone'
                when a.n * 3 * (greatest(1, date_diff('day', b.starts_at, b.ends_at)) / p.days) ** 2 >= $line
                then 'as_chance'
                when b.last_hours <= $fast_hours then 'struck_out_fast' else 'struck_out' end as grade,
            null::double as p_value, null::double as lr, b.n_first_seen as n, b.n_claimants as n_of, b.sentence,
                b.last_hours
        from striker s cross join span p cross join at_risk a left join best b using (claimant_id)
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, m.event_key from observed o join burst_member m on m.burst_id = o.unit_id
    """,
    explain={
        "struck_out_alone": "{sentence}",
        "struck_out": "{sentence}",
        "struck_out_fast": "{sentence} The last strike came {last_hours} hours after the one before.",
    },
    innocent="A careless channel with three true owners; and once a channel is gone nobody claims any more.",
    literature="https://nadejda-atayeva-en.blogspot.com/2026/01/statement-on-removal-of-youtube-channel.html",
    needs="dated takedowns of one channel by several claimants",
    quorum=3,
)
