"""Reports: a pack for one recipient, looked at before anything is written: what leaves, what was masked and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from dashboard.analyst.blocks import axes, choose, doors, empty, queue, safe, words
from dashboard.analyst.book import Book
from strikes.errors import StrikesError
from strikes.report import issue
from strikes.report.issue import Order, Preview
from strikes.report.outcomes import packs_made
from strikes.store import read
from strikes.store.read import Row, Wanted

LISTED = 50
#: The pages that are read first; the annex is as long as the case.
SUMMARY = 2
RECIPIENTS = {"platform": "the platform", "partner": "a partner", "public": "the public"}
LANGUAGES = {"en": "English", "az": "Azərbaycanca", "ru": "Русский", "tr": "Türkçe"}
KINDS = ("campaign", "claimant", "channel")
_MASKED = {"what": "masked", "n": "how many", "why": "because"}
_SIDES = {"part": "of", "row": "row", "field": "what", "here": "stays here", "leaves": "leaves"}


def render(book: Book) -> None:
    """Draw the pack that the address asks for, or what a pack can be about."""
    subject = st.query_params.get("subject")
    if subject is None:
        safe.lead("A pack tells one recipient what is known; nothing is written before you saw what leaves.")
        _choose(book)
        return
    kind, recipient, language = (_asked(name, of) for name, of in _CHOICES.items())
    order = Order(kind, subject, recipient, language, run=book.run.run_id)
    try:
        found, pages = _looked_at(str(book.workspace.root), order, len(packs_made(book.workspace)))
    except StrikesError as error:
        safe.lead(str(error))
        doors.close("← Choose another", "subject")
        return
    safe.lead("{headline}", headline=found.pack["story"]["headline"])
    doors.close("← Choose another", "subject")
    _recipient()
    _preview(found, pages)
    _write(book, order, found)


_CHOICES = {"about": KINDS, "for": tuple(RECIPIENTS), "lang": tuple(LANGUAGES)}


def _asked(name: str, of: tuple[str, ...]) -> str:
    asked = st.query_params.get(name)
    return asked if asked in of else of[0]


@st.cache_data(show_spinner="Setting the pages …", max_entries=16)
def _looked_at(root: str, order: Order, n_made: int) -> tuple[Preview, list[bytes]]:
    """Return a preview and its pages; `n_made` packs were made before, and the public's figures rest on them."""
    found = issue.preview(read.Workspace(Path(root)), order)
    return found, found.pages()


def _choose(book: Book) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="about-what"):
        kind = st.segmented_control("About a", KINDS, default=KINDS[0], key="about", bind="query-params", required=True)
        text = st.text_input("Search", key="seek", bind="query-params", placeholder="any script", width=220)
    rows = _LISTS[kind or KINDS[0]](book, text or "")
    if not rows:
        empty.nothing("Nothing of that kind is in this run.", "strikes collect table FILE")
        return
    choose.beside(
        rows,
        {"what": "about", "n_claims": "claims", "signs": "signs"},
        param="id",
        address="subject",
        key=f"subjects-{kind}-{text}",
        says="What a pack can be about",
        column_config={"about": st.column_config.Column(width=420)},
    )
    st.caption(f"{words.count(len(rows), 'line')}. Click one to see its pack.")


def _campaigns(book: Book, text: str) -> list[Row]:
    return [
        row
        | {
            "id": row["campaign_id"],
            "what": row["sentence"] or row["campaign_id"],
            "signs": axes.band_words(row["band"]),
        }
        for row in book.ask(read.campaigns)
        if text.casefold() in f"{row['campaign_id']} {row['sentence']}".casefold()
    ][:LISTED]


def _claimants(book: Book, text: str) -> list[Row]:
    found, _ = book.ask(read.queue, Wanted(text=text), LISTED, 0)
    return [row | {"id": row["claimant_id"], "what": queue.shown_name(row), "signs": None} for row in found]


def _channels(book: Book, text: str) -> list[Row]:
    found, _ = book.ask(read.channel_page, text, LISTED, 0)
    return [row | {"id": row["channel_id"], "what": row["title"] or row["channel_id"], "signs": None} for row in found]


_LISTS = {"campaign": _campaigns, "claimant": _claimants, "channel": _channels}


def _recipient() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="for-whom"):
        for title, name, of in (("For", "for", RECIPIENTS), ("In", "lang", LANGUAGES)):
            st.segmented_control(
                title,
                list(of),
                default=_asked(name, tuple(of)),
                format_func=of.get,
                key=f"ask-{name}",
                required=True,
                on_change=_to_address,
                args=(name,),
            )


def _to_address(name: str) -> None:
    # Bound to the address, a control would write there what it shows ("the public"), not what it means.
    st.query_params[name] = st.session_state[f"ask-{name}"]


def _preview(found: Preview, pages: list[bytes]) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader("Leaves the house", anchor=False)
        for page in pages[:SUMMARY]:
            st.image(page, alt="A page of the summary; its words stand in the Markdown and HTML of the pack")
        st.caption(f"{words.of(min(SUMMARY, len(pages)), len(pages), 'page')}: the summary. The annex follows it.")
    with right:
        st.subheader("Masked, and why", anchor=False)
        _masked(found)
        st.subheader("Side by side", anchor=False)
        _sides(found)


def _masked(found: Preview) -> None:
    rows = [{"what": what, "n": str(n), "why": why} for what, n, why in found.masked]
    if not rows:
        empty.nothing("Nothing was masked.")
        return
    safe.table(rows, _MASKED, says="What was masked, how often, and why")


def _sides(found: Preview) -> None:
    rows = [
        row | {"row": str(row["row"]), "field": words.plain(row["field"] or "all of it")} for row in found.withheld()
    ]
    if not rows:
        empty.nothing("All that is known here of claims, channels and claimants leaves as it is.")
        return
    safe.table(rows, _SIDES, says="Values that do not leave, and what leaves in their place", height=560)
    st.caption(
        f"{words.count(len(rows), 'value')} kept back or changed; a dash leaves in place of what is masked whole."
    )


def _write(book: Book, order: Order, found: Preview) -> None:
    st.subheader("Write and sign", anchor=False)
    people = order.profile == "public"
    for i, why in enumerate(found.objections):
        safe.aside("Needed before: {why}.", key=f"objection-{i}", why=why)
    with st.form("write", border=False):
        by = st.text_input("Your name", key="maker", width=260)
        second = st.text_input("Who else agrees", key="approver", width=260) if people else None
        given = st.form_submit_button("Write the pack", type="primary")
    if given:
        _issue(book, replace(order, by=by, approved_by=second))


def _issue(book: Book, order: Order) -> None:
    try:
        bundle, _ = issue.issue(book.workspace, order)
    except StrikesError as error:
        safe.text(str(error))
        return
    safe.say("Written, signed and noted. Send this one file, then note to whom under Outcomes:")
    empty.command(bundle.relative_to(book.workspace.root).as_posix())
    doors.door("Note to whom it is sent", "outcomes")
