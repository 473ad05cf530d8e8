"""Campaigns: the list; one campaign with its network, its lanes, its texts, and what chance would give."""

from __future__ import annotations

import streamlit as st

from dashboard.analyst.blocks import axes, campaign, choose, empty, safe, words
from dashboard.analyst.book import Book
from strikes.model import Axis, Band
from strikes.store import read
from strikes.store.read import Row

_COLUMNS = {
    "band_mark": "band",
    "drawn": f"{axes.LOOKS[Axis.COORDINATION].mark} weight",
    "n_claimants": "claimants",
    "n_targets": "channels",
    "n_claims": "claims",
    "dates": "first – last",
    "seen": "shared: seen / chance",
    "reasons": "why they hang together",
    "campaign_id": "campaign",
}


def render(book: Book) -> None:
    """Draw the campaign the address names, or the list of all."""
    found = book.ask(read.campaigns)
    wanted = st.query_params.get("campaign")
    if wanted is not None:
        campaign.show(book, wanted)
        return
    if not found:
        safe.lead("No claimants hang together here beyond what chance explains.")
        empty.nothing(
            "A campaign needs several claimants with shared channels, texts, contacts or times that chance does not "
            "give. That none was found says nothing about any one claimant."
        )
        _notices(book)
        return
    safe.lead(_sentence(book, found))
    rows = [_line(book, row) for row in found]
    choose.beside(
        rows,
        _COLUMNS,
        param="campaign_id",
        address="campaign",
        key="campaigns",
        says="Campaigns, strongest first",
        style=axes.coloured,
        column_config={"why they hang together": st.column_config.Column(width=420)},
    )
    st.caption(f"{words.count(len(rows), 'campaign')}, strongest first. Click one to open it.")
    safe.download(
        rows,
        {name: name for name in ("campaign_id", "band", "n_claimants", "n_targets", "n_claims", "sentence")},
        name="campaigns",
    )
    _notices(book)


def _sentence(book: Book, found: list[Row]) -> str:
    strong = sum(Band(row["band"]).rank > Band.SOME_SIGNS.rank for row in found)
    counted = f"{words.count(len(found), 'campaign')}, {strong:,} above “some signs”"
    return f"{counted}. The strongest: {campaign.sentence(book, found[0])}"


def _line(book: Book, row: Row) -> Row:
    score = {
        name: read.bans(row[f"{of}_ubans"])
        for name, of in (("weight", "score"), ("low", "low"), ("median", "median"), ("high", "high"))
    }
    if score["weight"] is None:
        score["median"] = None
    return row | {
        "band_mark": axes.band_mark(row["band"]),
        "drawn": axes.strip(Axis.COORDINATION, score),
        "dates": book.days.span(row["first_at"], row["last_at"]),
        "reasons": campaign.reasons(row),
        "seen": None if row["seen_shared"] is None else f"{row['seen_shared']} / {row['expected_shared'] or 0:.2g}",
    }


def _notices(book: Book) -> None:
    for notice in book.ask(read.group_notices):
        safe.aside("{notice}", key=f"notice-{notice['what']}", notice=notice["sentence"])
