"""Clocks by hand: each case was counted on a calendar, and the reason stands beside it."""

from __future__ import annotations

import datetime as dt

import pytest

from strikes.intake.deadlines import Clock, Happening, courtesy, deadline, running, standing, strikes_of
from strikes.intake.workdays import federal_holidays
from strikes.model import EventType

TAKEDOWN, SCHEDULED = EventType.TAKEDOWN, EventType.SCHEDULED_TAKEDOWN
FORWARDED, DISPUTE = EventType.COUNTER_FORWARDED, EventType.DISPUTE

#: (kind, when the notice says it began, end in UTC, why)
CASES = [
    # 90 days: the owner waits, so of a bare day the latest moment counts (the day ends at UTC-12, 12:00 UTC next day).
    (TAKEDOWN, "2026-03-03T10:15:00Z", "2026-06-01T10:15:00", "28 + 30 + 31 + 1 days on"),
    (TAKEDOWN, "2026-03-03", "2026-06-02T12:00:00", "a bare day, to the safe side"),
    (TAKEDOWN, "2024-01-15T00:00:00Z", "2024-04-14T00:00:00", "over a leap day"),
    (TAKEDOWN, "2023-01-15T00:00:00Z", "2023-04-15T00:00:00", "the same, no leap year"),
    (TAKEDOWN, "2024-02-29T12:00:00Z", "2024-05-29T12:00:00", "begins on a leap day"),
    (TAKEDOWN, "2024-02-29", "2024-05-30T12:00:00", "a bare leap day"),
    (TAKEDOWN, "2023-12-01T23:59:59Z", "2024-02-29T23:59:59", "ends on a leap day"),
    (TAKEDOWN, "2026-11-01T08:30:00Z", "2027-01-30T08:30:00", "over New Year"),
    (TAKEDOWN, "2026-03-03T23:30:00-08:00", "2026-06-02T07:30:00", "Pacific evening is the next day in UTC"),
    (TAKEDOWN, "2026-03-04T01:00:00+04:00", "2026-06-01T21:00:00", "Baku night is the day before in UTC"),
    (TAKEDOWN, "2026-02-01T09:00:00Z", "2026-05-02T09:00:00", "summer time in California changes nothing"),
    # 7 days: the owner must act, so of a bare day the earliest moment counts (10:00 UTC the day before).
    (SCHEDULED, "2026-03-03T10:15:00Z", "2026-03-10T10:15:00", "to the minute"),
    (SCHEDULED, "2026-03-03", "2026-03-09T10:00:00", "a bare day, to the safe side"),
    (SCHEDULED, "2026-02-25T00:00:00Z", "2026-03-04T00:00:00", "end of February"),
    (SCHEDULED, "2024-02-25T00:00:00Z", "2024-03-03T00:00:00", "end of February of a leap year"),
    (SCHEDULED, "2024-02-26", "2024-03-03T10:00:00", "a bare day before a leap day"),
    (SCHEDULED, "2026-12-28T22:00:00Z", "2027-01-04T22:00:00", "over New Year"),
    (SCHEDULED, "2026-03-05T12:00:00+04:00", "2026-03-12T08:00:00", "told in Baku time"),
    (SCHEDULED, "2026-03-05T23:00:00-08:00", "2026-03-13T07:00:00", "told in Pacific time, over the change of clocks"),
    (SCHEDULED, "2026-03-21", "2026-03-27T10:00:00", "weekends count"),
    # 30 days to answer a dispute.
    (DISPUTE, "2026-01-31T00:00:00Z", "2026-03-02T00:00:00", "over February"),
    (DISPUTE, "2024-01-31T00:00:00Z", "2024-03-01T00:00:00", "over a leap day"),
    (DISPUTE, "2026-04-01", "2026-05-02T12:00:00", "a bare day: silence counts from the latest moment"),
    (DISPUTE, "2026-12-15T10:00:00+04:00", "2027-01-14T06:00:00", "over New Year, told in Baku"),
    # 10 US business days, over when the tenth day ends in California (07:00 UTC in summer, 08:00 in winter).
    (FORWARDED, "2026-03-02T18:00:00Z", "2026-03-17T07:00:00", "two plain weeks, Monday to Monday"),
    (FORWARDED, "2026-03-06T18:00:00Z", "2026-03-21T07:00:00", "a Friday"),
    (FORWARDED, "2026-03-07T18:00:00Z", "2026-03-21T07:00:00", "a Saturday counts like the Friday before"),
    (FORWARDED, "2026-03-08T18:00:00Z", "2026-03-21T07:00:00", "a Sunday as well"),
    (FORWARDED, "2026-01-12T18:00:00Z", "2026-01-28T08:00:00", "Martin Luther King's day, 19 January"),
    (FORWARDED, "2026-02-09T18:00:00Z", "2026-02-25T08:00:00", "Washington's birthday, 16 February"),
    (FORWARDED, "2026-05-20T18:00:00Z", "2026-06-05T07:00:00", "Memorial Day, 25 May"),
    (FORWARDED, "2026-06-12T20:00:00Z", "2026-06-30T07:00:00", "the Friday with Juneteenth, 19 June"),
    (FORWARDED, "2026-06-25T18:00:00Z", "2026-07-11T07:00:00", "4 July is a Saturday: kept on Friday the 3rd"),
    (FORWARDED, "2027-06-28T18:00:00Z", "2027-07-14T07:00:00", "4 July is a Sunday: kept on Monday the 5th"),
    (FORWARDED, "2026-08-31T18:00:00Z", "2026-09-16T07:00:00", "Labor Day, 7 September"),
    (FORWARDED, "2026-10-05T18:00:00Z", "2026-10-21T07:00:00", "Columbus Day, 12 October"),
    (FORWARDED, "2026-11-09T18:00:00Z", "2026-11-25T08:00:00", "Veterans Day, 11 November"),
    (FORWARDED, "2026-11-16T18:00:00Z", "2026-12-02T08:00:00", "Thanksgiving, 26 November; the Friday after counts"),
    (FORWARDED, "2026-12-18T18:00:00Z", "2027-01-06T08:00:00", "Christmas and New Year, both Fridays"),
    (FORWARDED, "2021-12-20T18:00:00Z", "2022-01-06T08:00:00", "Christmas kept on the 24th, New Year on 31 December"),
    (FORWARDED, "2020-06-12T18:00:00Z", "2020-06-27T07:00:00", "before 2021 Juneteenth was no holiday"),
    (FORWARDED, "2026-03-03T06:00:00Z", "2026-03-17T07:00:00", "still Monday in California"),
    (FORWARDED, "2026-03-03T02:00:00+04:00", "2026-03-17T07:00:00", "Tuesday in Baku, Monday in California"),
    (FORWARDED, "2024-02-26T18:00:00Z", "2024-03-12T07:00:00", "over a leap day and the change of clocks"),
    (FORWARDED, "2026-03-02", "2026-03-18T07:00:00", "a bare day: its end at UTC-12 is Tuesday in California"),
]


