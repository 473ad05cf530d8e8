"""The actions in which chance is judged: those on objects that at least two accounts share.

What an account does all alone says nothing about who works together, so it is left out: a claimant who shares nothing
changes no number of anybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from strikes.group.timeline import Ints, Timeline
from strikes.store.connection import Connection

#: Precision of an action whose time is not known at all: wider than any window.
UNKNOWN_TIME_S = 1 << 40

# Of an account's unbroken run on an object only the first and the last action can be nearest to somebody else's.
_SHARED = """
create or replace temp table shared as
with shared_object as (select object_no from action group by object_no having count(distinct account_no) > 1),
once as (
    select object_no, account_no, coalesce(at_ms // 1000, 0) as at_s, min(content_no) as content_no,
           min(case when at_ms is null then $unknown else grain_ms // 1000 end)::bigint as grain_s
    from action semi join shared_object using (object_no) group by all
),
run as (
    select *, lag(account_no) over w as before_no, lead(account_no) over w as after_no
    from once window w as (partition by object_no order by at_s, account_no)
)
select object_no, account_no, at_s, grain_s, content_no from run
where before_no is distinct from account_no or after_no is distinct from account_no
"""


@dataclass(frozen=True)
class Universe:
    """Columns of the shared actions, ordered by object and time; numbers of accounts and objects as in `action`."""

    object_no: Ints
    account_no: Ints
    at_s: Ints
    grain_s: Ints
    content_no: Ints
    #: Distinct objects per account in the whole table, shared or not.
    n_objects_of: Ints

    @classmethod
    def read(cls, con: Connection) -> Universe:
        """Read the shared actions out of `action`."""
        con.execute(_SHARED, {"unknown": UNKNOWN_TIME_S})
        columns = con.execute("select * from shared order by object_no, at_s, account_no").fetchnumpy()
        spread = con.execute(
            "select account_no, count(distinct object_no) as n from action group by account_no order by account_no"
        ).fetchnumpy()
        n_objects_of = np.zeros(int(spread["account_no"].max()) + 1 if len(spread["account_no"]) else 0, dtype=np.int64)
        n_objects_of[spread["account_no"]] = spread["n"]
        return cls(
            **{name: np.asarray(column).astype(np.int64) for name, column in columns.items()}, n_objects_of=n_objects_of
        )

    def __len__(self) -> int:
        return len(self.account_no)

    @cached_property
    def volume(self) -> NDArray[np.float64]:
        """Shared actions per account."""
        return np.bincount(self.account_no, minlength=len(self.n_objects_of)).astype(np.float64)

    @cached_property
    def popularity(self) -> Ints:
        """Shared actions per object, by object number."""
        return np.bincount(self.object_no).astype(np.int64)

    @cached_property
    def n_accounts(self) -> int:
        """Accounts that share at least one object with anybody."""
        return int(np.count_nonzero(self.volume))

    @property
    def n_pairs(self) -> float:
        """Every pair of these accounts there could be."""
        return self.n_accounts * (self.n_accounts - 1) / 2

    @cached_property
    def span_s(self) -> float:
        """Seconds the actions spread over, by the middle nine tenths of them: one stray date must not stretch it."""
        known = self.at_s[self.grain_s < UNKNOWN_TIME_S]
        if not len(known):
            return 1.0
        low, high = np.quantile(known, [0.05, 0.95])
        return max(1.0, float(high - low) / 0.9)

    @cached_property
    def by_account(self) -> Timeline:
        """When each account acted."""
        return Timeline(self.account_no, self.at_s)

    @cached_property
    def by_object(self) -> Timeline:
        """When each object was acted on."""
        return Timeline(self.object_no, self.at_s)

    @cached_property
    def _visit(self) -> tuple[Ints, Timeline]:
        key, number = np.unique(self._visit_key(self.account_no, self.object_no), return_inverse=True)
        return key, Timeline(number, self.at_s)

    def count_by_account(self, account: Ints, start: Ints, end: Ints) -> Ints:
        """How often each account acted in [start, end], on whatever object."""
        return self.by_account.count(account, start, end)

    def count_by_account_on(self, account: Ints, object_no: Ints, start: Ints, end: Ints) -> Ints:
        """How often each account acted on that object in [start, end]."""
        keys, timeline = self._visit
        wanted = self._visit_key(account, object_no)
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[place] == wanted, timeline.count(place, start, end), 0)

    def actions_of(self, accounts: Ints) -> tuple[Ints, Ints]:
        """Every action of the accounts asked for: (which of them, row of the universe), account after account."""
        order, first = self._order_by_account
        length = first[accounts + 1] - first[accounts]
        which = np.repeat(np.arange(len(accounts)), length)
        place = np.arange(len(which)) - np.repeat(np.cumsum(length) - length, length) + first[accounts][which]
        return which, order[place]

    @cached_property
    def _order_by_account(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.account_no, kind="stable")
        return order, np.searchsorted(self.account_no[order], np.arange(len(self.n_objects_of) + 1))

    def _visit_key(self, account: Ints, object_no: Ints) -> Ints:
        return account * len(self.popularity) + object_no
