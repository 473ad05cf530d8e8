"""What labels do to a weight."""

from __future__ import annotations

import pytest

from strikes.model import Level
from strikes.score.draws import Labels, point, stated_bans, weights

STARTING = 900_000


def test_without_labels_the_starting_weight_stands() -> None:
    assert stated_bans(STARTING, Labels()) == pytest.approx(0.9)
    assert stated_bans(-STARTING, Labels()) == pytest.approx(-0.9)


def test_a_signal_that_labels_bear_out_keeps_or_gains_weight() -> None:
    assert stated_bans(STARTING, Labels(fired_true=18, n_true=20, fired_false=0, n_false=60)) > 0.9


def test_a_signal_that_labels_show_wrong_loses_its_weight_by_itself() -> None:
    few, many = Labels(1, 20, 6, 20), Labels(5, 100, 60, 100)
    assert 0 < stated_bans(STARTING, few) < 0.5
    assert stated_bans(STARTING, many) == 0.0
    assert not weights(1, "any", STARTING, many, Level.P5).any()


def test_a_wrong_signal_does_not_turn_to_its_opposite() -> None:
    assert stated_bans(-STARTING, Labels(90, 100, 5, 100)) == 0.0


@pytest.mark.parametrize("labels", [Labels(), Labels(10, 20, 2, 60), Labels(2, 20, 9, 60)])
def test_of_one_signal_the_greater_surprise_never_weighs_less(labels: Labels) -> None:
    found = [point(ubans, labels, Level.P3) for ubans in range(100_000, 2_000_000, 100_000)]
    assert found == sorted(found)


def test_better_provenance_never_weighs_less() -> None:
    found = [point(STARTING, Labels(), level) for level in list(Level)[1:]]
    assert found == sorted(found)
