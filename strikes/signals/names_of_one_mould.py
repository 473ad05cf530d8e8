"""S04, cluster form: are the mail addresses of one target's claimants made after one pattern?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="names_of_one_mould",
    code="S04C",
    title="Addresses of one mould",
    question="Do the claimants of one target share a pattern of mail address that is rare elsewhere?",
    axes=(Axis.COORDINATION,),
    group=Group.G1,
    unit=Unit.CLUSTER,
    version=2,
    params={"least": 3, "prior": 50.0, "usual": 0.05, "caution": 2.0, "line": 0.05},
    # A mould keeps what a pattern generator keeps: words, single letters, each digit, separators (#_i_0000). An address
    # of one word, as offices have, has none. Its share elsewhere is smoothed (Dirichlet prior), so that one more
    # claimant anywhere moves nothing; the others of the target are compared with it, the claimant itself left out. Many
    # targets and moulds are looked at: it counts only where fewer than `line` such clusters are expected by chance.
    sql="""
        with address as (
            select distinct i.claimant_id, split_part(lower(trim(r.email)), '@', 1) as local
            from claimant_record r join identity i using (record_id) where r.email like '%_@_%'
        ),
        mould as (
            select distinct claimant_id, regexp_replace(regexp_replace(regexp_replace(
                local, '\\p{L}{2,}', '#', 'g'), '\\p{L}', 'i', 'g'), '\\d', '0', 'g') as mould
            from address where not regexp_full_match(local, '\\p{L}+')
        ),
        whole as (select count(*) as n_all from mould),
        usual as (select mould, count(*) as n_mould from mould group by mould),
        met as (select distinct c.target_id, m.claimant_id, m.mould from claim c join mould m using (claimant_id)),
        cluster as (
            select *, count(*) over (partition by target_id) as n_of, count(*) over (partition by target_id,
                mould) as n from met
        ),
        compared as (
            select k.*, (u.n_mould - k.n + $prior * $usual) / (w.n_all - k.n_of + $prior) as share,
                at_least_by_chance(k.n, w.n_all + $prior::bigint, u.n_mould + ceil($prior * $usual)::bigint, k.n_of)
                    * (select count(*) from (select distinct target_id, mould from cluster where n_of >= $least))
                    as chance
            from cluster k join usual u using (mould) cross join whole w where k.n_of >= $least
        ),
        weighed as (
            select *, ((n - 1) + $caution * share) / ((n_of - 1) + $caution) / share as lr,
                n >= $least and chance < $line as is_rare
            from compared
        )
        select claimant_id, target_id as unit_id, case when is_rare then 'one_mould' else 'many_moulds' end as grade,
            null::double as p_value, case when is_rare then lr end as lr, n, n_of, mould
        from weighed
        qualify row_number() over (
            partition by claimant_id order by is_rare desc, lr desc, target_id, mould) = 1
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, c.first_event as event_key
        from observed o join claim c on c.target_id = o.unit_id and c.claimant_id = o.claimant_id
    """,
    explain={"one_mould": "{n} of {n_of} claimants of one target write from addresses of the mould {mould}"},
    innocent="Firms give out addresses after one pattern; firstname.lastname is everybody's.",
    literature="https://security.linkedin.com/posts/2015/removing-fake-accounts-from-linkedin",
    needs="mail addresses of at least three claimants of one target",
)
