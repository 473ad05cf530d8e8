"""What chance would give beside what was seen: shared targets of pairs, newcomers of bursts."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.analyst.blocks import axes, choose, empty, safe, words
from dashboard.analyst.book import Book
from strikes.model import Axis
from strikes.store.read import Row

#: Below this no eye tells a number from nothing.
_LEAST = 0.001
#: What a burst of each kind is.
_KINDS = {
    "one_shot": "newcomers at once",
    "strike_out": "strike-out",
    "relay": "taking turns",
    "synchronised": "in step",
    "creation": "made together",
}


def show(campaign: Row, found: list[Row]) -> None:
    """Show what a campaign was seen with beside what chance would give of it."""
    st.subheader("What chance would give", anchor=False)
    if campaign["seen_shared"] is not None:
        _beside("targets that pairs of them share", campaign["expected_shared"] or 0.0, campaign["seen_shared"])
    counted = next((b for b in found if b["expected"] is not None and b["n_first_seen"]), None)
    if counted is not None:
        _beside("newcomers in its densest burst", counted["expected"], counted["n_first_seen"])
    if campaign["seen_shared"] is None and counted is None:
        empty.nothing("No shared targets and no newcomers are counted here: these hang together by text or contact.")
    if campaign["q_value"] is not None:
        st.caption(
            f"q = {campaign['q_value']:.2g}: of findings like this one, so many would be chance "
            "(Benjamini–Hochberg over all pairs)."
        )


def _beside(what: str, expected: float, seen: float) -> None:
    rows = [_line("by chance", expected), _line("seen", seen)]
    safe.aside(f"{what.capitalize()}:", key=f"of-{what}")
    columns = {"what": "", "told": what}
    safe.picture(_chart(rows), rows, columns, says=f"{what}: by chance and seen", key=f"chance-{what}")


def _line(what: str, n: float) -> Row:
    return {"what": what, "n": float(n), "told": told(n)}


def told(n: float) -> str:
    """Return a number that chance would give as people say it."""
    return f"{n:.2g}" if n >= _LEAST else "nearly none" if n else "none"


def _chart(rows: list[Row]) -> alt.LayerChart:
    colours = alt.Scale(domain=["by chance", "seen"], range=["#C9CDD4", axes.LOOKS[Axis.COORDINATION].colour])
    reach = alt.Scale(domain=[0, 1.2 * max(row["n"] for row in rows) or 1])
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=alt.Y("what:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False)),
        x=alt.X("n:Q", axis=None, scale=reach),
    )
    bars = base.mark_bar(height=22).encode(color=alt.Color("what:N", scale=colours, legend=None))
    return (bars + base.mark_text(align="left", dx=5, color=axes.GREY).encode(text="told:N")).properties(height=80)


def bursts(book: Book, found: list[Row]) -> None:
    """Show the bursts some claimants took part in."""
    if not found:
        return
    st.subheader("Bursts", anchor=False)
    rows = [
        b
        | {
            "kind": _KINDS.get(b["kind"], words.plain(b["kind"])),
            "channel": b["channel_title"] or b["target_id"],
            "dates": book.days.span(b["starts_at"], b["ends_at"]),
            "members": words.of(b["n_members"], b["n_claimants"], "claimant"),
            "q": None if b["q_value"] is None else f"{b['q_value']:.2g}",
        }
        for b in found
    ]
    columns = {"kind": "burst", "channel": "on", "dates": "when", "members": "from here", "q": "q", "sentence": "what"}
    choose.instead(
        rows,
        columns,
        page=choose.opens("channels", channel="target_id"),
        says="Bursts these claimants took part in, least likely by chance first",
        key="bursts",
        height=240,
        column_config={"what": st.column_config.Column(width=520)},
    )
