"""Topics: how much more unevenly than chance all accounts share objects, because some care for the same things.

A world with topics has pairs that share much and pairs that share nothing, with the same mean. The excess of the second
factorial moment over the Poisson one measures it: E[X(X-1)] = mean^2 (1 + dispersion). Only objects whose actions were
all paired count; on popular ones an account's repeats would pass for topics.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from strikes.group.chance import Floats
from strikes.group.columns import lent, stored
from strikes.group.meetings import NEIGHBOURS
from strikes.group.nullmodel import NullModel
from strikes.group.timeline import Ints
from strikes.store.connection import Connection

# `object_quiet` holds the objects that are counted.
_EXCESS = """
select coalesce(sum(n * (n - 1)), 0)::double from (
    select sum(n_near)::hugeint as n from meeting semi join object_quiet using (object_no) {only} group by a_no, b_no
)
"""


@dataclass(frozen=True)
class Topics:
    """The moments over all pairs, from which those of kept pairs are taken out again."""

    excess: float
    square: float
    scale: float
    volume: Floats

    @classmethod
    def read(cls, con: Connection, null: NullModel) -> Topics:
        """Sum the moments over every pair that `meeting` holds."""
        quiet = null.universe.popularity <= NEIGHBOURS + 1
        stored(con, "object_quiet", {"object_no": np.flatnonzero(quiet)})
        volume, rank_of = null.universe.volume, null.meetings.rank_of
        scale = null.share * (null.seen[-1, rank_of[quiet].max()] if quiet.any() else 0.0)
        square = ((volume**2).sum() ** 2 - (volume**4).sum()) / 2 * scale**2
        return cls(_value(con, _EXCESS.format(only="")), square, scale, volume)

    def dispersion(self, con: Connection, a_no: Ints, b_no: Ints) -> float:
        """Return the dispersion among all pairs but these."""
        with lent(con, "chosen", {"a_no": a_no, "b_no": b_no}):
            excess = self.excess - _value(con, _EXCESS.format(only="semi join chosen using (a_no, b_no)"))
        square = self.square - ((self.scale * self.volume[a_no] * self.volume[b_no]) ** 2).sum()
        return max(0.0, excess / square - 1) if square > 0 else 0.0


def _value(con: Connection, sql: str) -> float:
    return float(con.execute(sql).fetchall()[0][0])
