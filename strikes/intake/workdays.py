"""Days on which US federal offices work: the days that YouTube's "10 business days" counts."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache

from strikes import settings

DAY = dt.timedelta(days=1)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


def workday_after(day: dt.date, n: int) -> dt.date:
    """Return the n-th US business day after a day; the day itself does not count."""
    while n:
        day += DAY
        n -= day.weekday() < 5 and day not in federal_holidays(day.year)
    return day


@cache
def federal_holidays(year: int) -> frozenset[dt.date]:
    """Return the days on which a year's US federal holidays are kept (of a Saturday the day before, of a Sunday after).

    New Year's Day of the next year may be kept on the last day of this one.
    """
    with (settings.reference_dir() / "us_federal_holidays.csv").open(encoding="utf-8", newline="") as stream:
        rules = list(csv.DictReader(stream))
    found = {_kept(_date(rule, y)) for rule in rules for y in (year, year + 1) if int(rule["since"] or 0) <= y}
    return frozenset(day for day in found if day.year == year)


def _date(rule: dict[str, str], year: int) -> dt.date:
    month = int(rule["month"])
    if rule["day"]:
        return dt.date(year, month, int(rule["day"]))
    days = [dt.date(year, month, 1) + i * DAY for i in range(31)]
    fitting = [day for day in days if day.month == month and day.weekday() == _WEEKDAYS.index(rule["weekday"])]
    nth = int(rule["nth"])
    return fitting[nth - 1 if nth > 0 else nth]


def _kept(day: dt.date) -> dt.date:
    return day + {5: -DAY, 6: DAY}.get(day.weekday(), 0 * DAY)
