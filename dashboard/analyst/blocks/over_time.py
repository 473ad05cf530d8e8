"""Claims over time by type, with what happened around; a stretch can be marked and its events opened."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any
from zoneinfo import ZoneInfo

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.analyst.blocks import doors, safe, timeline, words
from dashboard.analyst.book import Book
from strikes.model import CLAIM_TYPES
from strikes.store import read
from strikes.store.read import Behind

#: Bars of a length people think in, so many that their course shows.
_GRAINS = ((70, "day"), (1200, "week"), (6000, "month"))
#: So small a part of all claims may be left out of the picture.
_OLD = 0.02
#: Stretches there is room for, however few there are.
_FEWEST = 24
#: Types are told apart by greys, darkest what gives a strike: colours belong to the axes.
_GREYS = {"takedown": "#5B616B", "scheduled_takedown": "#959BA6", "content_id_claim": "#C9CDD4"}


def show(book: Book) -> None:
    """Show the timeline of all claims of a run."""
    known = book.ask(read.span)
    if known["first_on"] is None:
        return
    start = _start(book.ask(read.over_time, "month"), known)
    grain = _grain(start, known["last_on"])
    is_cut = start > known["first_on"]
    rows = [row for row in book.ask(read.over_time, grain) if row["starts_on"] >= start or not is_cut]
    marked = safe.picture(
        _chart(book, _bars(rows, grain)),
        [row | {"event_type": words.plain(row["event_type"])} for row in rows],
        {"starts_on": f"{grain} from", "event_type": "type", "n": "claims"},
        says=f"Claims per {grain} by type, {start} to {known['last_on']}",
        key="claims-over-time",
        on_select="rerun",
    )
    _caption(book, known, grain, rows)
    with st.container(horizontal=True, gap="small", key="doors-not-drawn"):
        if known["n_undated"]:
            doors.to_events(f"{known['n_undated']:,} without a known day", Behind(only_claims=True, only_undated=True))
        if is_cut:
            before = (dt.date.fromisoformat(rows[0]["starts_on"]) - dt.timedelta(days=1)).isoformat()
            doors.to_events("older ones, left out of the picture", Behind(only_claims=True, until=before))
    _marked_door(marked)


def _start(months: list[read.Row], known: read.Row) -> str:
    """Return the day to draw from: a few claims of long ago are left to their door if they would take half the room."""
    first, last = (dt.date.fromisoformat(known[name]) for name in ("first_on", "last_on"))
    total, passed = sum(row["n"] for row in months), 0
    for row in months:
        start = dt.date.fromisoformat(row["starts_on"])
        if passed > _OLD * total:
            break
        if start - first > (last - first) / 2:
            return str(row["starts_on"])
        passed += row["n"]
    return str(known["first_on"])


def _grain(first_on: str, last_on: str) -> str:
    days = (dt.date.fromisoformat(last_on) - dt.date.fromisoformat(first_on)).days
    return next((grain for most, grain in _GRAINS if days <= most), "year")


def _bars(rows: list[read.Row], grain: str) -> pd.DataFrame:
    """Stack the types of each stretch, in the order of the contract."""
    stacked: dict[str, int] = defaultdict(int)
    bars = []
    for row in sorted(rows, key=lambda row: (row["starts_on"], CLAIM_TYPES.index(row["event_type"]))):
        low = stacked[row["starts_on"]]
        stacked[row["starts_on"]] += row["n"]
        start = dt.datetime.fromisoformat(row["starts_on"])
        end = (start + pd.tseries.frequencies.to_offset(_OFFSET[grain])).to_pydatetime()
        bars.append((start.isoformat(), end.isoformat(), low, low + row["n"], row["n"], words.plain(row["event_type"])))
    return pd.DataFrame(bars, columns=["starts", "ends", "low", "high", "claims", "type"])


_OFFSET = {"day": "1D", "week": "7D", "month": "MS", "year": "YS"}


def _chart(book: Book, bars: pd.DataFrame) -> alt.LayerChart:
    types = [str(kind) for kind in CLAIM_TYPES if words.plain(kind) in set(bars["type"])]
    colours = alt.Scale(domain=[words.plain(t) for t in types], range=[_GREYS[t] for t in types])
    stretch = _stretch(bars)
    drawn = (
        alt.Chart(bars)
        .mark_bar()
        .encode(
            x=stretch.x("starts"),
            x2="ends:T",
            y=alt.Y("low:Q", title="claims", axis=alt.Axis(tickMinStep=1, tickCount=4)),
            y2="high:Q",
            color=alt.Color("type:N", scale=colours, legend=alt.Legend(orient="bottom", title=None, columns=2)),
            tooltip=[alt.Tooltip("starts:T", title="from"), "type:N", "claims:Q"],
        )
        .add_params(alt.selection_interval(name="brush", encodings=["x"]))
    )
    return timeline.drawn(book, stretch, drawn, 240)


def _stretch(bars: pd.DataFrame) -> timeline.Stretch:
    first, last = (dt.datetime.fromisoformat(end) for end in (bars["starts"].min(), bars["ends"].max()))
    # A bar or two would else fill the whole width and look like a wall of claims.
    missing = max(0, _FEWEST - len(bars))
    return timeline.Stretch(first, last).widened((last - first) / len(bars) * missing / 2)


def _caption(book: Book, known: read.Row, grain: str, rows: list[read.Row]) -> None:
    counted = words.of(sum(row["n"] for row in rows), known["n_claim_events"], "demand")
    st.caption(f"{counted} by {grain}, run {book.run.run_id[:8]}. Drag to mark a stretch.")


def _marked_door(marked: Any) -> None:
    stretch = (marked.get("selection", {}) if marked else {}).get("brush", {}).get("starts")
    if not stretch:
        return
    # The chart counts in the browser's own time.
    there = ZoneInfo(st.context.timezone or "UTC")
    first, last = (dt.datetime.fromtimestamp(ms / 1000, there).date().isoformat() for ms in stretch)
    doors.to_events(f"Open the events from {first} to {last}", Behind(since=first, until=last))
