"""What happened around the claims, as thin labelled rules on a timeline. Background for the eye; it is never weighed."""

from __future__ import annotations

import datetime as dt

import altair as alt
import pandas as pd

from dashboard.analyst.blocks import axes, safe
from dashboard.analyst.blocks.letters import cut
from dashboard.analyst.book import Book
from strikes.store import read

#: Room a slanted label needs beside the next, on a timeline about this wide; letters of a label.
_WIDTH, _APART, _LETTERS = 800, 20, 26
#: Room to leave above a timeline for the labels.
_HEADROOM = 78


def rules(book: Book, first: dt.datetime, last: dt.datetime) -> alt.LayerChart | None:
    """Return the rules of what happened between two local times; None where nothing is known to have."""
    rows = within(book, first, last)
    if not rows:
        return None
    frame = pd.DataFrame(
        {
            "at": [row["at"].isoformat() for row in rows],
            "what": [safe.label(row["title"] or row["kind"]) for row in rows],
            "label": _labels(rows, (last - first).total_seconds() or 1.0),
            "day": [book.days.day(row["happened_on"], row["happened_on_precision"]) for row in rows],
        }
    )
    base = alt.Chart(frame).encode(x=alt.X("at:T", title=None), tooltip=[alt.Tooltip("what:N"), alt.Tooltip("day:N")])
    line = base.mark_rule(strokeWidth=1, strokeDash=[2, 3], color=axes.GREY)
    words = base.mark_text(angle=325, align="left", baseline="bottom", dx=1, dy=-3, fontSize=10, color=axes.GREY)
    return line + words.encode(y=alt.value(0), text="label:N")


def under(chart: alt.Chart, around: alt.LayerChart | None, height: int) -> alt.LayerChart:
    """Return a timeline `height` pixels high with the rules over it, and room above it for their labels."""
    if around is None:
        return alt.layer(chart).properties(height=height)
    room = {"top": _HEADROOM, "left": 5, "right": 60, "bottom": 5}
    return alt.layer(chart, around).properties(height=height + _HEADROOM, padding=room)


def ticks(first: dt.datetime, last: dt.datetime) -> alt.Axis:
    """Return a time axis whose ticks are days, months or years, as the stretch between two times asks for."""
    days = (last - first).days
    if days <= 16:
        return alt.Axis(format="%-d %b", tickCount={"interval": "day", "step": 1 + days // 8})
    return alt.Axis(format="%-d %b" if days <= 150 else "%b %Y" if days <= 1500 else "%Y", tickCount=7)


def within(book: Book, first: dt.datetime, last: dt.datetime) -> list[read.Row]:
    """Return what happened between two local times, oldest first."""
    rows = book.ask(read.context)
    placed = [row | {"at": book.days.local(row["happened_on"], row["happened_on_precision"])} for row in rows]
    return [row for row in placed if first <= row["at"] <= last]


def _labels(rows: list[read.Row], seconds: float) -> list[str]:
    """Leave out labels that would lie on the one before; the rule and its tooltip stay."""
    shown, free_from = [], float("-inf")
    for row in rows:
        place = row["at"].timestamp() / seconds * _WIDTH
        fits = place >= free_from
        shown.append(cut(safe.label(row["title"] or row["kind"]), _LETTERS) if fits else "")
        free_from = place + _APART if fits else free_from
    return shown
