"""S28: how soon after the upload did the claim come, or were old uploads swept?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="trigger_lag",
    code="S28",
    title="Fresh news hit at once, or old uploads swept",
    question="Did the claims hit fresh critical videos within three days, or sweep many old ones at once?",
    axes=(Axis.CLAIMS,),
    group=Group.G8,
    unit=Unit.CLAIM,
    version=1,
    params={"fresh_hours": 72, "old_days": 365, "sweep": 5, "sweep_days": 7},
    # A sweep is by a claimant not seen before it began; `critical_topic` says which topics are critics'.
    sql="""
        with timed as (
            select claimant_id, claim_key, claimed_at, min(claimed_at) over (partition by claimant_id) as first_at,
                date_diff('hour', video_published_at, claimed_at) as hours,
                lower(channel_topic) in (select topic from critical_topic) as is_critical
            from claim where is_to_the_day(claimed_at_precision) and is_to_the_day(video_published_at_precision)
        ),
        counted as (
            select claimant_id, count(*) as n_of,
                count(*) filter (hours between 0 and $fresh_hours and is_critical) as n_fresh,
                count(*) filter (hours > 24 * $old_days and claimed_at < first_at + to_days($sweep_days::int)) as n_old
            from timed group by claimant_id
        ),
        told as (
            select claimant_id from evidence_on where kind = 'other' and value = 'archive_sweep' group by claimant_id
        )
        select claimant_id, claimant_id as unit_id, case
                when n_old >= $sweep or t.claimant_id is not null then 'old_uploads_swept'
                when 2 * n_fresh > n_of then 'fresh_news' else 'unremarkable' end as grade,
            null::double as p_value, null::double as lr, case when n_old >= $sweep then n_old else n_fresh end as n,
            coalesce(n_of, 0) as n_of
        from counted c full join told t using (claimant_id)
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, c.first_event as event_key
        from observed o join claim c using (claimant_id)
        where date_diff('hour', c.video_published_at, c.claimed_at) <= $fresh_hours and o.grade = 'fresh_news'
            or date_diff('hour', c.video_published_at, c.claimed_at) > 24 * $old_days and o.grade = 'old_uploads_swept'
        union all
        select o.claimant_id, o.unit_id, v.evidence_key
        from observed o join evidence_on v using (claimant_id) where v.value = 'archive_sweep'
    """,
    explain={
        "old_uploads_swept": "uploads more than a year old were swept at once ({n} of {n_of} dated claims)",
        "fresh_news": "{n} of {n_of} dated claims hit critical videos within {fresh_hours} hours of their upload",
    },
    innocent="The platform's matching tool finds copies at once; true owners sweep archives too.",
    literature="https://en.sipiapa.org/notas/1213717-new-maneuvers-of-the-government-of-daniel-ortega",
    needs="the days of upload and of claim",
    counts_witnesses=True,
)
