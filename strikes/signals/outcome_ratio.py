"""S14: how many of the decided claims turned out bad?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="outcome_ratio",
    code="S14",
    title="Claims that did not hold",
    question="How many of this claimant's decided claims were declared invalid, reinstated or withdrawn?",
    axes=(Axis.CLAIMS,),
    group=Group.G5,
    unit=Unit.CLAIMANT,
    version=1,
    params={"prior_bad": 0.6, "prior_good": 9.4},
    # Nearly nobody sues, so a silent reinstatement counts half and a retraction a quarter; unresolved is not good.
    # A claim that stands is one whose strike lapsed, or whose counter-notification was refused. A court or the platform
    # finding the claims false counts as one more that was declared invalid.
    sql="""
        with decided as (
            select claimant_id, case outcome
                when 'invalid' then 1.0 when 'reinstated' then 0.5 when 'retracted' then 0.25 else 0.0 end as bad
            from claim where outcome is not null
            union all
            select claimant_id, 1.0 from evidence_on where kind = 'other' and value = 'platform_or_court_found_false'
        ),
        counted as (
            select claimant_id, sum(bad * 100)::bigint / 100.0 as k, count(*) as n_of, count(*) filter (bad > 0) as n
            from decided group by claimant_id
        ),
        ratio as (
            select *, ($prior_bad + k) / ($prior_bad + $prior_good + n_of)
                      / ($prior_bad / ($prior_bad + $prior_good)) as times_usual
            from counted
        )
        select claimant_id, claimant_id as unit_id,
            case when times_usual > 1 then 'worse_than_usual' else 'better_than_usual' end as grade,
            null::double as p_value, times_usual as lr, n, n_of, round(times_usual, 1) as times
        from ratio
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, e.event_key
        from observed o join claim c using (claimant_id) join claim_event ce using (claim_key)
        join event e using (event_key)
        where c.outcome is not null and (o.grade = 'better_than_usual' and e.event_type in ('strike_expiry',
            'counter_refused')
            or o.grade = 'worse_than_usual' and e.event_type in ('request_rejected', 'reinstatement', 'retraction'))
        union all
        select o.claimant_id, o.unit_id, v.evidence_key
        from observed o join evidence_on v using (claimant_id)
        where o.grade = 'worse_than_usual' and v.kind = 'other' and v.value = 'platform_or_court_found_false'
    """,
    explain={
        "worse_than_usual": "{n} of {n_of} decided claims were declared invalid, reinstated or withdrawn: "
        "about {times} times what is usual for YouTube's webform",
        "better_than_usual": "{n} of {n_of} decided claims did not hold, less than is usual for YouTube's webform",
    },
    innocent="A retraction can be good faith, as when Channel One's contractor had claimed too much; few owners go to "
    "court.",
    literature="https://transparencyreport.google.com/youtube-copyright/balanced-ecosystem",
    needs="outcomes of claims (request_rejected, reinstatement, retraction, strike_expiry)",
    counts_witnesses=True,
)
