"""S10: is the claimed work younger than the video it is said to be copied in?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="work_date",
    code="S10",
    title="Dates of the claimed work",
    question="Was the claimed work published after the video, or on a date on which it cannot have been?",
    axes=(Axis.IDENTITY, Axis.CLAIMS),
    group=Group.G3,
    unit=Unit.CLAIM,
    version=1,
    params={"proof_days": 30},
    # YouTube's own dates can be compared; a web page's date is its owner's word, so there only impossible dates and
    # what third parties kept count. One claim is enough to tell; the worst tells.
    sql="""
        with dated as (
            select claim_key, claimant_id, video_published_at::date as uploaded_on,
                work_published_at::date as worked_on,
                regexp_matches(lower(work_url),
                    '^(https?://)?([a-z0-9-]+\\.)*(youtube\\.com|youtu\\.be)/') as is_on_youtube,
                is_to_the_day(video_published_at_precision) as has_upload,
                    is_to_the_day(work_published_at_precision) as has_work
            from claim
        ),
        looked_up as (
            select claim_key, min(last_day_of(value)) filter (kind = 'third_party_capture') as captured_on,
                max(first_day_of(value)) filter (kind = 'domain_created') as domain_made_on,
                bool_or(value = 'post_out_of_order') as is_out_of_order
            from evidence_on where claim_key is not null group by claim_key
        ),
        graded as (
            select d.claimant_id, d.claim_key, d.worked_on, d.uploaded_on, case
                when l.is_out_of_order or (d.has_work and d.worked_on < l.domain_made_on) then 'impossible'
                when d.is_on_youtube and d.has_work and d.has_upload
                    and d.worked_on > d.uploaded_on then 'newer_than_target'
                when d.has_upload and l.captured_on < d.uploaded_on - $proof_days::int then 'older_by_proof'
                when (d.is_on_youtube and d.has_work and d.has_upload) or coalesce(l.captured_on,
                    l.domain_made_on) is not null
                then 'in_order' end as grade
            from dated d left join looked_up l using (claim_key)
        )
        select claimant_id, claim_key as unit_id, grade, null::double as p_value, null::double as lr,
            count(*) over (partition by claimant_id, grade) as n, count(grade) over (partition by claimant_id) as n_of,
            worked_on, uploaded_on
        from graded where grade is not null or claimant_id in (select claimant_id from claim where work_url is not null)
        qualify row_number() over (
            partition by claimant_id
            order by list_position(['impossible', 'newer_than_target', 'older_by_proof', 'in_order'],
                grade) nulls last, claim_key
        ) = 1
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, unnest([c.first_event, v.evidence_key]) as event_key
        from observed o join claim c on c.claim_key = o.unit_id
        left join evidence_on v on v.claim_key = c.claim_key and (v.kind = 'third_party_capture'
            and o.grade = 'older_by_proof'
            or (v.kind = 'domain_created' or v.value = 'post_out_of_order') and o.grade = 'impossible')
    """,
    explain={
        "impossible": "{n} of {n_of} claims that could be checked rest on a work whose date ({worked_on}) cannot be "
        "true",
        "newer_than_target": "the claimed work is of {worked_on}, the video of {uploaded_on}: "
        "{n} of {n_of} claims that could be checked",
        "older_by_proof": "third parties show the claimed work well before the upload ({uploaded_on})",
    },
    innocent="An owner posts an old broadcast later; music appears offline first; archives move and get new dates.",
    literature="https://lumendatabase-org.medium.com/over-thirty-thousand-dmca-notices-reveal-an-organized-attempt-to-abuse-copyright-law-9aa7c07a2ccc",
    needs="dates of work and upload to the day for a work on YouTube, or a third party's capture (table evidence)",
)
