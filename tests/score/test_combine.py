"""Findings come to one weight: dampened, capped, and no voice more than it may say."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from strikes.model import Level
from strikes.score.combine import CAP, CROWD_CAP, VOICE_CAP, Piece, combine
from strikes.signals.base import Group

SEED = 1


def piece(signal: str, group: Group, bans: float, level: Level = Level.P5, rests_on: tuple[int, ...] = ()) -> Piece:
    return Piece(signal, group, round(bans * 1e6), level, rests_on=rests_on)


pieces = st.lists(
    st.builds(
        piece,
        signal=st.sampled_from([f"s{i}" for i in range(12)]),
        group=st.sampled_from(list(Group)),
        bans=st.sampled_from([-1.5, -0.8, -0.3, 0.15, 0.4, 0.9, 2.0]),
        level=st.sampled_from([Level.P1, Level.P3, Level.P5]),
        rests_on=st.sampled_from([(), (1,), (2,), (1, 2)]),
    ),
    max_size=8,
    unique_by=lambda p: p.signal,
)


@given(pieces, st.integers(0, 10))
def test_the_order_of_findings_does_not_matter(some: list[Piece], seed: int) -> None:
    shuffled = random.Random(seed).sample(some, len(some))
    one, other = combine(sorted(some), SEED)[0].total, combine(sorted(shuffled), SEED)[0].total
    assert one == other


@given(pieces, st.sampled_from(list(Group)), st.sampled_from([0.15, 0.8, 2.0]), st.sampled_from(list(Level)[1:]))
def test_one_more_accusing_finding_never_lowers_the_weight(
    some: list[Piece], group: Group, bans: float, level: Level
) -> None:
    more = [*some, piece("one more", group, bans, level)]
    assert combine(more, SEED)[0].total.weight >= combine(some, SEED)[0].total.weight - 1e-9


@given(pieces)
def test_a_group_weighs_no_more_than_its_cap_either_way(some: list[Piece]) -> None:
    for group, weight in combine(some, SEED)[0].by_group.items():
        assert abs(weight) <= CAP[group] + 1e-9


@given(pieces)
def test_low_median_and_high_are_in_order(some: list[Piece]) -> None:
    total = combine(some, SEED)[0].total
    assert total.low <= total.median <= total.high


def test_one_voice_says_one_ban_however_much_it_tells() -> None:
    told = [piece(f"s{i}", group, 2.0, Level.P4, (1,)) for i, group in enumerate(Group)]
    evidence, without = combine(told, SEED)
    assert evidence.total.weight == VOICE_CAP
    assert [rest.total.weight for rest in without] == [0.0]


def test_a_crowd_of_self_reports_is_one_voice_that_says_a_little_more() -> None:
    told = [piece(f"s{i}", group, 2.0, Level.P2, (1,)) for i, group in enumerate(Group)]
    assert combine(told, SEED, crowd=1)[0].total.weight == CROWD_CAP


def test_a_voice_that_clears_is_bounded_like_one_that_accuses() -> None:
    told = [piece(f"s{i}", group, -1.5, Level.P4, (1,)) for i, group in enumerate(Group)]
    assert combine(told, SEED)[0].total.weight == -VOICE_CAP


def test_what_rests_on_nobody_is_not_bounded() -> None:
    told = [piece(f"s{i}", group, 2.0) for i, group in enumerate(list(Group)[:3])]
    assert combine(told, SEED)[0].total.weight > 3 * VOICE_CAP


def test_accusing_and_clearing_are_dampened_apart() -> None:
    both = [piece("a", Group.G5, 0.9), piece("b", Group.G5, -0.9)]
    assert abs(combine(both, SEED)[0].total.weight) < 1e-9


def test_labels_take_trust_from_a_group() -> None:
    told = [piece("a", Group.G3, 1.2), piece("b", Group.G5, 0.9)]
    whole, half = (combine(told, SEED, trust)[0] for trust in ({}, {Group.G3: 0.5}))
    assert half.by_group[Group.G3] == whole.by_group[Group.G3] / 2
    assert half.by_group[Group.G5] == whole.by_group[Group.G5]


def test_claimants_with_the_same_findings_have_the_same_interval() -> None:
    told = [piece("a", Group.G3, 1.2), piece("b", Group.G5, 0.9)]
    assert combine(told, SEED) == combine(list(told), SEED)
    assert combine(told, SEED)[0].total != combine(told, SEED + 1)[0].total
