"""Pairs that something else than working together explains: one agent or one holder stands behind both.

An excused pair keeps its edges, with the explanation; it holds no campaign together. Like names excuse nobody, since to
take like names is cheap: a campaign whose members may be one house under several spellings is told as such instead.
"""

from __future__ import annotations

import re

import numpy as np
from rapidfuzz import fuzz

from strikes.group.columns import stored
from strikes.store.connection import Connection

#: Names this much alike (0-100), case, spaces and marks aside, are taken for spellings of one.
SAME_NAME = 90.0
#: A name that begins with the other counts too, from this length on.
LEAST_PREFIX = 5

_EXCUSED = """
create or replace temp table excused as
select distinct claimant_a, claimant_b, 'agent' as reason from tied_pair
join known_agent a on a.claimant_id = claimant_a
join known_agent b on b.claimant_id = claimant_b and b.agent = a.agent
"""
_NAMES = """
select distinct tie_no, a.name as a, b.name as b from tied_pair
join claimant_name a on a.claimant_id = claimant_a join claimant_name b on b.claimant_id = claimant_b
where a.name is not null and b.name is not null order by all
"""


def find_excuses(con: Connection) -> None:
    """Fill `excused` (claimant_a, claimant_b, reason) and `one_name` (tie_no) for the pairs of `tied_pair`."""
    con.execute(_EXCUSED)
    alike = {tie_no for tie_no, a, b in con.execute(_NAMES).fetchall() if _is_one_name(a, b)}
    stored(con, "one_name", {"tie_no": np.array(sorted(alike), dtype=np.int64)})


def _is_one_name(a: str, b: str) -> bool:
    a, b = (re.sub(r"[\W_]", "", name.casefold()) for name in (a, b))
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= LEAST_PREFIX and longer.startswith(shorter):
        return True
    return bool(shorter) and fuzz.ratio(a, b) >= SAME_NAME
