"""The layer identity: names and addresses of one mould, among claimants tied otherwise already (S04, its cluster form).

A mould is the shape of a name or of an address's local part (letters A and a, digits 0, runs of letters shortened), or
a word of four letters or more in a name. It says as much as it is rare among claimants outside the cluster.
"""

from __future__ import annotations

from strikes.model import MICRO
from strikes.store.connection import Connection

#: Most that a mould weighs (S04); a word in common half of it, since one house writes its name in many ways.
MOST_UBANS = 8 * MICRO // 10

_MOULD = """
create or replace temp table mould as
with written as (
    select distinct claimant_id, unnest([('name', name), ('address', email_local)]) as w
    from claimant_name semi join act using (claimant_id)
),
shaped as (
    select claimant_id, w[1] || ' shape' as kind, w[2] as written, regexp_replace(regexp_replace(regexp_replace(
        w[2], '\\p{Lu}', 'A', 'g'), '\\p{Ll}+|\\p{Lo}+', 'a', 'g'), '\\d', '0', 'g') as mould
    from written where w[2] is not null
)
select distinct claimant_id, kind, mould from shaped
union
select distinct claimant_id, 'word', unnest(regexp_extract_all(lower(written), '\\pL{4,}'))
from shaped where kind = 'name shape'
"""

# `tied` (claimant_a, claimant_b, cluster): the pairs looked at, and what hangs together by them.
_IDENTITY_EDGE = """
create or replace temp table identity_edge as
with member as (select claimant_a as claimant_id, cluster from tied union select claimant_b, cluster from tied),
size as (select cluster, count(*) as n_members from member group by cluster),
inside as (select cluster, kind, mould, count(*) as n_inside from mould join member using (claimant_id) group by all),
usual as (select kind, mould, count(*) as n_usual from mould group by all),
everyone as (select count(distinct claimant_id) as n_all from mould),
shared as (
    select claimant_a, claimant_b, a.kind, a.mould,
           (n_usual - n_inside + 0.5) / (greatest(n_all - n_members, 0) + 1) as part_elsewhere
    from tied join mould a on a.claimant_id = claimant_a
    join mould b on b.claimant_id = claimant_b and b.kind = a.kind and b.mould = a.mould
    join inside on inside.cluster = tied.cluster and inside.kind = a.kind and inside.mould = a.mould
    join usual on usual.kind = a.kind and usual.mould = a.mould
    join size on size.cluster = tied.cluster cross join everyone
),
weighed as (
    select *, least(case kind when 'word' then $most_ubans // 2 else $most_ubans end,
                    greatest(0, round(-log10(part_elsewhere) * 1000000)))::bigint as weight_ubans
    from shared
),
best as (
    select claimant_a, claimant_b, count(*) as n_shared, max((weight_ubans, kind, mould, part_elsewhere)) as b
    from weighed group by all
)
select claimant_a, claimant_b, n_shared, b[1] as weight_ubans, b[2] as kind, b[3] as mould, b[4] as part_elsewhere
from best
"""


def find_identity_edges(con: Connection) -> None:
    """Fill `identity_edge` for the pairs of `tied` from `claimant_name`."""
    con.execute(_MOULD)
    con.execute(_IDENTITY_EDGE, {"most_ubans": MOST_UBANS})