@pytest.mark.parametrize(("kind", "began", "ends", "why"), CASES, ids=[case[3] for case in CASES])
def test_a_clock_ends_when_a_calendar_says(kind: EventType, began: str, ends: str, why: str) -> None:
    found = deadline(Happening(kind, began))
    assert found is not None
    assert found.ends_at == dt.datetime.fromisoformat(ends + "+00:00"), why
    assert found.is_to_the_hour == ("T" in began)


def test_there_are_at_least_forty_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("when", [None, "2026", "2026-03"])
def test_without_a_day_no_clock_is_told(when: str | None) -> None:
    assert deadline(Happening(TAKEDOWN, when)) is None


@pytest.mark.parametrize("kind", [EventType.CONTENT_ID_CLAIM, EventType.RETRACTION, EventType.CHANNEL_TERMINATION])
def test_what_starts_no_clock_has_none(kind: EventType) -> None:
    assert deadline(Happening(kind, "2026-03-03")) is None


def test_an_owners_clock_is_never_later_by_a_bare_day_than_by_the_hour() -> None:
    for hour in range(24):
        for zone in ("+14:00", "+04:00", "Z", "-08:00", "-12:00"):
            exact = deadline(Happening(SCHEDULED, f"2026-03-03T{hour:02d}:00:00{zone}"))
            bare = deadline(Happening(SCHEDULED, "2026-03-03"))
            waited = deadline(Happening(TAKEDOWN, f"2026-03-03T{hour:02d}:00:00{zone}"))
            bare_wait = deadline(Happening(TAKEDOWN, "2026-03-03"))
            assert exact and bare and waited and bare_wait
            assert bare.ends_at <= exact.ends_at and waited.ends_at <= bare_wait.ends_at


NOW = dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC)


def test_one_video_carries_one_strike() -> None:
    twice = [Happening(TAKEDOWN, "2026-03-03T10:00:00Z", "a"), Happening(TAKEDOWN, "2026-03-05T10:00:00Z", "a")]
    assert len(strikes_of(twice)) == 1


def test_strikes_stand_until_they_lapse() -> None:
    told = [
        Happening(TAKEDOWN, "2026-01-01T10:00:00Z", "old"),
        Happening(TAKEDOWN, "2026-02-01T10:00:00Z", "a"),
        Happening(TAKEDOWN, "2026-03-01T10:00:00Z", "b"),
    ]
    found = standing(told, None, NOW)
    assert (found.n_standing, found.n_left) == (2, 1)
    assert found.first_lapse == dt.datetime(2026, 5, 2, 10, tzinfo=dt.UTC)
    assert found.last_lapse == dt.datetime(2026, 5, 30, 10, tzinfo=dt.UTC)


def test_the_platforms_own_count_can_only_add() -> None:
    told = [Happening(TAKEDOWN, "2026-03-01T10:00:00Z", "a")]
    assert standing(told, 2, NOW).n_standing == 2
    assert standing(told, 0, NOW).n_standing == 1


def test_a_strike_without_a_day_stands_to_be_safe() -> None:
    assert standing([Happening(TAKEDOWN, None, "a")], None, NOW).n_standing == 1


def test_the_third_strike_starts_seven_days() -> None:
    two = [Happening(TAKEDOWN, f"2026-03-0{n}T10:00:00Z", str(n)) for n in (1, 2)]
    assert courtesy(two) is None
    found = courtesy([*two, Happening(TAKEDOWN, "2026-03-28T10:00:00Z", "3")])
    assert found is not None and found.ends_at == dt.datetime(2026, 4, 4, 10, tzinfo=dt.UTC)
    clocks = running([*two, Happening(TAKEDOWN, "2026-03-28T10:00:00Z", "3")], NOW)
    assert clocks[0].clock is Clock.COURTESY and [each.ends_at for each in clocks] == sorted(e.ends_at for e in clocks)


@pytest.mark.parametrize(
    ("day", "is_holiday"),
    [("2021-12-31", True), ("2022-01-01", False), ("2026-07-03", True), ("2020-06-19", False), ("2021-06-18", True)],
)
def test_holidays_are_kept_on_weekdays(day: str, is_holiday: bool) -> None:
    found = dt.date.fromisoformat(day)
    assert (found in federal_holidays(found.year)) == is_holiday
