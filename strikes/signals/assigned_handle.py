"""S03: did nobody choose the account's handle? Context only."""

from strikes.model import Axis
from strikes.signals.base import EVERY_CLAIM, Group, Signal, Unit

SIGNAL = Signal(
    id="assigned_handle",
    code="S03",
    title="Handles that nobody chose",
    question="Do the claimants of one target have handles of the platform's making more often than others of their "
    "script?",
    axes=(Axis.IDENTITY,),
    group=Group.G1,
    unit=Unit.CLUSTER,
    version=1,
    uses_api=True,
    is_context=True,
    params={"least": 4},
    # `user-xx0xx0xx0x` was given to channels whose name is not Latin: alone it tells the script, not the person. So it
    # is compared, by Fisher's exact test, with accounts of the same script, and weighs nothing even then.
    sql="""
        with handled as (
            select i.claimant_id,
                bool_or(regexp_full_match(p.handle, '@?user-[a-z]{2}\\d[a-z]{2}\\d[a-z]{2}\\d[a-z]')) as is_assigned,
                bool_or(regexp_matches(coalesce(p.title, r.name, ''), '[a-zA-Z]')) as is_latin
            from profile p join claimant_record r on r.channel_id = p.claimant_channel_id
                join identity i using (record_id)
            where p.handle is not null group by i.claimant_id
        ),
        script as (select is_latin, count(*) as n_all, count(*) filter (is_assigned) as n_marked from handled
            group by is_latin),
        cluster as (
            select c.target_id, h.is_latin, count(distinct c.claimant_id) as n_of,
                count(distinct c.claimant_id) filter (h.is_assigned) as n
            from claim c join handled h using (claimant_id) group by all
        ),
        tested as (
            select k.*, at_least_by_chance(k.n, s.n_all, s.n_marked, k.n_of) as p_value
            from cluster k join script s using (is_latin)
        )
        select h.claimant_id, t.target_id as unit_id, case
                when t.n_of < $least then null when t.p_value < 0.05 and h.is_assigned then 'more_than_usual'
                else 'as_usual' end as grade,
            t.p_value, null::double as lr, t.n, t.n_of
        from handled h join claim c using (claimant_id) join tested t on t.target_id = c.target_id
            and t.is_latin = h.is_latin
        qualify row_number() over (partition by h.claimant_id order by t.n_of < $least, t.p_value, t.target_id) = 1
    """,
    witnesses=EVERY_CLAIM,
    explain={
        "more_than_usual": "{n} of {n_of} claimants of this target whose names are of one script never chose a handle "
        "(p = {p_value:.2g})",
    },
    innocent="Channels with Azerbaijani, Russian, Arabic or Korean names were given such handles wholesale.",
    literature="https://stuff.co.za/2022/10/11/youtube-introduces-unique-handles-might-pick-a-name-for-you",
    needs="handles of at least four claimants of one target (table profiles)",
)
