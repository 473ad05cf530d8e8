"""A campaign's history: who joined when, who fell silent or vanished, and what changed since the run before."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from dashboard.analyst.blocks import choose, frame, queue, safe, words
from dashboard.analyst.book import Book
from strikes.store.read import Row

#: A claimant without a claim for so long fell silent; as long as a strike stands.
_SILENT = dt.timedelta(days=90)
_GONE = ("terminated", "not_found")


def show(book: Book, members: list[Row], campaign_id: str) -> None:
    """Show the claimants of a campaign, first to join first, and what became of each."""
    st.subheader("Who joined, who vanished", anchor=False)
    safe.text(_sentence(book, members))
    rows = [
        m
        | {
            "who": queue.shown_name(m),
            "joined": book.days.day(m["joined_at"]),
            "last": book.days.day(m["last_at"]),
            "core": "core" if m["is_core"] else "",
            "counts": f"{m['n_claims']:,} / {m['n_channels']:,}",
            "now": _now(book, m),
        }
        for m in members
    ]
    columns = {
        "joined": "joined",
        "who": "as reported",
        "core": "part",
        "last": "last claim in it",
        "now": "and then",
        "counts": "claims / channels",
        "n_reporters": "reporters",
    }
    choose.instead(
        rows,
        columns,
        page=choose.opens("claimants", claimant="claimant_id"),
        says="Claimants of this campaign, first to join first",
        key="members",
    )
    _since_the_run_before(book, members, campaign_id)
    names = ("claimant_id", "names", "joined_at", "last_at", "status", "n_claims", "n_channels")
    safe.download(rows, {name: name for name in names}, name=campaign_id)


def _sentence(book: Book, members: list[Row]) -> str:
    gone = sum(m["status"] in _GONE for m in members)
    active = sum(not _is_silent(book, m) for m in members)
    looked = sum(m["status"] is not None for m in members)
    seen = f"; of {words.count(looked, 'own channel')} looked at {gone:,} {'is' if gone == 1 else 'are'} gone"
    told = f"{words.of(active, len(members), 'claimant')} claimed within the last {_SILENT.days} days"
    return f"{told[0].upper()}{told[1:]}{seen if looked else ''}."


def _now(book: Book, member: Row) -> str:
    if member["status"] in _GONE:
        return f"own channel {words.plain(member['status'])}, seen {book.days.day(member['status_at'])}"
    return f"silent since {book.days.day(member['last_claim_at'])}" if _is_silent(book, member) else "still claims"


def _is_silent(book: Book, member: Row) -> bool:
    last = member["last_claim_at"]
    return last is not None and book.days.local(last).date() < book.days.today - _SILENT


def _since_the_run_before(book: Book, members: list[Row], campaign_id: str) -> None:
    if book.before is None:
        return
    moved = [change for change in book.changes() if campaign_id in (change["before"], change["after"])]
    kinds = [change["kind"] for change in moved]
    told = "the campaign is new" if "new_campaign" in kinds else _moves(kinds.count("joined"), kinds.count("left"))
    safe.aside(f"Since {frame.run_day(book, book.before)}: {told}.", key="since")


def _moves(joined: int, left: int) -> str:
    if not joined and not left:
        return "nobody joined and nobody left"
    return f"{words.count(joined, 'claimant')} joined and {left:,} left"
