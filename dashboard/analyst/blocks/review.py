"""Reviews: what people judged, and a form that keeps one more as a file, which `strikes collect inbox` makes a fact."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from dashboard.analyst import guard
from dashboard.analyst.blocks import empty, safe, words
from dashboard.analyst.book import Book
from strikes.errors import StrikesError
from strikes.model import Axis
from strikes.store import read, reviews
from strikes.store.people import Role
from strikes.store.read import Row


def show(book: Book, row: Row, scores: dict[str, Row]) -> None:
    """Show the reviews of a claimant, those waiting among them, and take a new one."""
    _given(book, row)
    if guard.may(book.workspace, Role.ANALYST):
        _form(book, row)


def _given(book: Book, row: Row) -> None:
    mine = set(row["record_ids"])
    waiting = [w for w in reviews.waiting_reviews(book.workspace) if w["subject"] in mine]
    # One review is given to all records of the claimant at once: shown once.
    once = {(w["axis"], w["label"], w["reason"], w["labelled_by"], w["labelled_at"]): w for w in waiting}
    known = book.ask(read.judgements, row["claimant_id"])
    rows = [_line(book, w) | {"state": "waiting"} for w in once.values()] + [
        _line(book, k) | {"state": "a fact"} for k in known
    ]
    if not rows:
        empty.nothing("Nobody judged this claimant yet.")
        return
    columns = {"axis": "axis", "label": "judged", "reason": "why", "labelled_by": "by", "day": "day", "state": "is"}
    safe.table(rows, columns, says="Reviews of this claimant")
    if once:
        st.caption("Waiting reviews become facts, and count from the next run on, with:")
        empty.command("strikes collect inbox && strikes score")


def _line(book: Book, review: Row) -> Row:
    moment = review["labelled_at"]
    return review | {"label": words.plain(review["label"]), "day": book.days.day(moment)}


def _form(book: Book, row: Row) -> None:
    axis = st.segmented_control(
        "Judge its", list(Axis), default=Axis(row["lead_axis"]), key=f"axis-of-{row['claimant_id']}"
    )
    if axis is None:
        return
    with st.form(f"review-{row['claimant_id']}-{axis}", clear_on_submit=True, border=False):
        label = st.radio("It is", reviews.LABEL_WORDS[Axis(axis)], index=None, format_func=words.plain, horizontal=True)
        reason = st.text_area("Why", placeholder="what you saw, so that others can follow", height=90)
        by = guard.name(book.workspace) or st.text_input("Your name", key="reviewer", width=260)
        given = st.form_submit_button("Keep this review", type="primary")
    if given:
        _keep(book, row, str(axis), label or "", reason, by)


def _keep(book: Book, row: Row, axis: str, label: str, reason: str, by: str) -> None:
    now = dt.datetime.now(dt.UTC)
    try:
        reviews.write_review(
            book.workspace, subjects=row["record_ids"], axis=axis, label=label, reason=reason, by=by, now=now
        )
    except StrikesError as error:
        safe.text(str(error))
        return
    st.rerun()
