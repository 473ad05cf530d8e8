"""CooRTweet's definition, rule by rule, and against a slow one written from its source."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strikes.group.coordination import Method, Question
from tests.group.actions import Answer, Row, ask


def window(rows: list[Row], window_s: int = 60, least: int = 2) -> Answer:
    return ask(rows, Question(Method.WINDOW, window_s, least))


def slowly(rows: list[Row], window_s: int, least: int) -> dict[tuple[str, str], int]:
    """detect_groups and the weights of generate_network, all row pairs in turn."""
    busy = {name for name, n in Counter(row[0] for row in rows).items() if n >= least}
    taking_part = [row for row in rows if row[0] in busy]
    found = [
        (x, y)
        for x, y in combinations(taking_part, 2)
        if x[1] == y[1] and abs(x[2] - y[2]) <= window_s and x[0] != y[0] and x[3] != y[3] and x[1] not in (x[3], y[3])
    ]
    posts = {row[3] for pair in found for row in pair}
    active = Counter(row[0] for row in taking_part if row[3] in posts)
    kept = {row[3] for row in taking_part if row[3] in posts and active[row[0]] >= least}
    return dict(Counter(tuple(sorted((x[0], y[0]))) for x, y in found if x[3] in kept or y[3] in kept))


ROWS = st.lists(
    st.tuples(
        st.sampled_from("abcde"),
        st.sampled_from(["o1", "o2", "o3", "p1"]),
        st.integers(0, 90),
        st.sampled_from([f"p{n}" for n in range(8)]),
    ),
    min_size=1,
    max_size=24,
)


@settings(max_examples=25)
@given(ROWS, st.sampled_from([1, 10, 30, 90]), st.integers(1, 5))
def test_it_counts_what_a_slow_count_of_all_row_pairs_gives(rows: list[Row], window_s: int, least: int) -> None:
    assert window(rows, window_s, least).weights() == slowly(rows, window_s, least)


def test_the_window_is_inclusive_and_ends_there() -> None:
    rows = [("a", "o", 100), ("b", "o", 160), ("a", "x", 100), ("b", "x", 161), ("a", "y", 5), ("b", "y", 5)]
    assert window(rows).weights() == {("a", "b"): 2}


def test_weights_count_pairs_of_posts_and_say_so() -> None:
    rows = [("a", "o", 0), *(("b", "o", n) for n in range(1, 5)), ("a", "far", 10_000)]
    answer = window(rows)
    assert answer.weights() == {("a", "b"): 4}
    assert answer.edges[0]["n_shared"] == "1"
    assert any("more than the objects they share" in remark for remark in answer.remarks)


def test_a_pair_stays_when_either_side_has_enough_and_the_passenger_is_told() -> None:
    rows = [("busy", "o1", 0), ("other", "o1", 1), ("busy", "o2", 0), ("third", "o2", 1)]
    rows += [("other", "elsewhere", 0), ("third", "elsewhere else", 0)]
    answer = window(rows)
    assert answer.weights() == {("busy", "other"): 1, ("busy", "third"): 1}
    assert any("either" in remark and remark.startswith("2 accounts") for remark in answer.remarks)


def test_nobody_is_paired_with_itself_or_over_one_post() -> None:
    rows = [("a", "o", 0, "p1"), ("a", "o", 1, "p2"), ("b", "o", 2, "p1"), ("a", "q", 0, "p3"), ("b", "q", 0, "p4")]
    assert window(rows).weights() == {("a", "b"): 2}


def test_an_all_equal_clique_is_kept_where_a_percentile_would_drop_it() -> None:
    rows = [(name, f"o{n}", 100 * n) for name in "abcd" for n in range(5)]
    answer = window(rows)
    assert set(answer.weights().values()) == {5} and len(answer.kept()) == 6


@pytest.mark.parametrize("least", [1, 2])
def test_a_swarm_that_acts_once_does_not_crash_it(least: int) -> None:
    rows = [(f"a{n}", "o", n) for n in range(10)]
    assert len(window(rows, 10, least).edges) == (45 if least == 1 else 0)


@pytest.mark.parametrize("method", [Method.WINDOW, Method.DIRECTED])
def test_a_count_has_neither_p_nor_q_and_everything_is_kept(method: Method) -> None:
    edges = ask([("a", "o", 0), ("b", "o", 1), ("a", "x", 0), ("b", "x", 1)], Question(method)).edges
    assert {(edge["p_value"], edge["q_value"], edge["kept"]) for edge in edges} == {("", "", "1")}
