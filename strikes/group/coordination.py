"""Coordination in any table: three ways to draw edges between accounts, one form of the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from strikes.group.estimate import estimated_window_s
from strikes.store.connection import Connection

#: Columns of the answer, in order; the command's contract.
COLUMNS = ("account_a", "account_b", "weight", "n_shared", "p_value", "q_value", "kept", "evidence")
#: The window of the two counting methods where none is given.
DEFAULT_WINDOW_S = 60


class Method(StrEnum):
    """How edges are drawn."""

    SIGNIFICANT = "significant"
    WINDOW = "window"
    DIRECTED = "directed"


@dataclass(frozen=True)
class Question:
    """What is asked of the table: `window_s` None is the method's own, 0 one estimated from the table."""

    method: Method = Method.SIGNIFICANT
    window_s: int | None = None
    #: Accounts with fewer rows get no edges (swarms of one-shot accounts do). None: 2 for `window`, else 1.
    min_participation: int | None = None
    #: Near-identical wordings count as shared objects too.
    with_text: bool = False


_ANSWER = """
select a.account as account_a, b.account as account_b, weight, coalesce(pair_edge.n_shared, edge_evidence.n_shared) as n_shared,
       p_value, q_value, kept, coalesce(evidence, '[]') as evidence
from pair_edge join account a on a.account_no = a_no join account b on b.account_no = b_no
left join edge_evidence using (a_no, b_no)
order by weight desc, account_a, account_b
"""


def find_coordination(con: Connection, question: Question) -> list[str]:
    """Answer the question about `action`; `read_edges` then gives the edges. Returns remarks for the reader."""
    # Each way brings its own libraries: counting in a window should not wait for statistics to load.
    from strikes.group.evidence import gather_evidence
    from strikes.group.universe import Universe

    remarks, window_s = [], question.window_s
    if window_s == 0:
        window_s = estimated_window_s(con)
        remarks.append(f"The window estimated from this table is {window_s} seconds (CooRnet's rule).")
    if question.method is Method.SIGNIFICANT:
        from strikes.group.significant import significant_edges

        found = significant_edges(con, () if window_s is None else (window_s,), question.min_participation or 1)
        gather_evidence(con, found.universe, within_window=False)
        return remarks + found.remarks
    remarks += _count(con, question, window_s or DEFAULT_WINDOW_S)
    gather_evidence(con, Universe.read(con), within_window=True)
    return remarks


def read_edges(con: Connection) -> Iterator[tuple[Any, ...]]:
    """Yield the edges, strongest first, as rows of `COLUMNS`."""
    con.execute(_ANSWER)
    while rows := con.fetchmany(10_000):
        yield from rows


def _count(con: Connection, question: Question, window_s: int) -> list[str]:
    from strikes.group.directed import directed_edges
    from strikes.group.window import window_edges

    if question.method is Method.WINDOW:
        remarks = window_edges(con, window_s * 1000, question.min_participation or 2)
    else:
        remarks = directed_edges(con, window_s * 1000, question.min_participation or 1)
    con.execute(
        "create or replace temp table pair_edge as "
        "select *, null::double as p_value, null::double as q_value, 1 as kept, ?::bigint as window_s from pair_edge",
        [window_s],
    )
    return remarks
