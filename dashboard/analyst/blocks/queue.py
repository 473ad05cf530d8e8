"""The queue as a table: who, why in one line, and the three axes drawn on one scale."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.analyst.blocks import axes, choose, letters, words
from dashboard.analyst.book import Book
from strikes.model import Axis
from strikes.signals.words import sentence
from strikes.store import read
from strikes.store.read import Row, Wanted

_AXIS_COLUMNS = {f"axis {axis}": f"{axes.LOOKS[axis].mark} {axis}" for axis in Axis}
WIDE = {
    "place": "rank",
    "who": "as reported",
    "why": "why, in one line",
    **_AXIS_COLUMNS,
    "counts": "claims / channels",
    "dates": "first – last",
    "campaign_id": "campaign",
    "reviewed": "reviewed",
}
NARROW = {"place": "rank", "who": "as reported", "lead": "strongest", "n_claims": "claims"}
_WIDTHS = {
    "rank": 46,
    "as reported": 175,
    "why, in one line": 262,
    **dict.fromkeys(_AXIS_COLUMNS.values(), 160),
    "claims / channels": 112,
    "campaign": 110,
    "strongest": 92,
    "claims": 62,
}
INVENTED = "▨"


def first(book: Book, most: int) -> None:
    """Show the claimants to look at first; choosing one opens its page."""
    found, n_found = book.ask(read.queue, Wanted(), most)
    choose.instead(
        lines(book, found),
        WIDE,
        page=choose.opens("claimants", claimant="claimant_id"),
        says=f"The first {len(found)} of {n_found} claimants in the queue",
        key="first-in-queue",
        **looks(WIDE),
    )


def lines(book: Book, found: list[Row]) -> list[Row]:
    """Return rows of the queue with everything a table shows of them."""
    ids = [row["claimant_id"] for row in found]
    scores, reasons = book.ask(read.standings, ids), book.ask(read.reasons, ids)
    return [_line(book, row, scores[row["claimant_id"]], reasons.get(row["claimant_id"])) for row in found]


def looks(columns: dict[str, str]) -> dict[str, Any]:
    """Return how a table of the queue is drawn: axes in their colours, columns as wide as what they hold."""
    widths = {name: st.column_config.Column(width=_WIDTHS[name]) for name in columns.values() if name in _WIDTHS}
    return {"style": axes.coloured, "column_config": widths}


def shown_name(row: Row) -> str:
    """Return how a claimant is called: its names as reported, else its address or reference, else its id."""
    return letters.listed(row["names"] or row["emails"] or _references(row) or [row["claimant_id"]], most=2)


def _references(row: Row) -> list[str]:
    # What follows the last @ says in which source a reference is meant; it is no part of what was reported.
    return [ref.rsplit("@", 1)[0] for ref in row.get("refs") or []]


def _line(book: Book, row: Row, scores: dict[str, Row], reason: Row | None) -> Row:
    drawn = {f"axis {axis}": f"{axes.strip(axis, s)} {axes.band_mark(s['band'])}" for axis, s in scores.items()}
    return (
        row
        | drawn
        | {
            "who": f"{INVENTED} {shown_name(row)}" if row["is_invented"] else shown_name(row),
            "why": sentence(reason["explain"], reason["grade"], reason["facts"]) if reason else "no sign weighs here",
            "lead": f"{axes.LOOKS[Axis(row['lead_axis'])].mark} {axes.band_mark(row['lead_band'])}",
            "counts": f"{row['n_claims']:,} / {row['n_channels']:,}",
            "dates": book.days.span(row["first_claim_at"], row["last_claim_at"]),
            "reviewed": words.joined([words.plain(label) for label in row["labels"]]) or None,
        }
    )


def judged_waiting(waiting: list[Row]) -> tuple[str, ...]:
    """Return the records with a review that is no fact yet."""
    return tuple(sorted({str(review["subject"]) for review in waiting}))
