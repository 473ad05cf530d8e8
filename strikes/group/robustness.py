"""Does a campaign hold without its strongest edge, and without each reporter? (abuse-patterns, cluster score)"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from strikes.group.candidates import LEAST_MEETINGS
from strikes.group.chance import Floats, tail
from strikes.group.columns import stored
from strikes.group.communities import LEAST_WITHOUT_TARGET
from strikes.group.errorrate import ERROR_RATE
from strikes.group.pairs import Tested
from strikes.group.timeline import Ints
from strikes.store.connection import Connection

#: A campaign holds without something when at least this part of its members still hangs together.
HOLDS_PART = 2 / 3

Tie = tuple[str, str]


@dataclass(frozen=True)
class Campaign:
    """Ties of one campaign, strongest first, with their weights in micro-bans."""

    campaign_id: str
    n_claimants: int
    ties: dict[Tie, int]

    def weakest_link(self) -> int:
        """Return the largest weight at which all members still hang together by ties at least that strong."""
        parts = _Parts()
        for (a, b), weight in self.ties.items():
            if parts.join(a, b) == self.n_claimants:
                return weight
        return 0

    def n_without(self, gone: Iterable[Tie]) -> int:
        """Return how many members still hang together when these ties are gone."""
        lost, parts = set(gone), _Parts()
        return max((parts.join(*tie) for tie in self.ties if tie not in lost), default=1)

    def holds_without(self, gone: Iterable[Tie]) -> bool:
        """Do at least two thirds of the members, and more than one, hang together without these ties?"""
        return self.n_without(gone) >= max(2, HOLDS_PART * self.n_claimants)


class _Parts:
    """Parts that grow together, each known by one of its members."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._size: dict[str, int] = defaultdict(lambda: 1)

    def _root(self, member: str) -> str:
        while (above := self._of.get(member, member)) != member:
            member = above
        return member

    def join(self, a: str, b: str) -> int:
        """Join the parts of two members and return the size of the part they are in now."""
        large, small = sorted((self._root(a), self._root(b)), key=lambda root: (-self._size[root], root))
        if large != small:
            self._of[small] = large
            self._size[large] += self._size[small]
        return self._size[large]


_TIES = """
select campaign_id, claimant_a, claimant_b, weight_ubans from campaign_edge
order by campaign_id, weight_ubans desc, claimant_a, claimant_b
"""


def read_campaigns(con: Connection) -> list[Campaign]:
    """Return every campaign with its ties."""
    sizes = dict(con.execute("select campaign_id, count(*) from campaign_member group by all").fetchall())
    ties: dict[str, dict[Tie, int]] = {campaign_id: {} for campaign_id in sorted(sizes)}
    for campaign_id, a, b, weight in con.execute(_TIES).fetchall():
        ties[campaign_id][a, b] = weight
    return [Campaign(campaign_id, sizes[campaign_id], ties[campaign_id]) for campaign_id in ties]


