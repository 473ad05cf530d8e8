"""Data: where the facts came from, how well they are known, and what is not a fact yet, with the reason."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.analyst.blocks import axes, choose, empty, evidence, safe, words
from dashboard.analyst.book import Book
from strikes.store import read
from strikes.store.read import Row

_MOST = 200


def render(book: Book) -> None:
    """Draw what the run was made from."""
    info, sources, reasons = book.ask(read.run_info), book.ask(read.sources), book.ask(read.quarantine_reasons)
    safe.lead(_sentence(info, sources, reasons))
    left, right = st.columns([3, 2], gap="large")
    with left:
        _sources(book, sources)
        _quarantine(book, reasons)
        _others(book)
    with right:
        _levels(book, info)
        _types(book, info)


def _sentence(info: Row, sources: list[Row], reasons: list[Row]) -> str:
    n_files = len({row["source_id"] for row in sources})
    waiting = sum(row["n"] for row in reasons)
    told = f"{words.count(info['n_events'], 'event')} from {words.count(n_files, 'source')}"
    return f"{told}; {words.count(waiting, 'row')} in quarantine." if waiting else f"{told}; nothing is in quarantine."


def _sources(book: Book, sources: list[Row]) -> None:
    st.subheader("Sources", anchor=False)
    rows = [row | {"taken": book.days.time(row["collected_at"])} for row in sources]
    columns = {
        "name": "file",
        "kind": "facts",
        "n_read": "rows read",
        "n_new": "new",
        "n_known": "already known",
        "n_quarantined": "quarantined",
        "taken": "taken in",
    }
    choose.instead(
        rows,
        columns,
        page=choose.opens("events", source="source_id"),
        says="Sources, newest first",
        key="sources",
        height=320,
    )
    st.caption("Rows read = new + already known + quarantined. Choose a source to see its events.")


def _quarantine(book: Book, reasons: list[Row]) -> None:
    st.subheader("Quarantine", anchor=False)
    if not reasons:
        empty.nothing("Every row that was read is a fact.")
        return
    safe.table(
        reasons,
        {"n": "rows", "kind": "facts", "column_name": "column", "reason": "why"},
        says="Why rows are in quarantine",
    )
    with st.expander("The rows themselves", type="compact"):
        rows = book.ask(read.quarantined, _MOST)
        columns = {"file": "file", "line": "line", "column_name": "column", "reason": "why", "raw": "the row"}
        safe.table(rows, columns, says="Rows in quarantine", height=320)
        st.caption("Mend them in the file and take it in again. All of them, as CSV:")
        empty.command("strikes quarantine --format csv")


def _levels(book: Book, info: Row) -> None:
    st.subheader("How well it is known", anchor=False)
    by_level: dict[int, int] = {}
    for row in book.ask(read.levels):
        by_level[row["level"]] = by_level.get(row["level"], 0) + row["n"]
    rows = [
        {
            "at": level,
            "level": f"P{level}",
            "events": n,
            "share": words.of(n, info["n_events"], "event"),
            "means": evidence.LEVELS[level],
        }
        for level, n in sorted(by_level.items(), reverse=True)
    ]
    safe.drawn(_bars(rows), says="Events by level of provenance")
    choose.instead(
        rows,
        {"level": "level", "share": "events", "means": "that is"},
        page=choose.opens("events", level="at"),
        says="Events by level of provenance",
        key="levels",
    )


def _bars(rows: list[Row]) -> alt.LayerChart:
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=alt.Y("level:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False)),
        x=alt.X("events:Q", axis=None),
        tooltip=["level:N", "means:N", "events:Q"],
    )
    counted = base.mark_text(align="left", dx=5, color=axes.GREY).encode(text=alt.Text("events:Q", format=","))
    return (base.mark_bar(height=16, color=axes.GREY) + counted).properties(height=30 * len(rows) + 10)


def _types(book: Book, info: Row) -> None:
    st.subheader("What happened", anchor=False)
    rows = [
        row | {"what": words.plain(row["event_type"]), "share": words.of(row["n"], info["n_events"], "event")}
        for row in book.ask(read.event_types)
    ]
    choose.instead(
        rows,
        {"what": "type", "share": "events"},
        page=choose.opens("events", event_type="event_type"),
        says="Events by type",
        key="types",
    )
    st.caption("The types are never pooled: a Content ID claim gives no strike.")


def _others(book: Book) -> None:
    st.subheader("Beside the events", anchor=False)
    safe.table(book.ask(read.facts_beside), {"kind": "facts", "n": "known"}, says="Facts of the other kinds")
