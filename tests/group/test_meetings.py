"""Meetings: how close, on which object, and how many are looked at."""

from __future__ import annotations

import numpy as np

from strikes.group.meetings import NEIGHBOURS, WINDOWS_S, find_meetings
from strikes.group.universe import Universe
from tests.group.actions import Row, loaded


def met(rows: list[Row]) -> list[tuple[str, str, str, int | None]]:
    """Return (account, account, object, window in seconds or None for ever) of every meeting."""
    with loaded(rows) as (con, _, _):
        universe = Universe.read(con)
        find_meetings(con, universe, np.zeros(len(universe), dtype=np.int64), WINDOWS_S)
        found = con.execute(
            "select a.account, b.account, object, class from meeting join account a on a.account_no = a_no "
            "join account b on b.account_no = b_no join object using (object_no) order by all"
        ).fetchall()
    return [(a, b, o, WINDOWS_S[k] if k < len(WINDOWS_S) else None) for a, b, o, k in found]


def test_a_meeting_belongs_to_the_smallest_window_that_holds_it() -> None:
    rows = [("a", "x", 0), ("b", "x", 10), ("a", "y", 0), ("b", "y", 11), ("a", "z", 0), ("b", "z", 91 * 86_400)]
    assert met(rows) == [("a", "b", "x", 10), ("a", "b", "y", 60), ("a", "b", "z", None)]


def test_days_are_never_closer_than_a_day() -> None:
    rows: list[Row] = [("a", "x", "2024-03-05"), ("b", "x", "2024-03-05"), ("c", "y", "2024-03-05")]
    rows += [("d", "y", "2024-03-05T12:00:00Z")]
    assert met(rows) == [("a", "b", "x", 86_400), ("c", "d", "y", 86_400)]


def test_of_many_meetings_on_one_object_the_closest_counts() -> None:
    rows = [("a", "x", 0), ("b", "x", 300), ("a", "x", 305), ("b", "x", 4000)]
    assert met(rows) == [("a", "b", "x", 10)]


def test_an_object_with_many_actions_costs_thirty_pairs_an_action() -> None:
    n = 4 * NEIGHBOURS
    assert len(met([(f"a{k:03}", "x", k) for k in range(n)])) == sum(min(NEIGHBOURS, n - 1 - k) for k in range(n))