# What is left of a tie when one reporter's claims are left out: shared targets, and ties by text, contact and identity.
_LEFT_OUT = """
create or replace temp table left_out as
with shared as (
    select campaign_id, t.claimant_a, t.claimant_b, x.reporter_id as ra, y.reporter_id as rb, true as is_target
    from campaign_edge t join met using (claimant_a, claimant_b)
    join act x on x.event_key = event_key_a join act y on y.event_key = event_key_b
    union all
    select campaign_id, t.claimant_a, t.claimant_b, x.reporter_id, y.reporter_id, false
    from campaign_edge t join text_edge using (claimant_a, claimant_b)
    join act x on x.event_key = event_key_a join act y on y.event_key = event_key_b
    union all
    select campaign_id, t.claimant_a, t.claimant_b, x.reporter_id, y.reporter_id, true
    from campaign_edge t anti join met using (claimant_a, claimant_b)
    join act x on x.claimant_id = t.claimant_a join act y on y.claimant_id = t.claimant_b and y.object = x.object
),
reporter as (select distinct campaign_id, unnest([ra, rb]) as reporter_id from shared),
told as (
    select *, coalesce(ra = reporter_id, false) or coalesce(rb = reporter_id, false) as is_theirs
    from shared join reporter using (campaign_id) where reporter_id is not null
),
counted as (
    select campaign_id, reporter_id, claimant_a, claimant_b, count(*) filter (is_target) as n,
           count(*) filter (is_target and not is_theirs) as n_left, bool_or(not is_target and is_theirs) as lost_text
    from told group by all
)
select row_number() over (order by campaign_id, reporter_id, claimant_a, claimant_b) - 1 as row_no, *
from counted where n_left < n or lost_text
"""
_TESTABLE = """
select left_out.row_no, p.pair_no, n_left / n as part from left_out
join account a on a.account = claimant_a join account b on b.account = claimant_b
join tested_pair p on p.a_no = a.account_no and p.b_no = b.account_no where n > 0 order by row_no
"""
# A pair of a burst stands as long as a shared target does; a pair of the pair test must still pass it.
_LOST = """
select campaign_id, reporter_id, claimant_a, claimant_b from left_out
left join still_kept using (row_no) left join cotarget_pair using (claimant_a, claimant_b)
left join burst_pair using (claimant_a, claimant_b)
left join (
    select claimant_a, claimant_b, sum(least(weight_ubans, most_ubans)) as other_ubans,
           sum(least(weight_ubans, most_ubans)) filter (layer <> 'text') as untold_ubans
    from edge join layer_cap using (layer) where kept and layer in ('text', 'contact', 'identity') group by all
) using (claimant_a, claimant_b)
where not (coalesce(still_kept.kept, coalesce(cotarget_pair.kept, false) and n_left = n)
           or burst_pair.pair_no is not null and n_left > 0
           or coalesce(case when lost_text then untold_ubans else other_ubans end, 0) >= $least)
order by all
"""
_REPORTERS = "select distinct campaign_id, reporter_id from left_out order by all"


def lost_without_reporters(con: Connection, tested: Tested) -> dict[tuple[str, str], list[Tie]]:
    """Return the ties that fall when a reporter is left out, by (campaign, reporter); empty where none does."""
    con.execute(_LEFT_OUT)
    pairs = tested.pairs
    stored(con, "tested_pair", {"a_no": pairs.a_no, "b_no": pairs.b_no, "pair_no": np.arange(len(pairs))})
    row = con.execute(_TESTABLE).fetchnumpy()
    p = _p_of_part(tested, row["pair_no"].astype(np.int64), row["part"].astype(np.float64))
    stored(con, "still_kept", {"row_no": row["row_no"], "kept": p <= _cut(con, tested)})
    lost: dict[tuple[str, str], list[Tie]] = {(k, r): [] for k, r in con.execute(_REPORTERS).fetchall()}
    for campaign_id, reporter_id, a, b in con.execute(_LOST, {"least": LEAST_WITHOUT_TARGET}).fetchall():
        lost[campaign_id, reporter_id].append((a, b))
    return lost


def _p_of_part(tested: Tested, pair_no: Ints, part: Floats) -> Floats:
    """The p-value of a pair of which only a part of the shared targets is left, in its most telling window."""
    pairs = tested.pairs.take(pair_no)
    place = pairs.window, np.arange(len(pairs))
    n, surprise = np.floor(pairs.n[place] * part), pairs.surprise[place] * part
    p = np.minimum(tail(n, surprise, pairs.mean[place], tested.dispersion) * 2 * len(pairs.mean), 1.0)
    return np.where(n >= LEAST_MEETINGS, p, 1.0)


def _cut(con: Connection, tested: Tested) -> float:
    """The largest p-value that is kept, or could be with as many kept pairs (the line of Benjamini and Hochberg)."""
    ((largest, n_kept),) = con.execute(
        "select coalesce(max(p_value), 0), count(*) from cotarget_pair where kept"
    ).fetchall()
    return float(max(largest, ERROR_RATE * n_kept / max(tested.null.universe.n_pairs, 1.0)))
