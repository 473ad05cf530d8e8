"""The coach: strikes standing, clocks, what each way out costs and shows, letters, whom to call, what never to do."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence

import streamlit as st

from dashboard.intake.blocks import letters
from dashboard.intake.visit import Visit
from strikes import settings
from strikes.intake.deadlines import LIMIT, RULES, Clock, Deadline, Happening, running, standing
from strikes.intake.ics import calendar
from strikes.intake.reading import happenings
from strikes.intake.submission import Notice
from strikes.model import EventType

_NEVER = ("pay", "alone", "false", "second", "delete", "public")
_STRIKES = (EventType.TAKEDOWN, EventType.CHANNEL_TERMINATION)


def show(visit: Visit, notices: Sequence[Notice]) -> None:
    """Show all there is to know about what to do now."""
    st.subheader(visit.words("coach.title"), anchor=False)
    clocks(visit, notices)
    st.subheader(visit.words("coach.ways"), anchor=False)
    _ways(visit, {notice.reading.event_type for notice in notices})
    st.subheader(visit.words("coach.letters"), anchor=False)
    letters.show(visit, notices)
    with st.expander(visit.words("coach.call")):
        for row in _helplines():
            st.text(f"{row['name']}: {row['contact']}")
    with st.expander(visit.words("coach.never")):
        for name in _NEVER:
            st.text(f"– {visit.words(f'never.{name}')}")


def clocks(visit: Visit, notices: Sequence[Notice]) -> None:
    """Show the strikes that stand and the clocks that run, first end first, and offer them as a calendar."""
    words, now = visit.words, visit.desk.now()
    told = [Happening(*each) for each in happenings(notices)]
    _standing(visit, told, notices, now)
    ends = running(told, now)
    local = now.astimezone(visit.zone)
    for end in ends:
        visit.say(f"coach.{end.clock}", when=words.moment(end.ends_at.astimezone(visit.zone), local))
        if not end.is_to_the_hour:
            visit.quiet("coach.rough", of=f"rough-{ends.index(end)}")
    if not ends:
        visit.say("coach.no_clock")
        return
    visit.quiet("coach.zone", of="zone", zone=str(visit.zone))
    st.download_button(
        words("coach.calendar"),
        calendar([(end, _event(visit, end)) for end in ends], "strikes", now, words("coach.reminder")),
        "days.ics",
        "text/calendar",
        on_click="ignore",
    )
    visit.quiet("coach.calendar_note", of="calendar")


def _standing(visit: Visit, told: list[Happening], notices: Sequence[Notice], now: dt.datetime) -> None:
    stated = max((notice.reading.strikes_standing or 0 for notice in notices), default=0)
    found = standing(told, stated, now)
    if any(notice.reading.event_type is EventType.CHANNEL_TERMINATION for notice in notices):
        visit.say("coach.gone")
        return
    n = min(found.n_standing, LIMIT)
    st.text(f"{'●' * n}{'○' * (LIMIT - n)}")
    if n == 0:
        visit.say("coach.none")
        return
    visit.count("coach.standing", n)
    if found.n_left:
        visit.count("coach.left", found.n_left)
    else:
        visit.say("coach.third")


def _event(visit: Visit, end: Deadline) -> str:
    # Neutral: others may see a calendar.
    return visit.words(
        "coach.event", what=visit.words("coach.event_act" if end.clock.must_beat else "coach.event_lapse")
    )


def _ways(visit: Visit, kinds: set[EventType | None]) -> None:
    has_strike = bool(kinds & set(_STRIKES))
    names = ["copy"]
    names += ["scheduled"] if EventType.SCHEDULED_TAKEDOWN in kinds else []
    names += ["dispute"] if EventType.CONTENT_ID_CLAIM in kinds else []
    names += ["retraction"]
    names += ["wait"] if has_strike else []
    for name in names:
        with st.expander(visit.words(f"way.{name}_title")):
            _way(visit, name)
    if has_strike:
        with st.container(key="danger"):
            st.subheader(visit.words("way.counter_title"), anchor=False)
            visit.say("way.counter_danger")
            _way(visit, "counter")
    clock = Clock.LAPSE if has_strike else Clock.DISPUTE
    visit.quiet("coach.rule", of="rule", address=RULES[clock])


def _way(visit: Visit, name: str) -> None:
    words = visit.words
    visit.say(f"way.{name}")
    visit.say("way.costs", text=words(f"way.{name}_costs"))
    visit.say("way.shows", text=words(f"way.{name}_shows"))


def _helplines() -> list[dict[str, str]]:
    with (settings.reference_dir() / "helplines.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
