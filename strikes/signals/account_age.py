"""S01: how old was the claimant's account when it first claimed?"""

from strikes.model import Axis
from strikes.signals.base import EVERY_CLAIM, Group, Signal, Unit

SIGNAL = Signal(
    id="account_age",
    code="S01",
    title="Age of the account at its first claim",
    question="How old was the claimant's account when it first claimed, and was it made after the video it claims?",
    axes=(Axis.IDENTITY,),
    group=Group.G1,
    unit=Unit.CLAIMANT,
    version=1,
    uses_api=True,
    params={"purpose_days": 30},
    # Made for the purpose: the video was there first, then the account, then at once the claim.
    sql="""
        with account as (
            select i.claimant_id, min(p.created_at)::date as made_on
            from profile p join claimant_record r on r.channel_id = p.claimant_channel_id
                join identity i using (record_id)
            where is_to_the_day(p.created_at_precision) group by i.claimant_id, p.claimant_channel_id
        ),
        aged as (
            select a.claimant_id, min(c.claimed_at)::date - a.made_on as days, count(*) as n_of,
                count(*) filter (c.video_published_at < a.made_on and a.made_on <= c.claimed_at::date
                                 and c.claimed_at::date - a.made_on <= $purpose_days) as n_after
            from account a join claim c using (claimant_id)
            where is_to_the_day(c.claimed_at_precision) group by a.claimant_id, a.made_on
        ),
        graded as (
            select *, case
                when days < 0 then null
                when days < 7 then 'under_7_days' when days < 30 then 'under_30_days'
                when days < 180 then 'under_180_days' when days < 730 then 'under_2_years' else 'older' end
                || case when n_after > 0 and days between 0 and 29 then '_after_upload' else '' end as grade
            from aged
        )
        select claimant_id, claimant_id as unit_id, grade, null::double as p_value, null::double as lr, n_after as n,
            n_of, days
        from graded
        qualify row_number() over (partition by claimant_id order by days is null, days, n_after desc) = 1
    """,
    witnesses=EVERY_CLAIM,
    explain={
        "under_7_days_after_upload": "the account was {days} days old at its first claim, and made after the upload "
        "it claims",
        "under_30_days_after_upload": "the account was {days} days old at its first claim, and made after the upload "
        "it claims",
        "under_7_days": "the account was {days} days old at its first claim",
        "under_30_days": "the account was {days} days old at its first claim",
        "under_180_days": "the account was {days} days old at its first claim",
        "older": "the account was {days} days old at its first claim: an old account",
    },
    innocent="A new small creator whose work really was copied; a label or vendor that opens an account only to file.",
    literature="https://vlast.kz/novosti/65952-dostup-k-kanalu-lukpana-ahmedarova-prosto-zurnalistika-v-youtube-vosstanovlen.html",
    needs="a look at the claimant's channel with the day it was made (table profiles), and dated claims that name the "
    "channel",
)
