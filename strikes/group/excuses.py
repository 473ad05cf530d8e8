"""Pairs that something else than working together explains: one agent files for both, or both are one house.

An excused pair keeps its edges, and its explanation; it holds no campaign together.
"""

from __future__ import annotations

import re

import numpy as np
from rapidfuzz import fuzz

from strikes.group.columns import stored
from strikes.store.connection import Connection

#: Names this much alike (0-100), spaces and marks aside, are taken for spellings of one.
SAME_NAME = 90.0
#: A name that begins with the other counts too, from this length on.
LEAST_PREFIX = 5
#: Only somebody with a history is excused by a name: fresh accounts with like names are of one mould (S04).
LEAST_TARGETS, LEAST_DAYS = 5, 180

# Pairs of `tied_pair` both of whom one known agent or holder stands behind.
_AGENTS = """
select distinct t.tie_no from tied_pair t join known_agent a on a.claimant_id = claimant_a
join known_agent b on b.claimant_id = claimant_b and b.agent = a.agent order by all
"""
_NAMES = """
with established as (
    select claimant_id from act group by claimant_id
    having count(distinct target_id) >= ? and max(acted_at) - min(acted_at) >= to_days(?)
)
select distinct tie_no, a.name as a, b.name as b from tied_pair
join claimant_name a on a.claimant_id = claimant_a join claimant_name b on b.claimant_id = claimant_b
where a.name is not null and b.name is not null
  and (claimant_a in (select claimant_id from established) or claimant_b in (select claimant_id from established))
order by all
"""
_EXCUSED = """
create or replace temp table excused as
select claimant_a, claimant_b, min(reason) as reason
from tied_pair join excuse using (tie_no) join (values (0, 'agent'), (1, 'two_spellings')) as r(reason_no, reason) using (reason_no)
group by all
"""


def find_excuses(con: Connection) -> None:
    """Fill `excused` (claimant_a, claimant_b, reason `agent` or `two_spellings`) for the pairs of `tied_pair`."""
    by_agent = [row[0] for row in con.execute(_AGENTS).fetchall()]
    named = con.execute(_NAMES, [LEAST_TARGETS, LEAST_DAYS]).fetchall()
    by_name = [tie_no for tie_no, a, b in named if _is_one_name(a, b)]
    reasons = np.repeat([0, 1], [len(by_agent), len(by_name)])
    stored(con, "excuse", {"tie_no": np.array(by_agent + by_name, dtype=np.int64), "reason_no": reasons})
    con.execute(_EXCUSED)


def _is_one_name(a: str, b: str) -> bool:
    a, b = (re.sub(r"[\W_]", "", name.casefold()) for name in (a, b))
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= LEAST_PREFIX and longer.startswith(shorter):
        return True
    return bool(shorter) and fuzz.ratio(a, b) >= SAME_NAME
