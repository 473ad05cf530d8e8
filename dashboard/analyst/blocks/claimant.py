"""One claimant: what can be said, why, what speaks against it, and everything it was seen doing."""

from __future__ import annotations

import streamlit as st

from dashboard.analyst.blocks import (
    doors,
    empty,
    evidence,
    identity,
    lanes,
    looks,
    replies,
    review,
    safe,
    standing,
    words,
)
from dashboard.analyst.book import Book
from strikes.report.explanation import band_sentence
from strikes.store import read
from strikes.store.read import Behind, Row, Wanted

#: Texts shown in full; the rest is in the table.
_TEXTS = 6


def show(book: Book, claimant_id: str) -> None:
    """Show a claimant by its id."""
    found, _ = book.ask(read.queue, Wanted(claimant_id=claimant_id), 1)
    if not found:
        empty.nothing("This run knows no claimant with the id in the address; it may be of another run.")
        return
    row, scores = found[0], book.ask(read.standings, [claimant_id])[claimant_id]
    _head(book, row)
    with st.container(key="beside-lead"):
        safe.text(_sentence(row, scores))
    _numbers(row)
    standing.show(scores, key="standing")
    replies.show(book, claimant_id)
    evidence.show(book, claimant_id, scores)
    claims = book.ask(read.claims_of, [claimant_id])
    happened, texts, who, own, outside, judged = st.tabs(
        ["What it did", "Texts", "Who it is", "Its own channel", "Outside notices", "Reviews"]
    )
    with happened:
        _did(book, claims, claimant_id)
    with texts:
        _texts(book, claims)
    with who:
        identity.show(book, claimant_id)
    with own:
        looks.show(book, claimant_id)
    with outside:
        looks.outside(book, claimant_id)
    with judged:
        review.show(book, row, scores)


def _head(book: Book, row: Row) -> None:
    with st.container(horizontal=True, vertical_alignment="top", horizontal_alignment="distribute"):
        with st.container(key="names", width="stretch"):
            identity.names(book, row["claimant_id"])
        doors.close("Close", "claimant")


def _sentence(row: Row, scores: dict[str, Row]) -> str:
    said = band_sentence(row["lead_axis"], scores[row["lead_axis"]])
    return said[0].upper() + said[1:] + "."


def _numbers(row: Row) -> None:
    mine = row["claimant_id"]
    with st.container(horizontal=True, gap="small", key="doors-claimant"):
        doors.to_events(words.count(row["n_claims"], "claim"), Behind(claimant=mine, only_claims=True))
        doors.to_events(f"on {words.count(row['n_channels'], 'channel')}", Behind(claimant=mine))
        doors.to_events(f"told by {words.count(row['n_reporters'], 'reporter')}", Behind(claimant=mine))
        if row["campaign_id"]:
            doors.door("in a campaign", "campaigns", campaign=row["campaign_id"])


def _did(book: Book, claims: list[Row], claimant_id: str) -> None:
    lanes.of_claimant(book, claims, book.ask(read.snapshots, claimant_id))
    said = book.ask(read.statements, claimant_id)
    if said:
        st.markdown("What people brought about it")
        rows = [row | {"day": book.days.day(row["observed_at"]), "tag": f"P{row['level']}"} for row in said]
        columns = {"day": "day", "kind": "what", "value": "says", "tag": "level", "by": "by", "source_url": "source"}
        safe.table(rows, columns, says="Evidence people brought about this claimant")


def _texts(book: Book, claims: list[Row]) -> None:
    told: dict[str, list[Row]] = {}
    for claim in claims:
        told.setdefault(claim["claim_text"] or "", []).append(claim)
    texts = sorted(((text, of) for text, of in told.items() if text), key=lambda item: (-len(item[1]), item[0]))
    if not texts:
        empty.nothing("None of its claims came with a text.")
        return
    silent = len(told.get("", []))
    st.caption(
        f"{words.count(len(texts), 'different text')}; {words.of(silent, len(claims), 'claim')} came without one."
    )
    for text, of in texts[:_TEXTS]:
        days = book.days.span(of[0]["claimed_at"], of[-1]["claimed_at"])
        st.caption(f"{words.of(len(of), len(claims), 'claim')}, {days}")
        safe.code(text)
