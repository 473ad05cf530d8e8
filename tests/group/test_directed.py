"""QUT's definition: how many of A's posts did B answer within the window, and the other way round."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from strikes.group.coordination import Method, Question
from tests.group.actions import Row, ask
from tests.group.test_window import ROWS


def directed(rows: list[Row], window_s: int = 60, least: int | None = None) -> dict[tuple[str, str], int]:
    return ask(rows, Question(Method.DIRECTED, window_s, least)).weights()


def slowly(rows: list[Row], window_s: int) -> dict[tuple[str, str], int]:
    answered: dict[tuple[str, str], set[str]] = {}
    for x in rows:
        for y in rows:
            if x[1] == y[1] and abs(x[2] - y[2]) <= window_s and x[0] != y[0] and x[3] != y[3]:
                answered.setdefault((x[0], y[0]), set()).add(x[3])
    return {pair: len(posts) for pair, posts in answered.items()}


@settings(max_examples=25)
@given(ROWS, st.sampled_from([1, 10, 30, 90]))
def test_it_counts_what_a_slow_count_gives(rows: list[Row], window_s: int) -> None:
    assert directed(rows, window_s) == slowly(rows, window_s)


def test_both_directions_are_listed_and_may_differ() -> None:
    rows = [("a", "o", 0), ("b", "o", 1), ("b", "o", 2)]
    assert directed(rows) == {("a", "b"): 1, ("b", "a"): 2}
    remarks = ask(rows, Question(Method.DIRECTED)).remarks
    assert any(remark.startswith("1 pairs weigh differently") for remark in remarks)


def test_no_post_answers_itself() -> None:
    assert directed([("a", "o", 0), ("a", "o", 5)]) == {}
