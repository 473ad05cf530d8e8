"""Overview: what happened when, what is new since the run before, who is under attack, where to look next."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from dashboard.analyst.blocks import axes, choose, doors, empty, frame, over_time, queue, safe, words
from dashboard.analyst.book import Book
from strikes.store import read
from strikes.store.read import Behind

#: "Now" and "this week", in days before and after the day of the run.
RECENT, SOON = 30, 7
_MOST = 8
#: Pixels of a table that is not the page's main one.
_HIGH = 260


def render(book: Book) -> None:
    """Draw the overview of a run."""
    info, attacked, due = book.ask(read.run_info), book.ask(read.under_attack, RECENT), book.ask(read.clocks, SOON)
    safe.lead(f"{_attack_sentence(book, attacked)} {_change_sentence(book, due)}")
    _sizes(info)
    if not info["n_claims"]:
        empty.nothing(
            "None of these events demands anything, so there is nothing to judge yet.", "strikes collect table FILE"
        )
        return
    happened, changed = st.columns([2, 1], gap="large")
    with happened:
        st.subheader("What happened", anchor=False)
        over_time.show(book)
    with changed:
        st.subheader("What changed", anchor=False)
        _changes(book)
    _under_attack(book, attacked)
    _deadlines(book, due)
    st.subheader("First in the queue", anchor=False)
    queue.first(book, _MOST)


def _attack_sentence(book: Book, attacked: list[read.Row]) -> str:
    if attacked:
        channels = words.count(len(attacked), "channel")
        return (
            f"{channels} with strikes standing {'was' if len(attacked) == 1 else 'were'} hit in the last {RECENT} days."
        )
    last = book.ask(read.span)["last_on"]
    told = f"; the last known demand is of {book.days.day(last, 'day')}" if last else ""
    return f"No channel with a strike standing was hit in the {RECENT} days before this run{told}."


def _change_sentence(book: Book, due: list[read.Row]) -> str:
    if book.before is None:
        ends = f"; {words.count(len(due), 'deadline')} within {SOON} days" if due else ""
        return f"There is no run to compare with{ends}."
    kinds = Counter(kind for kind, _ in {(change["kind"], change["subject"]) for change in book.changes()})
    told = [
        f"{words.count(kinds['rose'], 'claimant')} rose" if kinds["rose"] else "",
        f"{words.count(kinds['fell'], 'claimant')} fell" if kinds["fell"] else "",
        f"{words.count(kinds['new_campaign'], 'campaign')} appeared" if kinds["new_campaign"] else "",
        f"{words.count(kinds['joined'], 'claimant')} joined a campaign" if kinds["joined"] else "",
        f"{words.count(len(due), 'deadline')} end{'s' if len(due) == 1 else ''} within {SOON} days" if due else "",
    ]
    since = f"Since {frame.run_day(book, book.before)}"
    return f"{since}: {words.joined([t for t in told if t])}." if any(told) else f"{since} nothing moved."


def _sizes(info: read.Row) -> None:
    with st.container(horizontal=True, gap="small", key="doors-sizes"):
        doors.to_events(words.count(info["n_events"], "event"), Behind())
        doors.to_events(words.count(info["n_claims"], "claim"), Behind(only_claims=True))
        doors.door(words.count(info["n_claimants"], "claimant"), "claimants")
        doors.door(words.count(info["n_channels"], "channel"), "channels")
        doors.door(words.count(info["n_campaigns"], "campaign"), "campaigns")


def _changes(book: Book) -> None:
    found = book.changes()
    if not found:
        than = (
            "Nothing to compare with: this is the only run."
            if book.before is None
            else "No band and no campaign changed."
        )
        empty.nothing(than)
        return
    rows = [change | {"what": _what(change), "who": next(iter(change["names"]), change["subject"])} for change in found]
    choose.instead(
        rows,
        {"who": "who", "what": "what"},
        page=_page,
        says="What changed since the run before",
        key="changes",
        height=330,
        column_config={"who": st.column_config.Column(width=110), "what": st.column_config.Column(width=230)},
    )
    st.caption(f"{words.count(len(rows), 'change')}; choose one to open it.")


def _what(change: read.Row) -> str:
    if change["kind"] in ("rose", "fell"):
        arrow = "▲" if change["kind"] == "rose" else "▽"
        return f"{arrow} {change['axis']} {axes.band_mark(change['before'])} → {axes.band_mark(change['after'])}"
    return {
        "joined": f"+ joined {change['after']}",
        "left": f"– left {change['before']}",
        "new_campaign": "✳ new campaign",
    }[change["kind"]]


def _page(change: read.Row) -> tuple[str, dict[str, Any]]:
    is_campaign = change["kind"] == "new_campaign"
    return (
        ("campaigns", {"campaign": change["subject"]})
        if is_campaign
        else ("claimants", {"claimant": change["subject"]})
    )


def _under_attack(book: Book, attacked: list[read.Row]) -> None:
    if not attacked:
        return
    st.subheader("Under attack", anchor=False)
    rows = [
        row
        | {
            "standing": words.of_three(row["strikes_standing"]),
            "next": book.days.due(row["next_lapse_at"]),
            "last": book.days.day(row["last_claim_at"]),
        }
        for row in attacked
    ]
    columns = {
        "title": "channel",
        "standing": "strikes standing",
        "next": "first lapses",
        "n_claims": "claims",
        "n_claimants": "claimants",
        "last": "last hit",
    }
    choose.instead(
        rows,
        columns,
        page=choose.opens("channels", channel="channel_id"),
        says="Channels with strikes standing that were hit lately",
        key="attacked",
        height=_HIGH,
    )


def _deadlines(book: Book, due: list[read.Row]) -> None:
    if not due:
        return
    st.subheader("Running out this week", anchor=False)
    what = {"lapse": "a strike lapses", "scheduled": "a scheduled removal is carried out"}
    rows = [row | {"what": what[row["kind"]], "when": book.days.due(row["due_at"])} for row in due]
    choose.instead(
        rows,
        {"when": "when", "what": "what", "title": "channel"},
        page=choose.opens("channels", channel="channel_id"),
        says="What runs out within a week",
        key="deadlines",
        height=_HIGH,
    )
