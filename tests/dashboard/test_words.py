"""Counts and days read as people say them."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.analyst.blocks import words
from dashboard.analyst.blocks.words import Days

BAKU = Days("Asia/Baku", dt.date(2026, 11, 23))


@pytest.mark.parametrize(
    ("n", "total", "told"),
    [(14, 60, "14 of 60 claims"), (60, 60, "all 60 claims"), (1, 1, "1 claim"), (0, 3, "0 of 3 claims")],
)
def test_a_number_has_its_denominator(n: int, total: int, told: str) -> None:
    assert words.of(n, total, "claim") == told


def test_an_instant_is_told_in_local_time() -> None:
    assert BAKU.time("2026-11-22T21:30:00Z") == "23 Nov 2026, 01:30"


@pytest.mark.parametrize(
    ("precision", "told"), [("day", "1 Mar 2026"), ("month", "Mar 2026"), ("year", "2026"), ("second", "28 Feb 2026")]
)
def test_a_day_is_not_moved_between_zones_and_no_more_is_told_than_is_known(precision: str, told: str) -> None:
    west = Days("America/New_York", dt.date(2026, 11, 23))
    assert west.day("2026-03-01T00:00:00Z", precision) == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-11-02T08:00:00Z", "2026-11-09T08:00:00Z", "2–9 Nov 2026"),
        ("2026-10-30T08:00:00Z", "2026-11-09T08:00:00Z", "30 Oct – 9 Nov 2026"),
        ("2025-12-30T08:00:00Z", "2026-01-02T08:00:00Z", "30 Dec 2025 – 2 Jan 2026"),
        ("2026-11-02T08:00:00Z", "2026-11-02T09:00:00Z", "2 Nov 2026"),
        (None, None, "–"),
    ],
)
def test_a_span_leaves_out_what_both_days_share(first: str | None, last: str | None, told: str) -> None:
    assert BAKU.span(first, last) == told


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-11-26T08:00:00Z", "in 3 days (Thu 26 Nov)"),
        ("2026-11-24T08:00:00Z", "in 1 day (Tue 24 Nov)"),
        ("2026-11-23T08:00:00Z", "today (Mon 23 Nov)"),
        ("2026-11-21T08:00:00Z", "2 days ago (Sat 21 Nov)"),
    ],
)
def test_a_deadline_says_how_long_there_is(moment: str, told: str) -> None:
    assert BAKU.due(moment) == told


@pytest.mark.parametrize(("standing", "mark"), [(0, "○○○"), (2, "●●○"), (3, "●●●"), (5, "●●● 5")])
def test_standing_strikes_are_counted_of_three(standing: int, mark: str) -> None:
    assert words.of_three(standing) == mark


@pytest.mark.parametrize("text", [None, "", "2026", "yesterday", "2026-13-01", "<script>"])
def test_what_is_no_day_is_no_day(text: str | None) -> None:
    assert not words.is_day(text)
