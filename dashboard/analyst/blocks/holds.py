"""What a campaign rests on: what remains of it without its strongest edge, and without each reporter."""

from __future__ import annotations

import streamlit as st

from dashboard.analyst.blocks import choose, safe, words
from dashboard.analyst.book import Book
from strikes.report.explanation import likelihood_ratio
from strikes.store import read
from strikes.store.read import Row


def show(book: Book, campaign: Row, names: dict[str, str]) -> None:
    """Show what remains of a campaign when something is taken away."""
    st.subheader("What it rests on", anchor=False)
    tie = book.ask(read.strongest_tie, campaign["campaign_id"])
    if tie is not None:
        _edge(campaign, tie, names)
    told = book.ask(read.without_reporters, campaign["campaign_id"])
    safe.text(_sentence(told))
    if told:
        _reporters(campaign, told)


def _edge(campaign: Row, tie: Row, names: dict[str, str]) -> None:
    ratio = likelihood_ratio(read.bans(tie["weight_ubans"]) or 0.0)
    remains = "it holds" if campaign["holds_without_strongest_edge"] else "it does not hold"
    safe.say(
        f"Without its strongest edge, {{a}} and {{b}} (likelihood ratio about {ratio}), {remains}.",
        a=names[tie["claimant_a"]],
        b=names[tie["claimant_b"]],
    )


def _sentence(told: list[Row]) -> str:
    falls = sum(not row["holds"] for row in told)
    if not told:
        return "Its edges rest on no reporter's word alone."
    if not falls:
        return f"It holds without any one of {words.count(len(told), 'reporter')}."
    return f"It falls apart without {words.of(falls, len(told), 'reporter')}: their word alone carries it."


def _reporters(campaign: Row, told: list[Row]) -> None:
    rows = [
        row
        | {
            "who": row["title"] or row["reporter_id"],
            "left": words.of(row["n_left"], campaign["n_claimants"], "claimant"),
            "then": "holds" if row["holds"] else "does not hold",
        }
        for row in told
    ]
    choose.instead(
        rows,
        {"who": "without what was told by", "left": "still hang together", "then": "the campaign"},
        page=choose.opens("events", reporter="reporter_id"),
        says="What remains without each reporter",
        key="without",
        height=240,
        column_config={
            "without what was told by": st.column_config.Column(width=150),
            "still hang together": st.column_config.Column(width=110),
        },
    )
    st.caption(
        "A campaign holds when two thirds of its claimants still hang together. Click a reporter for its events."
    )
