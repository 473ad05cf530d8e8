"""Timelines, and what happened around them as thin labelled rules: background for the eye, never weighed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import altair as alt
import pandas as pd

from dashboard.analyst.blocks import axes, safe
from dashboard.analyst.blocks.letters import cut
from dashboard.analyst.book import Book
from strikes.store import read

#: Room a slanted label needs beside the next, on a timeline about this wide; letters of a label.
_WIDTH, _APART, _LETTERS = 800, 20, 26
#: Room above a timeline for the labels.
_HEADROOM = 78


@dataclass(frozen=True)
class Stretch:
    """The stretch of time a timeline shows, from one local time to another."""

    first: dt.datetime
    last: dt.datetime

    def widened(self, margin: dt.timedelta) -> Stretch:
        """Return the stretch with room at both ends."""
        return Stretch(self.first - margin, self.last + margin)

    def x(self, field: str) -> alt.X:
        """Return the time axis for a field, with ticks at days, months or years as the stretch asks for."""
        return alt.X(f"{field}:T", title=None, scale=alt.Scale(nice=False), axis=self._ticks())

    def ends(self) -> alt.Chart:
        """Return marks nobody sees at both ends, so that the axis reaches from one to the other.

        A domain stated outright makes Vega-Lite warn of a conflict between the two ends of a bar.
        """
        return (
            alt.Chart(pd.DataFrame({"end": [self.first.isoformat(), self.last.isoformat()]}))
            .mark_point(opacity=0)
            .encode(x=self.x("end"))
        )

    def _ticks(self) -> alt.Axis:
        days = (self.last - self.first).days
        if days <= 16:
            return alt.Axis(format="%-d %b", tickCount={"interval": "day", "step": 1 + days // 8})
        return alt.Axis(format="%-d %b" if days <= 150 else "%b %Y" if days <= 1500 else "%Y", tickCount=7)


def drawn(book: Book, stretch: Stretch, marks: alt.Chart, height: int) -> alt.LayerChart:
    """Return marks on a timeline `height` pixels high, under the rules of what happened around and their labels."""
    rows = around(book, stretch)
    if not rows:
        return alt.layer(marks, stretch.ends()).properties(height=height)
    return alt.layer(marks, stretch.ends(), *_rules(book, stretch, rows)).properties(height=height + _HEADROOM)


def around(book: Book, stretch: Stretch) -> list[read.Row]:
    """Return what is known to have happened in a stretch of time, oldest first, each with its local time `at`."""
    rows = book.ask(read.context)
    placed = [row | {"at": book.days.local(row["happened_on"], row["happened_on_precision"])} for row in rows]
    return [row for row in placed if stretch.first <= row["at"] <= stretch.last]


def _rules(book: Book, stretch: Stretch, rows: list[read.Row]) -> tuple[alt.Chart, alt.Chart]:
    frame = pd.DataFrame(
        {
            "at": [row["at"].isoformat() for row in rows],
            "what": [safe.label(row["title"] or row["kind"]) for row in rows],
            "label": _labels(rows, (stretch.last - stretch.first).total_seconds()),
            "day": [book.days.day(row["happened_on"], row["happened_on_precision"]) for row in rows],
        }
    )
    base = alt.Chart(frame).encode(x=stretch.x("at"), tooltip=["what:N", "day:N"])
    rule = base.mark_rule(strokeWidth=1, strokeDash=[2, 3], color=axes.GREY)
    label = base.mark_text(angle=325, align="left", baseline="bottom", dx=1, dy=-3, fontSize=10, color=axes.GREY)
    return rule, label.encode(y=alt.value(0), text="label:N")


def _labels(rows: list[read.Row], seconds: float) -> list[str]:
    """Leave out labels that would lie on the one before; the rule and its tooltip stay."""
    shown, free_from = [], float("-inf")
    for row in rows:
        place = row["at"].timestamp() / max(seconds, 1.0) * _WIDTH
        fits = place >= free_from
        shown.append(cut(_short(row), _LETTERS) if fits else "")
        free_from = place + _APART if fits else free_from
    return shown


def _short(row: read.Row) -> str:
    # The page says on top what is invented; a label of 26 letters has no room to say it again.
    return safe.label((row["title"] or row["kind"]).removeprefix("SIMULATED "))
