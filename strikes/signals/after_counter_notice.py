"""S16: what came after a counter-notification? A warning for the target, never weighed."""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="after_counter_notice",
    code="S16",
    title="What followed a counter-notification",
    question="Was the target threatened or exposed after a counter-notification, or claimed anew once its video was "
    "back?",
    axes=(Axis.CLAIMS,),
    group=Group.G5,
    unit=Unit.TARGET,
    version=1,
    is_context=True,
    params={"within_days": 14},
    sql="""
        with harmed as (
            select claimant_id, claimant_id as unit_id, 'harassment' as grade, count(*) as n
            from evidence_on where kind = 'other' and value = 'harassment_after_counter' group by claimant_id
        ),
        back as (
            select c.target_id, c.claimant_id, e.happened_at from claim c join claim_event ce using (claim_key)
            join event e using (event_key) where e.event_type = 'reinstatement'
        ),
        first as (select claimant_id, target_id, min(claimed_at) as first_at from claim group by all),
        anew as (
            select f.claimant_id, f.target_id as unit_id, 'new_claimant' as grade, count(*) as n
            from first f join back b on b.target_id = f.target_id and b.claimant_id <> f.claimant_id
                and f.first_at between b.happened_at and b.happened_at + to_days($within_days::int)
            group by all
        )
        select claimant_id, unit_id, grade, null::double as p_value, null::double as lr, n, n as n_of
        from (from harmed union all from anew)
        qualify row_number() over (partition by claimant_id order by grade, unit_id) = 1
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, c.first_event as event_key
        from observed o join claim c on c.claimant_id = o.claimant_id
            and (c.target_id = o.unit_id or o.grade = 'harassment')
        union all
        select o.claimant_id, o.unit_id, v.evidence_key
        from observed o join evidence_on v using (claimant_id) where v.value = 'harassment_after_counter'
    """,
    explain={
        "harassment": "threats or exposure followed a counter-notification against this claimant: warn before the "
        "next one",
        "new_claimant": "first claimed within {within_days} days of another claim's reinstatement on the same channel",
    },
    innocent="A second owner may find the restored video; harassment may come from somebody who read the news.",
    literature="https://www.dailydot.com/debug/dmca-youtube-terrorism-dox-al-hayat/",
    needs="reinstatements and later claims on one channel, or a note of what happened (evidence: "
    "harassment_after_counter)",
)
