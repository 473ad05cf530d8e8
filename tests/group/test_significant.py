"""What is kept is coordinated, what is honest is not, and a stranger changes nothing."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from strikes.group.coordination import Question
from strikes.group.errorrate import ERROR_RATE
from strikes.group.meetings import NEIGHBOURS
from tests.group.actions import DAY, START, Answer, Row, ask, clique, noise

FIVE = [f"member-{n}" for n in range(5)]
HONEST = noise(3000)


def pairs(names: list[str]) -> set[tuple[str, str]]:
    return set(combinations(sorted(names), 2))


@pytest.fixture(scope="module")
def planted() -> Answer:
    return ask(HONEST + clique(FIVE, [f"target-{n}" for n in range(3, 9)]))


def test_a_group_that_hits_targets_together_is_kept_and_nobody_else(planted: Answer) -> None:
    assert planted.kept() == pairs(FIVE)


def test_the_columns_are_those_of_the_contract(planted: Answer) -> None:
    assert list(planted.edges[0]) == (
        ["account_a", "account_b", "weight", "n_shared", "p_value", "q_value", "kept", "evidence"]
    )


def test_stronger_edges_stand_first_and_weigh_more(planted: Answer) -> None:
    weights = [float(edge["weight"]) for edge in planted.edges]
    assert weights == sorted(weights, reverse=True)
    assert min(weights[:10]) > max(weights[10:])


def test_kept_is_what_the_error_rate_allows(planted: Answer) -> None:
    assert all((float(edge["q_value"]) <= ERROR_RATE) == (edge["kept"] == "1") for edge in planted.edges)
    assert all(0 <= float(edge["p_value"]) <= 1 for edge in planted.edges)


def test_evidence_lists_every_shared_target_with_both_times_and_the_gap(planted: Answer) -> None:
    lines = planted.evidence("member-0", "member-1")
    assert [line["gap_s"] for line in lines] == [7] * 6
    assert {line["object"] for line in lines} == {f"target-{n}" for n in range(3, 9)}
    assert lines[0] | {"others": 3} == {
        "object": "target-3",
        "a_at": "2023-12-04T22:13:20Z",
        "b_at": "2023-12-04T22:13:27Z",
        "gap_s": 7,
        "others": 3,
    }


@pytest.mark.parametrize("within_s", [5, 45, 6 * 3600, 3 * DAY])
def test_groups_of_every_pace_are_found(within_s: int) -> None:
    targets = [f"target-{n}" for n in range(100, 108)]
    assert ask(HONEST + clique(FIVE, targets, within_s)).kept() == pairs(FIVE)


def test_a_swarm_that_acts_once_gives_all_its_pairs() -> None:
    swarm = [f"once-{n}" for n in range(10)]
    rows = [(name, "target-50", START + 40 * DAY + 50 * n) for n, name in enumerate(swarm)]
    assert ask(HONEST + rows).kept() == pairs(swarm)


def test_a_table_that_is_nothing_but_an_all_equal_clique_is_kept() -> None:
    names = list("abcd")
    assert ask(clique(names, [f"o{n}" for n in range(5)])).kept() == pairs(names)


def test_honest_tables_keep_nothing(tenth: int) -> None:
    tables = 2 * tenth
    wrong = sum(bool(ask(noise(2000, seed)).kept()) for seed in range(20, 20 + tables))
    # At most a twentieth of honest tables may keep a pair at all; a fifth leaves room for luck.
    assert wrong <= tables / 5


def test_one_busy_afternoon_of_everybody_is_no_coordination() -> None:
    """A flash: a hundred regulars hit one target within the hour."""
    crowd = sorted({row[0] for row in HONEST})[:100]
    rows = [(name, "target-2", START + 60 * DAY + 30 * n) for n, name in enumerate(crowd)]
    assert ask(HONEST + rows).kept() == set()


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("a", "o", 1)],
        [("a", "o", 1), ("b", "x", 1)],
        [("a", "o", 1)] * 5,
        [("a", "o", 1), ("b", "o", 1)],
        [(f"a{n}", "o", 7) for n in range(40)],
    ],
    ids=["empty", "one row", "nothing shared", "one row again and again", "a tie", "all at once"],
)
def test_small_and_odd_tables_get_an_answer(rows: list[Row]) -> None:
    answer = ask(rows)
    assert all(edge["account_a"] < edge["account_b"] for edge in answer.edges)


def test_a_stranger_who_shares_nothing_changes_nothing(planted: Answer) -> None:
    stranger: list[Row] = [("stranger", f"own-{n}", START + n * DAY) for n in range(50)]
    rows = HONEST + clique(FIVE, [f"target-{n}" for n in range(3, 9)]) + stranger
    assert ask(rows).edges == planted.edges


def test_the_order_of_rows_changes_nothing(planted: Answer) -> None:
    rows = HONEST + clique(FIVE, [f"target-{n}" for n in range(3, 9)])
    random.Random(4).shuffle(rows)
    assert ask(rows).edges == planted.edges


def test_other_names_give_the_same_answer(planted: Answer) -> None:
    rows = [(f"9{row[0]}", f"ə{row[1]}", row[2]) for row in HONEST + clique(FIVE, [f"target-{n}" for n in range(3, 9)])]
    assert ask(rows).kept() == {(f"9{a}", f"9{b}") for a, b in planted.kept()}


def test_repeats_on_one_target_are_no_further_evidence() -> None:
    rows = [(name, "target-0", START + 20 * DAY + 10 * n) for n in range(40) for name in ("member-0", "member-1")]
    assert ask(HONEST + rows).kept() == set()


def test_a_post_that_lists_many_targets_is_one_act() -> None:
    objects = [f"target-{n}" for n in range(60, 72)]
    posts = [
        (name, object_, START + 9 * DAY + 5 * k, f"post of {name}")
        for k, name in enumerate(("member-0", "member-1"))
        for object_ in objects
    ]
    honest = [(*row, f"post {n}") for n, row in enumerate(HONEST)]
    assert ask(honest + posts).kept() == set()
    apart = [(*row[:3], f"post {n} of {row[0]}") for n, row in enumerate(posts)]
    apart = [(row[0], row[1], row[2] + n % 12 * DAY, row[3]) for n, row in enumerate(apart)]
    assert ask(honest + apart).kept() == {("member-0", "member-1")}


def test_the_guard_for_popular_targets_acts_and_says_so() -> None:
    rows = [(f"a{n}", "everybody's", START + 60 * n) for n in range(NEIGHBOURS + 20)]
    remarks = ask(HONEST + rows).remarks
    assert any("popular objects have more than" in remark for remark in remarks)


def test_a_wave_of_newcomers_is_told_and_its_pairs_are_not_listed() -> None:
    crowd = [(f"first-timer-{n}", "viral", START + 30 * DAY + 4000 * n) for n in range(80)]
    answer = ask(HONEST + crowd)
    assert answer.kept() == set()
    assert any("a viral compilation" in remark for remark in answer.remarks)


def test_a_window_of_ones_own_is_tried_besides(planted: Answer) -> None:
    rows = HONEST + clique(FIVE, [f"target-{n}" for n in range(3, 9)])
    assert ask(rows, Question(window_s=45)).kept() == planted.kept()


def test_a_least_number_of_rows_binds_pairs() -> None:
    rows = HONEST + clique(FIVE, [f"target-{n}" for n in range(3, 9)])
    assert ask(rows, Question(min_participation=7)).kept() == set()
