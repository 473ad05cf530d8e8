"""S02: is there anything in the claimant's account?"""

from strikes.model import Axis
from strikes.signals.base import EVERY_CLAIM, Group, Signal, Unit

SIGNAL = Signal(
    id="empty_account",
    code="S02",
    title="An empty account",
    question="Does the claimant's channel hold anything: videos, subscribers, views, a description?",
    axes=(Axis.IDENTITY,),
    group=Group.G1,
    unit=Unit.CLAIMANT,
    version=1,
    uses_api=True,
    params={"few_subscribers": 10, "few_views": 100, "least_seen": 4},
    # A description counts as looked for where the numbers were seen. The first full look decides: later ones can be
    # stuffed.
    sql="""
        with look as (
            select i.claimant_id, p.observed_at, p.profile_key, [
                p.video_count = 0, p.subscriber_count < $few_subscribers, p.view_count < $few_views,
                case when coalesce(p.video_count, p.subscriber_count, p.view_count) is not null
                     then trim(coalesce(p.description, '')) = '' end] as signs
            from profile p join claimant_record r on r.channel_id = p.claimant_channel_id
                join identity i using (record_id)
            where coalesce(p.status, 'active') = 'active'
        ),
        counted as (
            select *, len(list_filter(signs, lambda s: s is not null)) as n_of, len(list_filter(signs,
                lambda s: s)) as n
            from look
        )
        select claimant_id, claimant_id as unit_id, case
                when n_of < $least_seen then null
                when n >= 0.8 * n_of then 'empty' when n <= 0.2 * n_of then 'filled' else 'in_between' end as grade,
            null::double as p_value, null::double as lr, n, n_of
        from counted
        qualify row_number() over (partition by claimant_id order by n_of desc, observed_at, profile_key) = 1
    """,
    witnesses=EVERY_CLAIM,
    explain={
        "empty": "{n} of {n_of} marks of an empty account: no videos, hardly a subscriber or view, no description",
        "filled": "the account is in use: {n} of {n_of} marks of an empty account",
    },
    innocent="Firms and agents file from blank accounts; people who value privacy leave no description.",
    literature="https://fdocuments.us/document/fake-twitter-accounts-profile-characteristics-obtained-using-jmatthewpublicationssmsgurajalaoriginalpdffake.html",
    needs="a look at the claimant's channel with video, subscriber and view counts (table profiles)",
)
