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
    version=2,
    params={"prior_bad": 0.6, "prior_good": 9.4},
    # Nearly nobody sues, so a silent reinstatement counts half and a retraction a quarter; unresolved is not good.
    # A claim that stands is one whose strike lapsed, or whose counter-notification was refused. A court or the platform
    # finding the claims false counts as one more that was declared invalid.
    # What a public register shows elsewhere can only add: it knows names, not people, so whoever borrows a holder's
    # name must not be cleared, nor judged, by the holder's history. Who receives notices refuses also what is gone or
    # was asked for twice: a refusal counts a quarter.
    sql="""
        with decided as (
            select claimant_id, case outcome
                when 'invalid' then 1.0 when 'reinstated' then 0.5 when 'retracted' then 0.25 else 0.0 end as bad
            from claim where outcome is not null
            union all
            select claimant_id, 1.0 from evidence_on where kind = 'other' and value = 'platform_or_court_found_false'
        ),
        elsewhere as (
            select n.claimant_id, if(n.action_taken = 'no', 0.25, 0.0) as bad from outside_notice n
            where n.action_taken is not null and n.level >= getvariable('floor')
                and n.claimant_id not in (select i.claimant_id from holder_match join identity i using (record_id))
                and not exists (from outside_target t join claim c on c.video_id = t.video_id
                                where t.notice_key = n.notice_key and c.claimant_id = n.claimant_id)
        ),
        counted as (
            select claimant_id, false as is_outside, sum(bad * 100)::bigint / 100.0 as k, count(*) as n_of,
                count(*) filter (bad > 0) as n
            from decided group by claimant_id
            union all
            select claimant_id, true, sum(bad * 100)::bigint / 100.0, count(*), count(*) filter (bad > 0)
            from (from decided semi join elsewhere using (claimant_id) union all from elsewhere) group by claimant_id
        ),
        ratio as (
            select *, ($prior_bad + k) / ($prior_bad + $prior_good + n_of)
                      / ($prior_bad / ($prior_bad + $prior_good)) as times_usual
            from counted
            qualify row_number() over (partition by claimant_id order by if(is_outside and times_usual <= 1, 0,
                times_usual) desc, is_outside) = 1 and not (is_outside and times_usual <= 1)
        )
        select claimant_id, claimant_id as unit_id,
            case when is_outside then 'refused_elsewhere' when times_usual > 1 then 'worse_than_usual'
                else 'better_than_usual' end as grade,
            null::double as p_value, times_usual as lr, n, n_of, round(times_usual, 1) as times
        from ratio
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, e.event_key
        from observed o join claim c using (claimant_id) join claim_event ce using (claim_key)
        join event e using (event_key)
        where c.outcome is not null and (o.grade = 'better_than_usual' and e.event_type in ('strike_expiry',
            'counter_refused')
            or o.grade in ('worse_than_usual', 'refused_elsewhere')
                and e.event_type in ('request_rejected', 'reinstatement', 'retraction'))
        union all
        select o.claimant_id, o.unit_id, v.evidence_key
        from observed o join evidence_on v using (claimant_id)
        where o.grade in ('worse_than_usual', 'refused_elsewhere') and v.kind = 'other'
            and v.value = 'platform_or_court_found_false'
        union all
        select o.claimant_id, o.unit_id, n.notice_key from observed o join outside_notice n using (claimant_id)
        where o.grade = 'refused_elsewhere' and n.action_taken = 'no'
    """,
    explain={
        "worse_than_usual": "{n} of {n_of} decided claims were declared invalid, reinstated or withdrawn: "
        "about {times} times what is usual for YouTube's webform",
        "refused_elsewhere": "with what a public register shows elsewhere in this name, {n} of {n_of} claims and "
        "notices did not hold or were refused: about {times} times what is usual for YouTube's webform, refusals "
        "counted a quarter",
        "better_than_usual": "{n} of {n_of} decided claims did not hold, less than is usual for YouTube's webform",
    },
    innocent="A retraction can be good faith, as when Channel One's contractor had claimed too much; few owners go to "
    "court; in a public register a namesake's notices count too.",
    literature="https://transparencyreport.google.com/youtube-copyright/balanced-ecosystem",
    needs="outcomes of claims (request_rejected, reinstatement, retraction, strike_expiry), or of notices in a public "
    "register (strikes collect lumen)",
    counts_witnesses=True,
)
