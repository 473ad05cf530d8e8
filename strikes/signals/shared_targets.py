"""S20: do two claimants hit the same channels more often than chance would have it?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="shared_targets",
    code="S20",
    title="The same targets",
    question="Do two claimants share more targets than their numbers of targets and the targets' fame explain?",
    axes=(Axis.COORDINATION,),
    group=Group.G7,
    unit=Unit.PAIR,
    version=2,
    # `pair` holds the pairs that outlast the correction for having looked at all pairs; its q-value is the surprise, of
    # which this is the part of which targets they share, and S24's how close in time they hit them (`edge`). Who
    # claimed on one channel only cannot be seen this way (S21 looks at it from the target's side).
    sql="""
        with layer as (
            select claimant_a, claimant_b, layer, edge.n_shared, sentence, pair.q_value ** coalesce(
                ln(edge.p_value) / nullif(sum(ln(edge.p_value)) over (partition by claimant_a, claimant_b), 0), 0)
                as q_value
            from edge join pair using (claimant_a, claimant_b) where layer in ('target', 'time')
        ),
        tie as (
            select claimant_a as claimant_id, claimant_b as other, q_value, n_shared, sentence from layer
                where layer = 'target'
            union all select claimant_b, claimant_a, q_value, n_shared, sentence from layer where layer = 'target'
        ),
        best as (
            select *, count(*) over (partition by claimant_id) as n_others from tie
            qualify row_number() over (partition by claimant_id order by q_value, n_shared desc, other) = 1
        ),
        wide as (
            select claimant_id, count(distinct target_id) as n_of from claim
                group by claimant_id having count(distinct target_id) > 1
        )
        select w.claimant_id, coalesce(b.other, w.claimant_id) as unit_id,
            case when b.q_value < 0.1 then 'more_than_chance' else 'as_chance' end as grade,
            b.q_value as p_value, null::double as lr, coalesce(b.n_shared, 0) as n, w.n_of, b.sentence, b.n_others
        from wide w left join best b using (claimant_id)
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, unnest([w.event_key_a, w.event_key_b]) as event_key
        from observed o join edge_witness w on w.layer = 'target'
            and w.claimant_a = least(o.claimant_id, o.unit_id) and w.claimant_b = greatest(o.claimant_id, o.unit_id)
    """,
    explain={"more_than_chance": "{sentence} (q = {p_value:.2g}; such ties to {n_others} claimants)"},
    innocent="Two vendors of one broadcaster; two true owners of one production; a compilation channel that copies "
    "from many.",
    literature="https://doi.org/10.1371/journal.pone.0017994",
    needs="claimants with claims on more than one channel",
    quorum=4,
    counts_witnesses=True,
)
