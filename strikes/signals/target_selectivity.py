"""S26: does the claimant pick critics among its targets? Context only."""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="target_selectivity",
    code="S26",
    title="Critics among the targets",
    question="In public registers, are more of this claimant's targets news and critics than of others' there?",
    axes=(Axis.CLAIMS,),
    group=Group.G8,
    unit=Unit.CLAIMANT,
    version=1,
    is_context=True,
    params={"least": 10, "line": 0.05},
    # Nearly everybody who reports to us is a critic: our own reports cannot answer this. Only what public registers
    # show is counted, by Fisher's exact test against the other claimants there; `critical_topic` says which topics are
    # critics'.
    sql="""
        with shown as (
            select c.claimant_id, c.claim_key, lower(c.channel_topic) in (select topic from critical_topic) as is_critic
            from claim c join event e on e.event_key = c.first_event where e.is_public and c.channel_topic is not null
        ),
        whole as (select count(*) as n_all, count(*) filter (is_critic) as n_critics from shown),
        counted as (
            select claimant_id, count(*) as n_of, count(*) filter (is_critic) as n from shown group by claimant_id
        ),
        tested as (
            select c.*, case when c.n_of >= $least then at_least_by_chance(c.n, w.n_all, w.n_critics,
                c.n_of) end as p_value
            from counted c cross join whole w
        )
        select claimant_id, claimant_id as unit_id, case
                when p_value is null then null when p_value < $line then 'critics' else 'as_others' end as grade,
            p_value, null::double as lr, n, n_of
        from tested
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, c.first_event as event_key
        from observed o join claim c using (claimant_id) where lower(c.channel_topic) in (select topic
            from critical_topic)
    """,
    explain={"critics": "{n} of {n_of} claims in public registers hit news or critics (p = {p_value:.2g})"},
    innocent="A broadcaster's footage is quoted by news channels, so news channels are what it claims against.",
    literature="https://www.accessnow.org/dmca-takedown-demands-censor-activists/",
    needs="at least ten claims in public registers (source lumen or public_record) with the channels' topics",
)
