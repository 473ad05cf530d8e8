"""S11: is the claimed item free material, registered after the video was there?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="free_material",
    code="S11",
    title="Free or licensed material claimed",
    question="Is the claimed item free, or licensed to the target, and was it registered only after the upload?",
    axes=(Axis.CLAIMS,),
    group=Group.G3,
    unit=Unit.CLAIM,
    version=1,
    # The day a claimant registered a work stands in `work_published_at`. Without that day half of the proof is missing.
    sql="""
        with licence as (
            select claimant_id, claim_key, count(*) as n from evidence_on where kind = 'licence' group by all
        ),
        told_late as (
            select distinct claimant_id, claim_key from evidence_on where kind = 'other'
                and value = 'registered_after_upload'
        ),
        licensed as (
            select c.claimant_id, c.claim_key, coalesce(bool_or(c.work_published_at > c.video_published_at
                and is_to_the_day(c.work_published_at_precision) and is_to_the_day(c.video_published_at_precision)
                or t.claimant_id is not null), false) as is_late
            from claim c
            join licence l on l.claimant_id = c.claimant_id and coalesce(l.claim_key, c.claim_key) = c.claim_key
            left join told_late t on t.claimant_id = c.claimant_id and coalesce(t.claim_key, c.claim_key) = c.claim_key
            group by c.claimant_id, c.claim_key
        ),
        counted as (
            select claimant_id, count(*) filter (is_late) as n_late, count(*) as n_licensed from licensed group by all
        )
        select claimant_id, claimant_id as unit_id,
            case when n_late > 0 then 'registered_after_upload' else 'free_or_licensed' end as grade,
            null::double as p_value, null::double as lr, case when n_late > 0 then n_late else n_licensed end as n, n_of
        from counted join (select claimant_id, count(*) as n_of from claim group by claimant_id) using (claimant_id)
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, unnest([v.evidence_key, c.first_event]) as event_key
        from observed o join evidence_on v using (claimant_id)
        join claim c on c.claimant_id = o.claimant_id and coalesce(v.claim_key, c.claim_key) = c.claim_key
        where v.kind = 'licence' or v.value = 'registered_after_upload'
    """,
    explain={
        "registered_after_upload": "{n} of {n_of} claims are on free or licensed material "
        "that the claimant registered after the upload",
        "free_or_licensed": "{n} of {n_of} claims are on material that is free, or that the target holds a licence for",
    },
    innocent="A distributor registers an artist's true track; two producers use one sample pack.",
    literature="https://vlast.kz/novosti/65952-dostup-k-kanalu-lukpana-ahmedarova-prosto-zurnalistika-v-youtube-vosstanovlen.html",
    needs="proof of a licence or a free library (table evidence, kind licence), and the day the claimant registered "
    "the work",
    counts_witnesses=True,
)
