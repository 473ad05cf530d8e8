"""What every page has around it: its name, the run it shows, the mark of invented data, a last word of caution."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.analyst.blocks import safe, words
from dashboard.analyst.book import Book
from strikes.report.explanation import CAUTION
from strikes.store import read

_STYLE = Path(__file__).resolve().parent.parent / "style.css"


def dress() -> None:
    """Set the page's width and style; once per run of the script, before anything is shown."""
    st.set_page_config(page_title="strikes", layout="wide", initial_sidebar_state=220)
    st.html(_STYLE)


def head(title: str, book: Book) -> None:
    """Show the page's name beside the run it is of, and how much of that is invented."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="head"):
        st.title(title, anchor=False)
        with st.popover(_run_words(book), type="tertiary"):
            _choose_run(book)
    _simulated(book)


def foot() -> None:
    """Show the fixed text that belongs under every judgement (R19)."""
    safe.aside(CAUTION, key="caution")


def _run_words(book: Book) -> str:
    told = f"run {book.run.run_id[:4]} · as of {book.days.day(book.run.as_of, 'day')}"
    return f"{told} · compared with {run_day(book, book.before)}" if book.before else told


def run_day(book: Book, run: read.Run) -> str:
    """Return the day another run is of; its time of computing where it is of the same day as the one shown."""
    if run.as_of != book.run.as_of:
        return book.days.day(run.as_of, "day")
    return f"the run computed {book.days.time(run.created_at)}"


def _choose_run(book: Book) -> None:
    names = {run.run_id: f"{run.run_id[:8]} · as of {book.days.day(run.as_of, 'day')}" for run in book.runs}
    st.selectbox(
        "Run shown",
        ["", *names],
        format_func=lambda name: names.get(name, "the newest"),
        key="run",
        bind="query-params",
    )
    others = [name for name in names if name != book.run.run_id]
    st.selectbox(
        "Compared with",
        ["", *others],
        format_func=lambda name: names.get(name, "the one made before it"),
        key="against",
        bind="query-params",
    )
    info = book.ask(read.run_info)
    st.caption(
        f"Computed {book.days.time(book.run.created_at)} ({book.days.zone}; all times here are of that zone) by "
        f"version {info['version']}, seed {info['seed']}. A run never changes; `strikes score` makes the next."
    )


def _simulated(book: Book) -> None:
    found = book.ask(read.simulated)
    if not found["n_events"]:
        return
    events = words.of(found["n_events"], found["n_events_of"], "event")
    channels = words.of(found["n_channels"], found["n_channels_of"], "channel")
    with st.container(key="simulated"):
        safe.say(f"SIMULATED: {events} on {channels} of this run, invented for training and tests.")
