"""S18: do claimants of different names use one address or telephone?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="shared_contact",
    code="S18",
    title="The same contact",
    question="Does the claimant share an address or a telephone with claimants of other names?",
    axes=(Axis.COORDINATION,),
    group=Group.G6,
    unit=Unit.PAIR,
    version=1,
    # `edge` holds the tie and how rare the shared contact is. Postal addresses never tie anybody: those of innocents
    # are used.
    sql="""
        with tie as (
            select claimant_a as claimant_id, claimant_b as other, weight_ubans, sentence from edge
                where layer = 'contact'
            union all select claimant_b, claimant_a, weight_ubans, sentence from edge where layer = 'contact'
        ),
        best as (
            select *, count(*) over (partition by claimant_id) as n_others from tie
            qualify row_number() over (partition by claimant_id order by weight_ubans desc, other) = 1
        ),
        reachable as (
            select i.claimant_id, count(*) as n_of from claimant_record r join identity i using (record_id)
            where coalesce(r.email, r.phone) is not null group by i.claimant_id
        )
        select r.claimant_id, coalesce(b.other, r.claimant_id) as unit_id,
            case when b.other is null then 'own_contact' else 'shared' end as grade,
            null::double as p_value, 10 ** (b.weight_ubans / 1e6) as lr, coalesce(b.n_others, 0) as n, r.n_of,
                b.sentence
        from reachable r left join best b using (claimant_id)
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, v.event_key
        from observed o join record_voice v on v.claimant_id in (o.claimant_id, o.unit_id)
        join claimant_record r using (record_id) where coalesce(r.email, r.phone) is not null
    """,
    explain={"shared": "{sentence} (such ties to {n} claimants)"},
    innocent="Agencies and networks file for many under one address; studios share a telephone.",
    literature="https://www.github.com/moj-analytical-services/splink/issues/2035",
    needs="mail addresses or telephone numbers of at least two claimants",
    quorum=2,
)
