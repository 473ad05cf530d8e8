"""The layer contact: claimants that can be reached in one place (S18)."""

from __future__ import annotations

from strikes.model import MICRO
from strikes.store.connection import Connection

#: Two claimants alone with one address (S18); each tenfold of users takes one ban off.
MOST_UBANS = 2 * MICRO
#: Addresses of more claimants than this belong to an agency or a provider; they tie nobody.
MOST_CLAIMANTS = 50

# A mere domain ties nobody: how many people have addresses there cannot be known from here.
_CONTACT_EDGE = """
create or replace temp table contact_edge as
with known as (
    select distinct claimant_id, case when kind in ('email', 'email2') then 'e-mail' else kind end as kind, value
    from claimant_contact semi join act using (claimant_id) where kind <> 'domain'
),
size as (select kind, value, count(*) as n from known group by all having n > 1),
pair as (
    select a.claimant_id as claimant_a, b.claimant_id as claimant_b, count(*) as n_shared, min(n) as n_using,
           string_agg(distinct kind, ', ' order by kind) as kinds
    from known a join known b using (kind, value) join size using (kind, value)
    where a.claimant_id < b.claimant_id and n <= $most_claimants group by all
)
select *, greatest(0, $most_ubans - round(log10(n_using / 2) * 1000000))::bigint as weight_ubans from pair
"""


def find_contact_edges(con: Connection) -> None:
    """Fill `contact_edge` from `claimant_contact`, for claimants that made a claim."""
    con.execute(_CONTACT_EDGE, {"most_claimants": MOST_CLAIMANTS, "most_ubans": MOST_UBANS})
