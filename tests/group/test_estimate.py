"""The window is estimated from the quickest tenth of the objects."""

from __future__ import annotations

from strikes.group.coordination import Method, Question
from strikes.group.estimate import estimated_window_s
from tests.group.actions import Row, ask, loaded


def estimated(rows: list[Row]) -> int:
    with loaded(rows) as (con, _, _):
        return estimated_window_s(con)


def test_it_is_the_time_the_quickest_objects_take_to_half_of_their_actions() -> None:
    quick = [("a", "quick", 0), ("b", "quick", 4), ("c", "quick", 20), ("d", "quick", 500)]
    slow = [(name, f"slow-{n}", 1000 * n) for n in range(9) for name in "ab"]
    slow = [(name, object_, at + (5000 if name == "b" else 0)) for name, object_, at in slow]
    assert estimated(quick + slow) == 4


def test_no_time_at_all_counts_as_a_second() -> None:
    assert estimated([("a", "o", 7), ("b", "o", 7)]) == 1
    assert estimated([("a", "o", 7)]) == 1
    assert estimated([]) == 1


def test_it_is_told_when_it_is_used() -> None:
    rows = [("a", "o", 0), ("b", "o", 30), ("c", "o", 90)]
    remarks = ask(rows, Question(Method.WINDOW, 0, 1)).remarks
    assert remarks[0] == "The window estimated from this table is 30 seconds (CooRnet's rule)."
