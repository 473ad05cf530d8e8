"""S17: do claimants who seem to have nothing to do with each other use one text?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="shared_text",
    code="S17",
    title="The same wording",
    question="Does the claimant use the text of another claimant, a text that is rare among unrelated ones?",
    axes=(Axis.COORDINATION,),
    group=Group.G6,
    unit=Unit.PAIR,
    version=1,
    # `edge` holds the tie and how rare such a text is between unrelated claimants; stock sentences of forms are left
    # out there.
    sql="""
        with tie as (
            select claimant_a as claimant_id, claimant_b as other, weight_ubans, sentence from edge where layer = 'text'
            union all select claimant_b, claimant_a, weight_ubans, sentence from edge where layer = 'text'
        ),
        best as (
            select *, count(*) over (partition by claimant_id) as n_others from tie
            qualify row_number() over (partition by claimant_id order by weight_ubans desc, other) = 1
        ),
        spoke as (select claimant_id, count(*) as n_of from claim where claim_text is not null group by claimant_id)
        select s.claimant_id, coalesce(b.other, s.claimant_id) as unit_id,
            case when b.other is null then 'own_words' else 'shared' end as grade,
            null::double as p_value, 10 ** (b.weight_ubans / 1e6) as lr, coalesce(b.n_others, 0) as n, s.n_of,
                b.sentence
        from spoke s left join best b using (claimant_id)
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, unnest([w.event_key_a, w.event_key_b]) as event_key
        from observed o join edge_witness w on w.layer = 'text'
            and w.claimant_a = least(o.claimant_id, o.unit_id) and w.claimant_b = greatest(o.claimant_id, o.unit_id)
    """,
    explain={"shared": "{sentence} (such ties to {n} claimants)"},
    innocent="Templates of advice sites, one law firm for two clients, text written by a machine.",
    literature="https://threadreaderapp.com/thread/1758859001394077708",
    needs="the text of claims of at least two claimants",
    quorum=2,
)
