"""Claimants: the queue, narrowed by filters that live in the address; the one chosen opens beside it."""

from __future__ import annotations

import streamlit as st

from dashboard.analyst.blocks import axes, choose, claimant, doors, empty, queue, safe, words
from dashboard.analyst.book import Book
from strikes.model import Axis, Band
from strikes.store import read, reviews
from strikes.store.read import Row, Wanted

PAGE = 50
_HEIGHT = 640


def render(book: Book) -> None:
    """Draw the queue, and beside it the claimant the address names."""
    everybody = book.ask(read.run_info)["n_claimants"]
    if not everybody:
        empty.nothing("No event here demands anything in anybody's name.", "strikes collect table FILE")
        return
    chosen = st.query_params.get("claimant")
    safe.lead(_sentence(book, everybody))
    wanted = _filters(reviews.waiting_reviews(book.workspace))
    if chosen is None:
        _queue(book, wanted, queue.WIDE, everybody)
        return
    beside, opened = st.columns([5, 8], gap="large")
    with beside, st.container(key="beside"):
        _queue(book, wanted, queue.NARROW, everybody)
    with opened:
        claimant.show(book, chosen)


def _sentence(book: Book, everybody: int) -> str:
    above, signs = (
        book.ask(read.queue, Wanted(band_rank=b.rank), 1)[1] for b in (Band.SEVERAL_INDEPENDENT_SIGNS, Band.SOME_SIGNS)
    )
    if not signs:
        most = "for most there is" if everybody > 1 else "there is"
        return f"{words.count(everybody, 'claimant')}, and no signs on any axis; {most} too little to judge."
    return (
        f"Of {words.count(everybody, 'claimant')}, {f'{above:,}' if above else 'none'} "
        f"{'shows' if above == 1 else 'show'} several independent signs or more on some axis, "
        f"and {signs - above:,} some signs."
    )


def _queue(book: Book, wanted: Wanted, columns: dict[str, str], everybody: int) -> None:
    page = int(st.session_state.get("page", 1))
    found, n_found = book.ask(read.queue, wanted, PAGE, (page - 1) * PAGE)
    if not found:
        empty.nothing("Nobody fits. Take out a filter, or search for a part of the name in any script.")
        return
    rows = queue.lines(book, found)
    choose.beside(
        rows,
        columns,
        param="claimant_id",
        address="claimant",
        key=f"queue-{page}-{wanted!r}",
        height=_HEIGHT,
        says=f"Claimants {rows[0]['place']} to {rows[-1]['place']} of {n_found}, best lead first",
        **queue.looks(columns),
    )
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(f"{words.of(n_found, everybody, 'claimant')}, best lead first. Click one to open it.")
        if n_found > PAGE:
            st.pagination(-(-n_found // PAGE), key="page", bind="query-params")
        safe.download(rows, _csv_columns(), name="claimants")
    _legend()


def _filters(waiting: list[Row]) -> Wanted:
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        text = st.text_input("Search", key="q", bind="query-params", placeholder="any script", width=220, live="400ms")
        axis = st.selectbox(
            "Order by",
            ["", *Axis],
            key="axis",
            bind="query-params",
            width=170,
            format_func=lambda a: f"{axes.LOOKS[Axis(a)].mark} {a}" if a else "strongest axis",
        )
        band = st.selectbox(
            "Band at least",
            ["", *list(Band)[1:]],
            key="band",
            bind="query-params",
            width=220,
            format_func=lambda b: axes.band_words(b) if b else "any",
        )
        since = st.date_input(
            "Claims since", value=None, key="since", bind="query-params", width=150, format="YYYY-MM-DD"
        )
        unreviewed = st.toggle("Only unreviewed", key="unreviewed", bind="query-params")
        if "within" in st.query_params:
            doors.close("Only one campaign ×", "within")
    return Wanted(
        text=text or "",
        axis=axis or None,
        band_rank=Band(band).rank if band else 0,
        since=since.isoformat() if since else None,
        campaign_id=st.query_params.get("within"),
        only_unreviewed=unreviewed,
        judged=queue.judged_waiting(waiting) if unreviewed else (),
    )


def _csv_columns() -> dict[str, str]:
    names = (
        "place",
        "claimant_id",
        "names",
        "emails",
        "why",
        "n_claims",
        "n_channels",
        "first_claim_at",
        "last_claim_at",
        "campaign_id",
    )
    return {name: name for name in names}


def _legend() -> None:
    shapes = " · ".join(f"{look.mark} {axis}: {look.question}" for axis, look in axes.LOOKS.items())
    bands = " · ".join(axes.band_words(band) for band in Band)
    drawn = "The line runs from 5 to 95 %, the shape is the median, the dotted stroke is zero."
    invented = f"{queue.INVENTED} SIMULATED: invented for training and tests."
    with st.expander("How to read this", type="compact"):
        st.caption("  \n".join((shapes, bands, drawn, invented)))
