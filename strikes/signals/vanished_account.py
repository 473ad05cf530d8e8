"""S13: did the account vanish, or change its name, after it had claimed?"""

from strikes.model import Axis
from strikes.signals.base import EVERY_CLAIM, Group, Signal, Unit

SIGNAL = Signal(
    id="vanished_account",
    code="S13",
    title="Gone or renamed after the claims",
    question="Was the claimant's account deleted, ended by the platform or renamed soon after it had claimed?",
    axes=(Axis.IDENTITY,),
    group=Group.G4,
    unit=Unit.CLAIMANT,
    version=2,
    uses_api=True,
    params={"within_days": 120, "alike": 0.5},
    # Looks are taken 1 to 90 days after a claim. A channel that was never seen alive may be a mistyped id: it says
    # nothing. What a look itself found `changed` still stands when the titles had to be purged.
    sql="""
        with look as (
            select i.claimant_id, p.* from profile p
            join claimant_record r on r.channel_id = p.claimant_channel_id join identity i using (record_id)
        ),
        acted as (
            select claimant_id, min(claimed_at) as first_at, max(claimed_at) as last_at
            from claim where claimed_at is not null group by claimant_id
        ),
        told as (
            select claimant_id, 'deleted' as grade from evidence_on where kind = 'other'
                and value = 'account_deleted_after_claim'
            union select claimant_id, 'ended_by_platform' from evidence_on
            where kind = 'other' and value = 'account_terminated_by_platform'
        ),
        before as (
            select claimant_id, claimant_channel_id, arg_min(title, observed_at) as title, min(observed_at) as seen_at
            from look where coalesce(status, 'active') = 'active' group by all
        ),
        after as (
            select l.claimant_id, case
                when l.status = 'terminated' then 'ended_by_platform'
                when l.status = 'not_found' and b.seen_at < l.observed_at then 'deleted'
                when list_contains(l.changed, 'renamed') then 'renamed'
                when coalesce(l.status, 'active') = 'active' and b.seen_at < l.observed_at and l.title <> b.title
                    and 1 - levenshtein(left(l.title, 100), left(b.title, 100))
                            / greatest(length(left(l.title, 100)), length(left(b.title, 100))) < $alike then 'renamed'
                when coalesce(l.status, 'active') = 'active' then 'still_there' end as grade
            from look l join acted a using (claimant_id) left join before b using (claimant_id, claimant_channel_id)
            where l.observed_at > a.first_at and (coalesce(l.status, 'active') = 'active'
                or l.observed_at <= a.last_at + to_days($within_days::int))
        ),
        seen as (select claimant_id, grade from after union all select claimant_id, grade from told)
        select claimant_id, claimant_id as unit_id,
            ['deleted', 'ended_by_platform', 'renamed', 'still_there'][
                min(list_position(['deleted', 'ended_by_platform', 'renamed', 'still_there'], grade))] as grade,
            null::double as p_value, null::double as lr, count(grade) filter (grade <> 'still_there') as n,
                count(*) as n_of
        from seen group by claimant_id
    """,
    witnesses=EVERY_CLAIM,
    explain={
        "deleted": "the account was deleted after it had claimed",
        "ended_by_platform": "the platform ended the account after it had claimed",
        "renamed": "the account bears another name since it claimed",
    },
    innocent="An owner flees harassment after being named; an account is ended for something else.",
    literature="https://lumendatabase.org/blog_entries/dmca-abuse-part-3-an-oligarchs-success",
    needs="looks at the claimant's channel before and after its claims (table profiles)",
)
