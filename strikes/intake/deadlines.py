"""The clocks of an owner: what runs out when, told to the safe side (rules: YouTube's help pages, named in RULES).

A clock the owner must beat is told no later than it can be; one the owner waits for, no earlier. A notice whose hour is
not known began, for the first kind, when its day began at the eastern edge of the world's time zones, and for the
second when its day ended at the western edge.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from strikes.intake.workdays import workday_after
from strikes.model import EventType

STRIKE_DAYS, WINDOW_DAYS, COURTESY_DAYS, DISPUTE_DAYS, COUNTER_WORKDAYS = 90, 7, 7, 30, 10
#: Three strikes that stand at once end a channel.
LIMIT = 3
#: YouTube counts in California.
PLATFORM_ZONE = ZoneInfo("America/Los_Angeles")
_EAST, _WEST = dt.timezone(dt.timedelta(hours=14)), dt.timezone(dt.timedelta(hours=-12))


class Clock(StrEnum):
    """What runs; `must_beat` tells the two kinds apart."""

    LAPSE = "lapse"
    SCHEDULED = "scheduled"
    COURTESY = "courtesy"
    COUNTER = "counter"
    DISPUTE = "dispute"

    @property
    def must_beat(self) -> bool:
        """Must the owner act before it ends?"""
        return self in (Clock.SCHEDULED, Clock.COURTESY)


#: Where each rule is stated.
RULES = {
    Clock.LAPSE: "https://support.google.com/youtube/answer/2814000",
    Clock.SCHEDULED: "https://support.google.com/youtube/answer/9167045",
    Clock.COURTESY: "https://support.google.com/youtube/answer/2814000",
    Clock.COUNTER: "https://support.google.com/youtube/answer/12497556",
    Clock.DISPUTE: "https://support.google.com/youtube/answer/2797454",
}
_OF_EVENT = {
    EventType.TAKEDOWN: Clock.LAPSE,
    EventType.SCHEDULED_TAKEDOWN: Clock.SCHEDULED,
    EventType.COUNTER_FORWARDED: Clock.COUNTER,
    EventType.DISPUTE: Clock.DISPUTE,
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One notice as far as clocks need it; `when` is `...Z` or a day, None where nothing is known."""

    event_type: EventType
    when: str | None
    video: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """A clock's end (an instant in UTC) and the video it is about."""

    ends_at: dt.datetime
    clock: Clock
    video: str = ""
    #: False where the notice states a day only, so that the end is told to the safe side.
    is_to_the_hour: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """How near the third strike is: strikes that stand as far as handed in, or as many as the platform stated."""

    n_standing: int
    first_lapse: dt.datetime | None
    #: When the strikes that stand now will all have lapsed.
    last_lapse: dt.datetime | None

    @property
    def n_left(self) -> int:
        """Strikes until the limit."""
        return max(0, LIMIT - self.n_standing)


def deadline(happening: Happening) -> Deadline | None:
    """Return the clock a notice starts; None for kinds that start none, and where no day is known."""
    clock = _OF_EVENT.get(happening.event_type)
    began = started(happening.when, must_beat=clock.must_beat) if clock else None
    if clock is None or began is None:
        return None
    is_exact = happening.when is not None and "T" in happening.when
    return Deadline(_end(clock, began), clock, happening.video, is_exact)


def courtesy(strikes: Iterable[Happening]) -> Deadline | None:
    """Return when a channel with three strikes closes (Partner Programme: 7 days after the third); None below three."""
    began = sorted(at for each in strikes if (at := started(each.when, must_beat=True)))
    return Deadline(_end(Clock.COURTESY, began[LIMIT - 1]), Clock.COURTESY) if len(began) >= LIMIT else None


def standing(happenings: Sequence[Happening], stated: int | None, now: dt.datetime) -> Standing:
    """Return the strikes that stand now; `stated` is the number the newest notice tells, and it can only add."""
    lapses = sorted(
        found.ends_at for each in strikes_of(happenings) if (found := deadline(each)) and found.ends_at > now
    )
    undated = sum(each.when is None for each in strikes_of(happenings))
    n_standing = max(len(lapses) + undated, stated or 0)
    return Standing(n_standing, lapses[0] if lapses else None, lapses[-1] if lapses else None)


def running(happenings: Sequence[Happening], now: dt.datetime) -> list[Deadline]:
    """Return the clocks that still run, first end first."""
    return sorted({each for each in _all(happenings) if each.ends_at > now})


def strikes_of(happenings: Iterable[Happening]) -> list[Happening]:
    """Return what gave a strike, one for each video: a video carries at most one."""
    found: dict[str, Happening] = {}
    for number, each in enumerate(happenings):
        if each.event_type is EventType.TAKEDOWN:
            found.setdefault(each.video or f"#{number}", each)
    return list(found.values())


def started(when: str | None, *, must_beat: bool) -> dt.datetime | None:
    """Return the moment a clock began, in UTC; of a bare day its first or last, whichever is the safe side."""
    if when is None or len(when) < 10:
        return None
    if "T" in when:
        moment = dt.datetime.fromisoformat(when)
        return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    day = dt.date.fromisoformat(when)
    edge = dt.datetime.combine(day, dt.time(), _EAST) if must_beat else _end_of(day, _WEST)
    return edge.astimezone(dt.UTC)


def _all(happenings: Sequence[Happening]) -> Iterator[Deadline]:
    yield from (found for each in happenings if (found := deadline(each)))
    if third := courtesy(strikes_of(happenings)):
        yield third


def _end(clock: Clock, began: dt.datetime) -> dt.datetime:
    if clock is Clock.COUNTER:
        day = workday_after(began.astimezone(PLATFORM_ZONE).date(), COUNTER_WORKDAYS)
        return _end_of(day, PLATFORM_ZONE).astimezone(dt.UTC)
    days = {Clock.LAPSE: STRIKE_DAYS, Clock.DISPUTE: DISPUTE_DAYS, Clock.COURTESY: COURTESY_DAYS}
    return began + dt.timedelta(days=days.get(clock, WINDOW_DAYS))


def _end_of(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone)
