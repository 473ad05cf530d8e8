"""The layer text: claimants whose claims say nearly the same in other than stock sentences (S17)."""

from __future__ import annotations

from strikes.group.columns import stored
from strikes.group.minhash import find_wordings
from strikes.group.wording import read_shingles
from strikes.model import MICRO
from strikes.store.connection import Connection

#: A wording is rare evidence up to this weight (S17).
MOST_UBANS = 3 * MICRO // 2
#: Wordings of more claimants than this are a template that people find; they tie nobody.
MOST_CLAIMANTS = 50
#: A wording ties two claimants when at most a tenth of all pairs of claimants say anything so much alike.
LEAST_UBANS = MICRO

_WRITING = """
create or replace temp table writing as
select row_number() over (order by text) - 1 as text_no, text
from (select distinct text from claim_action semi join act using (event_key) where trim(text) <> '')
"""

# The claim that carries a wording first stands for it.
_WORDED = """
create or replace temp table worded as
select wording, act.claimant_id, min((act.acted_at is null, act.acted_at, event_key))[3] as event_key,
    min(act.level) as level
from act join claim_action using (event_key) join writing using (text) join text_wording using (text_no) group by all
"""

# Weight: how rarely two claimants with texts share a wording so much used: log10(pairs in all / pairs in it).
_TEXT_EDGE = """
create or replace temp table text_edge as
with size as (select wording, count(*) as n from worded group by wording having n > 1),
everyone as (select count(distinct claimant_id) as n_all from worded),
pair as (
    select a.claimant_id as claimant_a, b.claimant_id as claimant_b, count(*) as n_shared, min(size.n) as n_using,
           min(least(a.level, b.level)) as min_level,
           min((size.n, a.event_key, b.event_key))[2] as event_key_a,
           min((size.n, a.event_key, b.event_key))[3] as event_key_b
    from worded a join worded b using (wording) join size using (wording)
    where a.claimant_id < b.claimant_id and size.n <= $most_claimants group by all
)
select pair.*, n_all, (n_using * (n_using - 1)) / (n_all * (n_all - 1)) as p_value, least(
    $most_ubans, round(log10((n_all * (n_all - 1)) / (n_using * (n_using - 1))) * 1000000))::bigint as weight_ubans
from pair cross join everyone
"""


def find_text_edges(con: Connection) -> None:
    """Fill `worded` (who used which wording) and `text_edge` (pairs that share one) from `act`."""
    con.execute(_WRITING)
    wordings = find_wordings(read_shingles(con))
    stored(con, "text_wording", {"text_no": wordings.text_no, "wording": wordings.wording})
    con.execute(_WORDED)
    con.execute(_TEXT_EDGE, {"most_claimants": MOST_CLAIMANTS, "most_ubans": MOST_UBANS})
