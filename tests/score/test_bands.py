"""The first band that holds, and the rules of fairness that lower it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from strikes.model import Band, Level
from strikes.score.bands import Basis, band
from strikes.score.combine import Evidence, Sum
from strikes.signals.base import Group

STRONG = Evidence(Sum(3.0, 2.0, 3.0, 4.0), {Group.G1: 1.0, Group.G3: 1.0, Group.G5: 1.0}, best_level=Level.P3)
SEVERAL = replace(STRONG, total=Sum(1.8, 0.5, 1.8, 2.5))
SOME = replace(STRONG, total=Sum(0.8, 0.2, 0.8, 1.5))
NOTHING = Evidence(Sum(), {})


def basis(evidence: Evidence, **given: object) -> Basis:
    return replace(Basis(evidence, n_observable=3, n_voices=3), **given)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (STRONG, Band.STRONG_MULTI_SOURCE),
        (SEVERAL, Band.SEVERAL_INDEPENDENT_SIGNS),
        (SOME, Band.SOME_SIGNS),
        (NOTHING, Band.NO_NOTABLE_SIGNS),
        (Evidence(Sum(0.3, -0.2, 0.3, 0.9), {Group.G3: 0.3}), Band.INSUFFICIENT),
    ],
)
def test_the_first_band_that_holds(evidence: Evidence, expected: Band) -> None:
    assert band(basis(evidence)) is expected


def test_one_observable_group_is_insufficient_whatever_it_says() -> None:
    assert band(basis(STRONG, n_observable=1)) is Band.INSUFFICIENT


@pytest.mark.parametrize(
    "weaker",
    [
        basis(replace(STRONG, by_group={Group.G3: 1.5, Group.G5: 1.5})),
        basis(STRONG, n_voices=1),
        basis(replace(STRONG, best_level=Level.P2)),
        basis(replace(STRONG, total=Sum(3.0, 1.4, 3.0, 4.0))),
    ],
    ids=["two groups", "one voice", "nothing confirmed", "low end under 30"],
)
def test_strong_needs_three_groups_two_voices_and_something_confirmed(weaker: Basis) -> None:
    assert band(weaker) is Band.SEVERAL_INDEPENDENT_SIGNS


@pytest.mark.parametrize("groups", [(Group.G1, Group.G2), (Group.G1, Group.G2, Group.G8)])
def test_who_somebody_is_and_writes_from_stops_at_some_signs(groups: tuple[Group, ...]) -> None:
    alone = replace(STRONG, by_group=dict.fromkeys(groups, 1.0))
    assert band(basis(alone)) is Band.SOME_SIGNS


def test_a_group_that_clears_on_the_whole_does_not_count_as_accusing() -> None:
    cleared = replace(STRONG, by_group={Group.G1: 3.0, Group.G2: 1.0, Group.G3: -0.5})
    assert band(basis(cleared)) is Band.SOME_SIGNS


@pytest.mark.parametrize(("n_analysts", "expected"), [(0, Band.SOME_SIGNS), (1, Band.SOME_SIGNS), (2, STRONG)])
def test_a_registered_holder_needs_two_analysts_above_some_signs(n_analysts: int, expected: object) -> None:
    found = band(basis(STRONG, is_holder=True, n_analysts=n_analysts))
    assert found is (Band.STRONG_MULTI_SOURCE if expected is STRONG else expected)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (NOTHING, Band.SOME_SIGNS),
        (SOME, Band.SEVERAL_INDEPENDENT_SIGNS),
        (SEVERAL, Band.STRONG_MULTI_SOURCE),
    ],
)
def test_without_any_one_voice_the_band_falls_by_a_step_at_most(rest: Evidence, expected: Band) -> None:
    assert band(basis(STRONG, without=(STRONG, rest))) is expected
