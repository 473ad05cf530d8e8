"""S12: does one claimant own works that nobody owns together?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="unrelated_works",
    code="S12",
    title="Works that do not belong together",
    question="Does one claimant claim works of unrelated genre, script and decade, or the target's own footage?",
    axes=(Axis.CLAIMS,),
    group=Group.G3,
    unit=Unit.CLAIMANT,
    version=1,
    params={"least": 4, "line": 0.7},
    # One minus the mean pairwise likeness of the claims in genre, script and decade, each where at least four claims
    # show it; the mean over all pairs follows from counts, no pair is looked at. Registered holders and agents own many
    # things.
    sql="""
        with trait as (
            select c.claimant_id, c.claim_key, unnest([
                {kind: 'genre', value: lower(c.channel_topic)},
                {kind: 'script', value: case when regexp_matches(c.work_title, '\\p{Cyrillic}') then 'cyrillic'
                    when regexp_matches(c.work_title, '\\p{Arabic}') then 'arabic'
                    when regexp_matches(c.work_title, '\\p{Latin}') then 'latin' end},
                {kind: 'decade', value: (year(coalesce(c.work_published_at, c.video_published_at)) // 10)::varchar}
            ], recursive := true)
            from claim c anti join (
                select i.claimant_id from holder_match h join identity i using (record_id)
                where h.contact in ('holders_own', 'agent')) a using (claimant_id)
        ),
        spread as (
            select claimant_id, kind, sum(n) as n, 1 - sum(n * (n - 1)) / (sum(n) * (sum(n) - 1)) as mismatch
            from (select claimant_id, kind, value, count(*) as n from trait where value is not null group by all)
            group by claimant_id, kind having sum(n) >= $least
        ),
        measured as (
            select claimant_id, round(avg(mismatch), 6) as mismatch, count(*) as n_kinds, max(n)::bigint as n_of
                from spread group by all
        ),
        told as (
            select claimant_id, count(*) as n from evidence_on
            where kind = 'other' and value in ('scope_mismatch', 'own_logo') group by claimant_id
        )
        select claimant_id, claimant_id as unit_id, case
                when t.n > 0 then 'somebody_saw' when m.n_kinds < 2 then null
                when m.mismatch >= $line then 'unrelated' else 'related' end as grade,
            null::double as p_value, null::double as lr, coalesce(t.n, m.n_of) as n, coalesce(m.n_of, t.n) as n_of,
            round(m.mismatch, 2) as mismatch
        from measured m full join told t using (claimant_id)
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, c.first_event as event_key from observed o join claim c using (claimant_id)
        union all
        select o.claimant_id, o.unit_id, v.evidence_key from observed o join evidence_on v using (claimant_id)
        where o.grade = 'somebody_saw' and v.value in ('scope_mismatch', 'own_logo')
    """,
    explain={
        "somebody_saw": "the claims are on works that do not belong to one owner, or on the target's own footage",
        "unrelated": "{n_of} claims are on works of unrelated genre, script and decade (mismatch {mismatch} of 1)",
    },
    innocent="Broadcasters, stock libraries and collecting societies own works of every kind.",
    literature="https://turan.az/en/politics/attempts-to-block-youtube-account-of-turan-agency-failed",
    needs="at least four claims with topic, title or dates; or an analyst's look (evidence: scope_mismatch, own_logo)",
    quorum=4,
)
