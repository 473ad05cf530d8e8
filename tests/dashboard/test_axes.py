"""The axes look the same everywhere, and uncertainty is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analyst.blocks import axes
from strikes.model import Axis, Band


def test_every_axis_has_its_own_colour_and_shape() -> None:
    assert axes.LOOKS[Axis.IDENTITY].colour == "#7570B3"
    assert axes.LOOKS[Axis.COORDINATION].colour == "#D95F02"
    assert axes.LOOKS[Axis.CLAIMS].colour == "#1B9E77"
    assert len({look.mark for look in axes.LOOKS.values()}) == len({look.shape for look in axes.LOOKS.values()}) == 3


def test_a_band_is_words_and_a_mark_of_five_steps() -> None:
    marks = [axes.band_mark(band) for band in Band]
    assert len(set(marks)) == len(Band) and all(len(mark) == 5 for mark in marks)
    assert axes.band_words(Band.SEVERAL_INDEPENDENT_SIGNS) == "●●●●○ several independent signs"


def test_too_little_to_judge_fills_no_step() -> None:
    assert axes.band_mark(Band.INSUFFICIENT) == "○○○○○"


def test_what_could_not_be_observed_has_no_interval() -> None:
    assert "━" not in axes.strip(Axis.IDENTITY, {"low": None, "median": None, "high": None})


@given(st.lists(st.floats(-9, 9), min_size=3, max_size=3))
def test_a_strip_has_one_length_and_one_median_whatever_the_weight(weights: list[float]) -> None:
    low, median, high = sorted(weights)
    drawn = axes.strip(Axis.CLAIMS, {"low": low, "median": median, "high": high})
    assert len(drawn) == axes.CELLS and drawn.count("■") == 1


@pytest.mark.parametrize(("low", "high"), [(-0.5, 0.5), (1.0, 2.0)])
def test_a_strip_crosses_zero_only_where_the_interval_does(low: float, high: float) -> None:
    drawn = axes.strip(Axis.CLAIMS, {"low": low, "median": (low + high) / 2, "high": high})
    assert ("┊" in drawn) == (low > 0)
