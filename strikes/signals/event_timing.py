"""S27: do a campaign's claims fall on political dates? Context only."""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="event_timing",
    code="S27",
    title="Claims around political events",
    question="Do a campaign's claims on old videos fall near listed events more often than on shifted dates?",
    axes=(Axis.COORDINATION,),
    group=Group.G8,
    unit=Unit.CLUSTER,
    version=1,
    is_context=True,
    params={"near_days": 7, "old_days": 30, "least": 5},
    # Targets upload more around events, so only videos that were there before count. The list of events is shifted
    # round the calendar of the casebook, day by day, every shift once: p = (1 + shifts that do as well) / (1 + shifts).
    sql="""
        with hit as (
            select m.campaign_id, c.claimed_at::date as day, count(*) as n
            from campaign_member m join claim c using (claimant_id)
            where is_to_the_day(c.claimed_at_precision)
                and c.video_published_at < c.claimed_at - to_days($old_days::int)
            group by all
        ),
        span as (select min(claimed_at)::date as first_day,
            max(claimed_at)::date - min(claimed_at)::date + 1 as n_days from claim),
        near as (
            select distinct x.happened_on::date + step::integer - s.first_day as day_no
            from context x cross join span s cross join unnest(range(-$near_days::int, $near_days::int + 1)) as u(step)
            where is_to_the_day(x.happened_on_precision)
                and x.happened_on::date + step::integer - s.first_day between 0 and s.n_days - 1
        ),
        placed as (select campaign_id, day - first_day as day_no, n, n_days from hit cross join span),
        shifted as (
            select p.campaign_id, (r.day_no - p.day_no + p.n_days) % p.n_days as shift, sum(p.n) as n_near
            from placed p cross join near r group by all
        ),
        counted as (
            select campaign_id, coalesce(any_value(n_near) filter (shift = 0), 0) as n from shifted group by campaign_id
        ),
        size as (select campaign_id, sum(n)::bigint as n_of, any_value(n_days) as n_days from placed
            group by campaign_id),
        tested as (
            select z.campaign_id, c.n::bigint as n, z.n_of,
                (1 + count(*) filter (s.n_near >= c.n)) / (1.0 + z.n_days) as p_value
            from size z join counted c using (campaign_id) join shifted s using (campaign_id)
            group by z.campaign_id, c.n, z.n_of, z.n_days
        )
        select m.claimant_id, t.campaign_id as unit_id, case
                when t.n_of < $least then null when t.n > 0
                    and t.p_value < 0.05 then 'near_events' else 'as_chance' end as grade,
            t.p_value, null::double as lr, t.n, t.n_of
        from tested t join campaign_member m using (campaign_id)
        qualify row_number() over (partition by m.claimant_id order by t.p_value, t.campaign_id) = 1
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, c.first_event as event_key
        from observed o join claim c using (claimant_id)
        join context x on abs(x.happened_on::date - c.claimed_at::date) <= $near_days::int
    """,
    explain={
        "near_events": "{n} of {n_of} claims on older videos came within {near_days} days of a listed event "
        "(p = {p_value:.2g})",
    },
    innocent="News clips are reused around events, so true disputes rise with them.",
    literature="https://cyber.fsi.stanford.edu/publication/new-copyright-trolls",
    needs="a list of events (table context) and at least five dated claims of a campaign on older videos",
)
