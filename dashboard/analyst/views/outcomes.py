"""Outcomes: which packs were made, to whom they were sent, what came of it, and which packs help with whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import streamlit as st

from dashboard.analyst.blocks import empty, safe, words
from dashboard.analyst.book import Book
from strikes.errors import StrikesError
from strikes.report import outcomes
from strikes.store.read import Row

_SUCCESS = {
    "to": "recipient", "kind": "pack about a", "sent": "sent", "answered": "answered", "helped": "helped",
    "days": "days to an answer (median)",
}  # fmt: skip
_SENT = {
    "sending": "no.", "sent_on": "sent", "to": "to", "profile": "for", "kind": "about a", "language": "in",
    "pack": "pack", "n_claims": "claims", "result": "answer", "n_helped": "claims helped", "days": "days", "by": "by",
}  # fmt: skip
_MADE = {"pack": "pack", "profile": "for", "kind": "about a", "language": "in", "n_claims": "claims", "by": "by"}


def render(book: Book) -> None:
    """Draw the ledger of what left the house."""
    today = dt.datetime.now(dt.UTC).date()
    rows = outcomes.sendings(book.workspace, today)
    made = {row["pack"]: row | {"n_claims": str(row["n_claims"])} for row in outcomes.packs_made(book.workspace)}
    safe.lead(_sentence(rows, len(made)))
    if not made:
        empty.nothing("Packs made under Reports, or by this command, are listed here:", "strikes report campaign ID")
        return
    if rows:
        _success(rows)
        _sendings(rows)
    left, right = st.columns(2, gap="large")
    with left:
        _packs(book, made, today)
    with right:
        _answer(book, [row for row in rows if row["result"] is None], today)


def _sentence(rows: list[Row], n_made: int) -> str:
    if not n_made:
        return "No pack was made yet."
    if not rows:
        return f"{words.count(n_made, 'pack')} made, none sent yet."
    answered = [row for row in rows if row["result"]]
    helped = sum(row["result"] in outcomes.HELPED for row in answered)
    told = f"{words.count(len(rows), 'pack')} sent, {len(answered):,} answered"
    return f"{told}; {helped:,} gave a channel something back." if answered else f"{told} so far."


def _success(rows: list[Row]) -> None:
    st.subheader("Which packs help with whom", anchor=False)
    found = [row | {"days": row["median_days"]} for row in outcomes.success(rows)]
    safe.table(found, _SUCCESS, says="Success by recipient and kind of pack")


def _sendings(rows: list[Row]) -> None:
    st.subheader("What was sent", anchor=False)
    told = [_line(row) for row in reversed(rows)]
    safe.table(told, _SENT, says="Packs sent, newest first")
    st.caption(f"{words.count(len(rows), 'sending')}, newest first. Days run until the answer, or until today.")
    safe.download(told, _SENT, name="outcomes")


def _line(row: Row) -> Row:
    answer = f"{words.plain(row['result'])}, {row['answered_on']}" if row["result"] else "waiting"
    return row | {"result": answer, "n_claims": str(row["n_claims"])}


def _packs(book: Book, made: dict[str, Row], today: dt.date) -> None:
    st.subheader("A pack was sent", anchor=False)
    safe.table(list(reversed(made.values())), _MADE, says="Packs made, newest first", height=240)
    with st.form("sent", border=False, clear_on_submit=True):
        # The names of packs are hashes of ours; what people typed is in the table above.
        pack = st.selectbox("Pack", list(reversed(made)), key="pack-sent")
        to = st.text_input("To whom", placeholder="YouTube, partner manager", key="sent-to")
        by = st.text_input("Your name", key="sent-by", width=260)
        on = st.date_input("On", value=today, key="sent-on", width=160, format="YYYY-MM-DD")
        given = st.form_submit_button("Note that it was sent", type="primary")
    if given and pack:
        _noted(lambda: outcomes.note_sent(book.workspace, pack, to=to, by=by, on=_day(on, today)))


def _answer(book: Book, waiting: list[Row], today: dt.date) -> None:
    st.subheader("An answer came", anchor=False)
    if not waiting:
        empty.nothing("No pack waits for an answer.")
        return
    with st.form("answer", border=False, clear_on_submit=True):
        sending = st.selectbox("Sending no.", [row["sending"] for row in waiting], key="answered")
        result = st.selectbox("The recipient", outcomes.RESULTS, format_func=words.plain, key="answer-is")
        by = st.text_input("Your name", key="answer-by", width=260)
        on = st.date_input("On", value=today, key="answer-on", width=160, format="YYYY-MM-DD")
        given = st.form_submit_button("Note the answer")
    st.caption("For all claims of the pack. For some of them only, and once noted to make facts of it:")
    empty.command("strikes outcomes answer NO --result restored --claims 1,3 --by NAME")
    empty.command("strikes collect inbox && strikes score")
    if given and sending and result:
        _noted(lambda: outcomes.note_answer(book.workspace, sending, result=result, by=by, on=_day(on, today)))


def _day(chosen: object, today: dt.date) -> str:
    return (chosen if isinstance(chosen, dt.date) else today).isoformat()


def _noted(note: Callable[[], object]) -> None:
    try:
        note()
    except StrikesError as error:
        safe.text(str(error))
        return
    st.rerun()
