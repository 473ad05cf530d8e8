"""Coordination in any table: three ways to draw edges between accounts, one form of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from strikes.group.estimate import estimated_window_s
from strikes.store.connection import Connection

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
select a.account as account_a, b.account as account_b, weight,
       coalesce(pair_edge.n_shared, edge_evidence.n_shared) as n_shared,
       p_value, q_value, kept, coalesce(evidence, '[]') as evidence
from pair_edge join account a on a.account_no = a_no join account b on b.account_no = b_no
left join edge_evidence using (a_no, b_no)
order by weight desc, account_a, account_b
"""


def find_coordination(con: Connection, question: Question) -> list[str]:
    """Answer the question about `action`; `write_edges` then writes the answer. Returns remarks for the reader."""
    # Each way brings its own libraries: counting in a window should not wait for statistics to load.
    from strikes.group.evidence import gather_evidence
    from strikes.group.universe import Universe

    remarks, window_s = [], question.window_s
    if question.with_text:
        from strikes.group.wordings import add_wordings

        remarks.append(f"{add_wordings(con)} wordings are told apart; each counts as one more object.")
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


def write_edges(con: Connection, out: Path) -> int:
    """Write the edges, strongest first, as CSV with the contract's columns; return how many are kept."""
    con.execute(f"copy ({_ANSWER}) to ? (format csv, header, use_tmp_file false)", [str(out)])
    return int(con.execute("select coalesce(sum(kept), 0) from pair_edge").fetchall()[0][0])


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
