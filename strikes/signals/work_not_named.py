"""S09: does the claim say which work it is about?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="work_not_named",
    code="S09",
    title="The claimed work is missing or vague",
    question="Do the claims name a work that can be found, and found in the video?",
    axes=(Axis.CLAIMS, Axis.IDENTITY),
    group=Group.G3,
    unit=Unit.CLAIM,
    version=1,
    params={"short_text": 60},
    # Columns left empty are not a claim left vague: only where the claim's own text is there, and short, and names
    # nothing, is a missing work seen. The rest is what somebody looked up: `url_dead`, `work_not_named`, or footage not
    # in the video.
    sql="""
        with flag as (
            select claimant_id, claim_key,
                case when value = 'url_dead' then 'link_dead' else 'names_nothing' end as grade
            from evidence_on
            where (kind = 'other' and value in ('url_dead', 'work_not_named'))
                or (kind = 'match_confirmed' and value = 'no')
        ),
        judged as (
            select c.claimant_id, c.claim_key, coalesce(f.grade, case
                when coalesce(c.work_title, c.work_url) is not null then 'named'
                when length(c.claim_text) >= $short_text or regexp_matches(c.claim_text,
                    'https?://|www\\.|[«"“”„]') then 'named'
                when c.claim_text is not null then 'missing' end) as grade
            from claim c
            left join flag f on f.claimant_id = c.claimant_id and f.claim_key = c.claim_key
        ),
        told as (
            from judged union all select claimant_id, 'all', grade from flag where claim_key is null
        ),
        counted as (
            select claimant_id, count(*) filter (grade = 'names_nothing') as nothing,
                count(*) filter (grade = 'link_dead') as dead,
                count(*) filter (grade = 'missing') as missing, count(grade) as n_of,
                bool_or(claim_key = 'all') as is_told_of_all
            from told group by claimant_id
        )
        select claimant_id, claimant_id as unit_id, case
                when n_of = 0 then null
                when is_told_of_all or 2 * (nothing + dead + missing) >= n_of then
                    case when nothing > 0 then 'names_nothing' when dead > 0 then 'link_dead' else 'missing' end
                else 'named' end as grade,
            null::double as p_value, null::double as lr, nothing + dead + missing as n, n_of
        from counted
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, c.first_event as event_key
        from observed o join claim c using (claimant_id) where coalesce(c.work_title, c.work_url) is null
        union all
        select o.claimant_id, o.unit_id, v.evidence_key
        from observed o join evidence_on v using (claimant_id)
        where v.value in ('url_dead', 'work_not_named') or (v.kind = 'match_confirmed' and v.value = 'no')
    """,
    explain={
        "names_nothing": "{n} of {n_of} claims name nothing that is in the video",
        "link_dead": "{n} of {n_of} claims point to a work whose address was dead at the first look, or name none",
        "missing": "{n} of {n_of} claims name neither title nor address of a work",
    },
    innocent="Television and photo owners describe works in words; links rot.",
    literature="https://turan.az/en/politics/attempts-to-block-youtube-account-of-turan-agency-failed",
    needs="the text of the claim, its work's title or address, or somebody's look at them (table evidence)",
    counts_witnesses=True,
)
