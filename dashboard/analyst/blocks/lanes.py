"""Claims as dots on lanes: a lane for each channel of one claimant, or for each claimant of a campaign."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.analyst.blocks import axes, looks, safe, timeline, words
from dashboard.analyst.book import Book
from strikes.store.read import Row

#: Lanes that stay readable; the rest share one.
_MOST = 14
#: For channels only; none of them is near an axis' colour or the red of a deadline.
_CHANNELS = ("#4C78A8", "#B279A2", "#9D755D", "#72B7B2", "#E8A838", "#3B5B92", "#8C8C8C", "#A0CBE8")


def of_claimant(book: Book, claims: list[Row], snapshots: list[Row]) -> None:
    """Show when a claimant claimed on which channel, and what its own channel was seen doing."""
    rows = _placed(book, claims, "channel_title", "channel_id")
    looks = _looks(book, snapshots)
    _show(book, rows + looks, "lane", "claims-of-claimant", colour=None)


def of_campaign(book: Book, claims: list[Row], names: dict[str, str]) -> None:
    """Show when each claimant claimed, a colour for each channel that several of them hit."""
    rows = _placed(book, claims, "claimant_id", "claimant_id")
    rows = [row | {"lane": names[row["claimant_id"]] if row["lane"] != "others" else "others"} for row in rows]
    hit = Counter(channel for channel, _ in sorted({(row["channel_id"], row["claimant_id"]) for row in rows}))
    shared = [channel for channel, n in hit.most_common(len(_CHANNELS)) if n > 1]
    titles = {row["channel_id"]: safe.label(row["channel_title"] or row["channel_id"]) for row in rows}
    rows = [row | {"channel": titles[row["channel_id"]] if row["channel_id"] in shared else "hit once"} for row in rows]
    _show(book, rows, "lane", "claims-of-campaign", colour=[titles[channel] for channel in shared])


def of_channel(book: Book, claims: list[Row], names: dict[str, str]) -> None:
    """Show when each claimant claimed on one channel."""
    rows = _placed(book, claims, "claimant_id", "claimant_id")
    rows = [
        row | {"lane": names.get(row["claimant_id"], row["lane"]) if row["lane"] != "others" else "others"}
        for row in rows
    ]
    _show(book, rows, "lane", "claims-on-channel", colour=None)


def _placed(book: Book, claims: list[Row], *lane: str) -> list[Row]:
    dated = [claim for claim in claims if claim["claimed_at"] and claim["claimed_at_precision"] in ("second", "day")]
    busy = {name for name, _ in Counter(claim[lane[-1]] for claim in dated).most_common(_MOST)}
    return [
        claim
        | {
            "at": book.days.local(claim["claimed_at"], claim["claimed_at_precision"]).isoformat(),
            "lane": safe.label(claim[lane[0]] or claim[lane[-1]]) if claim[lane[-1]] in busy else "others",
            "day": book.days.day(claim["claimed_at"], claim["claimed_at_precision"]),
            "demand": words.plain(claim["demand"]),
            "outcome": words.plain(claim["outcome"] or "unresolved"),
            "video": safe.label(claim["video_title"] or claim["video_id"]),
        }
        for claim in dated
    ]


def _looks(book: Book, snapshots: list[Row]) -> list[Row]:
    return [
        {
            "at": book.days.local(look["observed_at"]).isoformat(),
            "lane": "its own channel",
            "day": book.days.day(look["observed_at"]),
            "demand": look["what"],
            "outcome": words.plain(look["status"]),
            "video": safe.label(look["title"]),
        }
        for look in looks.told(snapshots)
        if look["what"]
    ]


def _show(book: Book, rows: list[Row], lane: str, key: str, *, colour: list[str] | None) -> None:
    if not rows:
        st.caption("None of these claims has a known day.")
        return
    columns = {lane: "lane", "day": "day", "demand": "what", "outcome": "became", "video": "video"}
    n_lanes = len({row[lane] for row in rows})
    says = f"{words.count(len(rows), 'claim or look', 'claims and looks')} on {words.count(n_lanes, 'lane')}"
    safe.picture(_chart(book, rows, colour), rows, columns, says=says, key=key)


def _chart(book: Book, rows: list[Row], colour: list[str] | None) -> alt.LayerChart:
    names = ["at", "lane", "day", "demand", "outcome", "video"] + (["channel"] if colour is not None else [])
    frame = pd.DataFrame([{name: row[name] for name in names} for row in rows])
    first, last = (dt.datetime.fromisoformat(end) for end in (frame["at"].min(), frame["at"].max()))
    stretch = timeline.Stretch(first, last).widened(max((last - first) * 0.03, dt.timedelta(days=1)))
    lanes = alt.Axis(grid=True, ticks=False, domain=False, labelLimit=220)
    dots = (
        alt.Chart(frame)
        .mark_point(filled=True, size=90, opacity=0.85)
        .encode(
            x=stretch.x("at"),
            y=alt.Y("lane:N", sort=_order(frame), title=None, axis=lanes),
            color=alt.value(axes.GREY) if colour is None else _paint(colour, set(frame["channel"])),
            shape=alt.Shape("demand:N", legend=_legend() if frame["demand"].nunique() > 1 else None),
            tooltip=["day:N", "demand:N", "outcome:N", "video:N", "lane:N"],
        )
    )
    legend = 17 * (1 + len(colour or []))
    return timeline.drawn(book, stretch, dots, 60 + 30 * frame["lane"].nunique() + legend)


def _paint(channels: list[str], drawn: set[str]) -> alt.Color:
    once = [("hit once", "#C9CDD4")] if "hit once" in drawn else []
    painted = [*zip(channels, _CHANNELS, strict=False), *once]
    scale = alt.Scale(domain=[name for name, _ in painted], range=[ink for _, ink in painted])
    return alt.Color("channel:N", scale=scale, legend=_legend() if channels else None)


def _legend() -> alt.Legend:
    return alt.Legend(orient="bottom", title=None, columns=1, labelLimit=240)


def _order(frame: pd.DataFrame) -> list[str]:
    """Return the lanes in order of their first dot, what stands for several or for itself last."""
    return sorted(dict.fromkeys(frame["lane"]), key=lambda lane: ("others", "its own channel").count(lane))
