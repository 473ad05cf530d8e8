"""Evidence is what a person finds in the table, as fine as the times are known."""

from __future__ import annotations

from strikes.group.coordination import Method, Question
from strikes.group.evidence import LONGEST
from tests.group.actions import Row, ask


def window(rows: list[Row]) -> Question:
    return Question(Method.WINDOW, 60, 1)


def test_others_are_those_who_came_while_both_could_still_meet() -> None:
    rows = [("a", "o", 100), ("b", "o", 130), ("near", "o", 71), ("far", "o", 69), ("late", "o", 160)]
    rows += [("out", "o", 161), ("elsewhere", "x", 110)]
    (line,) = ask(rows, window(rows)).evidence("a", "b")
    assert (line["gap_s"], line["others"]) == (30, 2)


def test_times_are_shown_as_finely_as_they_are_known() -> None:
    rows = [("a", "o", "2024-03-05"), ("b", "o", "2024-03-05T00:00:30Z")]
    (line,) = ask(rows, window(rows)).evidence("a", "b")
    assert (line["a_at"], line["b_at"]) == ("2024-03-05", "2024-03-05T00:00:30Z")


def test_a_long_list_is_cut_and_says_how_much_is_left_out() -> None:
    rows = [(name, f"o{n:02}", 1000 * n + (5 if name == "b" else 0)) for n in range(LONGEST + 7) for name in "ab"]
    lines = ask(rows, window(rows)).evidence("a", "b")
    assert len(lines) == LONGEST + 1 and lines[-1] == {"left_out": 7}


def test_the_closest_meeting_on_a_target_speaks_for_it() -> None:
    rows = [("a", "o", 0), ("b", "o", 50), ("a", "o", 48)]
    (line,) = ask(rows, window(rows)).evidence("a", "b")
    assert line["gap_s"] == 2


def test_hostile_objects_stay_text() -> None:
    name = '"}], "x": [{"'
    rows: list[Row] = [("a", name, 0), ("b", name, 1)]
    assert ask(rows, window(rows)).evidence("a", "b")[0]["object"] == name
