"""S25: does the claimant write at the hours of an office? Context only."""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="office_hours",
    code="S25",
    title="Hours of writing",
    question="Do the claimant's own messages come at the same hours of the day?",
    axes=(Axis.COORDINATION,),
    group=Group.G8,
    unit=Unit.CLAIMANT,
    version=1,
    is_context=True,
    params={"least": 20, "line": 0.01},
    # Only messages that the claimant wrote count: the times of claims are YouTube's. Rayleigh's test on the hour of the
    # day, p = exp(-n R^2), with the mean direction as the hour.
    sql="""
        with message as (
            select claimant_id, 2 * pi() * (epoch(observed_at) % 86400) / 86400 as angle
            from evidence_on where kind in ('reply', 'pay_demand', 'other') and observed_at_precision = 'second'
                and (kind <> 'other' or value = 'wrote_to_target')
        ),
        direction as (
            select claimant_id, count(*) as n, round(avg(cos(angle)), 9) as c, round(avg(sin(angle)), 9) as s
            from message group by claimant_id
        ),
        tested as (
            select *, exp(-n * (c * c + s * s)) as p, (floor(atan2(s, c) / pi() * 12)::bigint + 24) % 24 as hour
                from direction
        )
        select claimant_id, claimant_id as unit_id, case
                when n < $least then null when p < $line then 'regular' else 'scattered' end as grade,
            p as p_value, null::double as lr, n, n as n_of, hour
        from tested
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, v.evidence_key as event_key
        from observed o join evidence_on v using (claimant_id) where v.observed_at_precision = 'second'
    """,
    explain={"regular": "{n} messages of the claimant cluster around {hour}:00 UTC (p = {p_value:.2g})"},
    innocent="People have habits; a time zone is shared by many countries.",
    literature="https://cyber.fsi.stanford.edu/publication/new-copyright-trolls",
    needs="at least twenty messages by the claimant itself, timed to the second (table evidence)",
)
