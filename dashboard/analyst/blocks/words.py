"""Counts, lists and days as people say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

Moment = str | None


def count(n: int, one: str, many: str | None = None) -> str:
    """Return "1 claim", "1,204 claims"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def of(n: int, total: int, one: str, many: str | None = None) -> str:
    """Return "14 of 60 claims", or "all 60 claims", or "1 claim" where there is no more."""
    if n == total:
        return ("all " if n > 2 else "") + count(n, one, many)
    return f"{n:,} of {count(total, one, many)}"


def joined(parts: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def plain(word: str | None) -> str:
    """Return a word of ours without its underscores; a dash where there is none."""
    return "–" if word is None else word.replace("_", " ")


def of_three(standing: int) -> str:
    """Return standing strikes of the three that end a channel: ●●○."""
    return "●" * min(standing, 3) + "○" * max(0, 3 - standing) + (f" {standing}" if standing > 3 else "")


class Days:
    """Times as people of one zone read them; what is known to the day only is not moved between zones."""

    def __init__(self, zone: str, today: dt.date) -> None:
        self.zone, self.today, self._at = zone, today, ZoneInfo(zone)

    def local(self, moment: str, precision: str | None = "second") -> dt.datetime:
        """Return a stored time (UTC, ending in Z) as it is there, without its zone."""
        utc = dt.datetime.fromisoformat(moment.replace("Z", "+00:00"))
        there = utc if precision not in (None, "second") else utc.astimezone(self._at)
        return there.replace(tzinfo=None)

    def day(self, moment: Moment, precision: str | None = "second") -> str:
        """Return "3 Mar 2026", or "Mar 2026" and "2026" where no more is known, or a dash."""
        if moment is None:
            return "–"
        there = self.local(moment, precision)
        return {"month": f"{there:%b %Y}", "year": f"{there:%Y}"}.get(precision or "", _day(there))

    def time(self, moment: Moment, precision: str | None = "second") -> str:
        """Return "3 Mar 2026, 14:15" where the time is known, else the day."""
        if moment is None or precision not in (None, "second"):
            return self.day(moment, precision)
        there = self.local(moment)
        return f"{_day(there)}, {there:%H:%M}"

    def span(self, first: Moment, last: Moment) -> str:
        """Return "2–9 Nov 2026", leaving out what both days share."""
        if first is None or last is None or self.day(first) == self.day(last):
            return self.day(first or last)
        a, b = self.local(first), self.local(last)
        start = (
            f"{a.day}" if (a.year, a.month) == (b.year, b.month) else f"{a.day} {a:%b}" if a.year == b.year else _day(a)
        )
        return f"{start}{'–' if start.isdigit() else ' – '}{_day(b)}"

    def due(self, moment: Moment) -> str:
        """Return "in 3 days (Thu 26 Nov)", counted from the day of the run."""
        if moment is None:
            return "–"
        there = self.local(moment)
        days = (there.date() - self.today).days
        when = "today" if days == 0 else f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"
        return f"{when} ({there:%a} {there.day} {there:%b})"


def _day(moment: dt.date) -> str:
    return f"{moment.day} {moment:%b %Y}"


def is_day(text: str | None) -> bool:
    """Is this a day as an address writes it (2026-11-23)?"""
    try:
        return bool(text) and dt.date.fromisoformat(str(text)) is not None
    except ValueError:
        return False
