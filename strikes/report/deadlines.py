"""The clocks of a channel: what ends when, by which rule (youtube.md 1.2-1.6 carried into docs/reports.md).

Ten US business days leave out weekends and federal holidays; which these are stands in data/reference.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache

from strikes.report.case import UNDONE, Case, Row, Rows
from strikes.store.reference import read_reference

DAY = dt.timedelta(days=1)
SCHEDULED_DAYS, DISPUTE_DAYS, COURTESY_DAYS, COUNTER_BUSINESS_DAYS = 7, 30, 7, 10
#: Where each rule is stated.
RULES = {
    "scheduled": "https://support.google.com/youtube/answer/9167045",
    "counter": "https://support.google.com/youtube/answer/12497556",
    "dispute": "https://support.google.com/youtube/answer/2797454",
    "lapse": "https://support.google.com/youtube/answer/2814000",
    "courtesy": "https://support.google.com/youtube/answer/2814000",
}
_EXACT = ("second", "day")


def clocks(case: Case) -> Rows:
    """Return what still runs on the day of the run, first end first: clock, last day, claims, rule."""
    today = dt.date.fromisoformat(case.run["as_of"])
    found = [*_of_claims(case), *_of_strikes(case)]
    running = [row for row in found if row["due"] >= today.isoformat()]
    return tuple(sorted(running, key=lambda row: (row["due"], row["clock"], row["claims"])))


def _of_claims(case: Case) -> Iterator[Row]:
    open_claims = {row["claim"] for row in case.claims if row["outcome"] not in UNDONE}
    for row in case.claims:
        if row["demand"] == "scheduled_takedown" and row["claim"] in open_claims:
            yield from _clock(
                "scheduled", row["claimed_at"], row["claimed_at_precision"], [row["claim"]], SCHEDULED_DAYS
            )
    for row in case.acts:
        if row["claim"] not in open_claims:
            continue
        if row["event_type"] == "dispute":
            yield from _clock("dispute", row["happened_at"], row["precision"], [row["claim"]], DISPUTE_DAYS)
        if row["event_type"] == "counter_forwarded" and row["precision"] in _EXACT:
            due = business_days_after(_day(row["happened_at"]), COUNTER_BUSINESS_DAYS)
            yield _row("counter", due, [row["claim"]])


def _of_strikes(case: Case) -> Iterator[Row]:
    standing = [row for row in case.ledger if row["state"] == "standing"]
    for row in standing:
        if row["precision"] in _EXACT:
            yield _row("lapse", _day(row["lapses_at"]), row["claims"])
    if len(standing) >= 3:
        third = standing[2]
        yield from _clock("courtesy", third["struck_at"], third["precision"], third["claims"], COURTESY_DAYS)


def _clock(name: str, start: str | None, precision: str | None, claims: Sequence[int], days: int) -> Iterator[Row]:
    if start is not None and precision in _EXACT:
        yield _row(name, _day(start) + days * DAY, claims)


def _row(name: str, due: dt.date, claims: Sequence[int]) -> Row:
    return {"clock": name, "due": due.isoformat(), "claims": list(claims), "rule": RULES[name]}


def _day(moment: str) -> dt.date:
    return dt.date.fromisoformat(moment[:10])


def business_days_after(day: dt.date, n: int) -> dt.date:
    """Return the n-th US business day after `day`."""
    while n:
        day += DAY
        n -= day.weekday() < 5 and day not in federal_holidays(day.year)
    return day


@cache
def federal_holidays(year: int) -> frozenset[dt.date]:
    """Return the days on which US federal holidays of a year are kept (Saturday: the day before; Sunday: after)."""
    rules = read_reference("us_federal_holidays.csv")
    # New Year's Day of the next year may be kept on the last day of this one.
    found = {_kept(_date(rule, y)) for rule in rules for y in (year, year + 1) if int(rule["since"] or 0) <= y}
    return frozenset(day for day in found if day.year == year)


def _date(rule: dict[str, str], year: int) -> dt.date:
    if rule["day"]:
        return dt.date(year, int(rule["month"]), int(rule["day"]))
    month, nth = int(rule["month"]), int(rule["nth"])
    weekday = ("monday", "tuesday", "wednesday", "thursday", "friday").index(rule["weekday"])
    start = dt.date(year, month, 1)
    days = [start + i * DAY for i in range(31) if (start + i * DAY).month == month]
    matching = [day for day in days if day.weekday() == weekday]
    return matching[nth - 1 if nth > 0 else nth]


def _kept(day: dt.date) -> dt.date:
    return day + {5: -DAY, 6: DAY}.get(day.weekday(), 0 * DAY)
