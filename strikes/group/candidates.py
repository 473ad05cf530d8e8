"""The pairs worth a p-value, read out of the table of meetings in batches so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from strikes.group.chance import Floats, least_tail
from strikes.group.columns import stored
from strikes.group.nullmodel import MICRO, NullModel
from strikes.group.timeline import Ints
from strikes.store.connection import Connection

#: Shared objects (in different posts) a pair needs to be kept.
LEAST_MEETINGS = 2
_BATCH = 100_000

# A pair that meets once can hardly pass, so its cheap one-meeting chance decides whether it is carried on.
_CANDIDATE = """
create or replace temp table candidate as
select a_no, b_no from meeting
join object_rank using (object_no) join seen using (rank, class)
join volume a on a.account_no = a_no join volume b on b.account_no = b_no
group by a_no, b_no
having count(*) > 1 or min(n_seen * a.volume * b.volume) <= ?
"""

_SUMS = """
select a_no, b_no, {sums} from meeting semi join candidate using (a_no, b_no)
join object_rank using (object_no) join surprise using (rank)
group by a_no, b_no order by a_no, b_no
"""
_SUM = """
count(*) filter (class <= {k}) as n{k}, coalesce(sum(s{k}) filter (class <= {k}), 0)::bigint as s{k}
"""


@dataclass(frozen=True)
class Pairs:
    """Pairs of accounts, one column each. `n`, `surprise` and `mean` are (window, pair), cumulative over windows."""

    a_no: Ints
    b_no: Ints
    #: Shared objects met on within the window, the sum of their surprises, and how many chance would give.
    n: Floats
    surprise: Floats
    mean: Floats
    p: Floats
    #: The window that tells most.
    window: Ints

    def __len__(self) -> int:
        return len(self.a_no)

    def take(self, chosen: NDArray[np.bool_] | Ints) -> Pairs:
        """Return the chosen pairs."""
        return Pairs(*(column[..., chosen] for column in vars(self).values()))

    def replaced(self, place: Ints, others: Pairs) -> Pairs:
        """Return these pairs with others put in their places."""
        columns = {name: column.copy() for name, column in vars(self).items()}
        for name, column in vars(others).items():
            columns[name][..., place] = column
        return Pairs(**columns)

    def p_to_keep(self) -> Floats:
        """Return the p-values by which pairs may be kept: of a pair that met once only it is 1.

        Such a p-value hangs on the one place where the chance of a meeting is known least.
        """
        return np.where(self.n[-1] >= LEAST_MEETINGS, self.p, 1.0)

    def expected(self) -> Floats:
        """Return how many shared objects chance would give within each pair's most telling window."""
        return self.mean[self.window, np.arange(len(self))]


def read_candidates(con: Connection, null: NullModel, listed_p: float) -> Pairs:
    """Return every pair whose p-value may lie at or below `listed_p`, in order of account numbers."""
    _store(con, null)
    limit = listed_p / null.n_tests / null.share if listed_p < 1 else float("inf")
    con.execute(_CANDIDATE, [limit])
    parts = [_screened(null, batch, listed_p) for batch in _batches(con, null, null.seen)]
    return _joined(parts)


def read_again(con: Connection, null: NullModel, pairs: Pairs, close_pairs: Floats) -> Pairs:
    """Return the same pairs with their surprises under other counts of close pairs."""
    stored(con, "candidate", {"a_no": pairs.a_no, "b_no": pairs.b_no})
    return _joined(list(_batches(con, null, close_pairs)))


def _batches(con: Connection, null: NullModel, close_pairs: Floats) -> Iterator[Pairs]:
    """Yield the pairs of `candidate`, an empty batch first so that there always is one."""
    kinds = range(len(null.windows_s))
    surprise = {f"s{k}": row for k, row in enumerate(null.surprise(close_pairs))}
    stored(con, "surprise", {"rank": np.arange(close_pairs.shape[1])} | surprise)
    sums = ", ".join(_SUM.format(k=k) for k in kinds)
    reader = con.sql(_SUMS.format(sums=sums)).to_arrow_reader(_BATCH)
    yield _unpacked(reader.schema.empty_table(), len(kinds))
    for batch in reader:
        yield _unpacked(batch, len(kinds))


def _store(con: Connection, null: NullModel) -> None:
    n_kinds, n_ranks = null.seen.shape
    rank_of, volume = null.meetings.rank_of, null.universe.volume
    stored(con, "object_rank", {"object_no": np.arange(len(rank_of)), "rank": rank_of})
    stored(con, "volume", {"account_no": np.arange(len(volume)), "volume": volume})
    kind, rank = np.indices((n_kinds, n_ranks))
    stored(con, "seen", {"class": kind.ravel(), "rank": rank.ravel(), "n_seen": null.seen.ravel()})


def _unpacked(batch: pa.RecordBatch | pa.Table, n_kinds: int) -> Pairs:
    column = {name: np.asarray(batch.column(name)) for name in batch.schema.names}
    n = np.stack([column[f"n{k}"].astype(np.float64) for k in range(n_kinds)])
    surprise = np.stack([column[f"s{k}"].astype(np.float64) / MICRO for k in range(n_kinds)])
    a_no, b_no = column["a_no"].astype(np.int64), column["b_no"].astype(np.int64)
    return Pairs(a_no, b_no, n, surprise, np.zeros_like(n), np.ones(len(a_no)), np.zeros_like(a_no))


def _joined(parts: list[Pairs]) -> Pairs:
    columns = zip(*(vars(part).values() for part in parts), strict=True)
    return Pairs(*(np.concatenate(column, axis=-1) for column in columns))


def _screened(null: NullModel, pairs: Pairs, listed_p: float) -> Pairs:
    """Drop pairs whose p-value is surely above the limit: lower bounds of it, under the null that accuses most."""
    least = least_tail(pairs.n, pairs.surprise, null.mean(pairs.a_no, pairs.b_no, null.even))
    return pairs.take(np.minimum(least.min(axis=0) * null.n_tests, 1.0) <= listed_p)
