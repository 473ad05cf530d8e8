"""S19: were the accounts of one target's claimants made on the same days?"""

from strikes.model import Axis
from strikes.signals.base import EVERY_CLAIM, Group, Signal, Unit

SIGNAL = Signal(
    id="accounts_made_together",
    code="S19",
    title="Accounts made together",
    question="Were more accounts that claim against one target made within days of each other than chance would have "
    "it?",
    axes=(Axis.COORDINATION,),
    group=Group.G6,
    unit=Unit.CLUSTER,
    version=1,
    uses_api=True,
    sql="""
        with best as (
            select m.claimant_id, b.* from burst b join burst_member m using (burst_id) where b.kind = 'creation'
            qualify row_number() over (partition by m.claimant_id order by b.q_value, b.p_value, b.burst_id) = 1
        ),
        dated as (select claimant_id, count(*) as n_of from claimant_channel where created_at is not null
            group by claimant_id)
        select d.claimant_id, coalesce(b.burst_id, d.claimant_id) as unit_id,
            case when b.burst_id is null or coalesce(b.q_value,
                b.p_value) >= 0.1 then 'as_chance' else 'together' end as grade,
            coalesce(b.q_value, b.p_value) as p_value, null::double as lr, b.n_claimants as n, b.n_claimants as n_of,
                b.sentence
        from dated d left join best b using (claimant_id)
    """,
    witnesses=EVERY_CLAIM,
    explain={"together": "{sentence}"},
    innocent="An event makes many people join at once; the platform hands out accounts in waves.",
    literature="https://security.linkedin.com/posts/2015/removing-fake-accounts-from-linkedin",
    needs="the days on which at least four claimants' channels were made (table profiles)",
)
