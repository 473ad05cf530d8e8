"""Events: the ones behind a number, each with all that was reported and where it was stated."""

from __future__ import annotations

import streamlit as st

from dashboard.analyst.blocks import choose, doors, empty, evidence, letters, safe, words
from dashboard.analyst.book import Book
from strikes.store import read
from strikes.store.read import Behind, Row

PAGE = 100
#: What is shown of an event, under which heading, in this order.
_FIELDS = {
    "channel_title_shown": "channel",
    "channel_id": "channel id",
    "video_title": "video",
    "video_id": "video id",
    "video_published_at": "video published",
    "claimant_name": "claimant as reported",
    "claimant_email": "e-mail",
    "claimant_ref": "reference",
    "claimant_channel_id": "own channel",
    "claimant_country": "country",
    "work_title": "work",
    "work_url": "work address",
    "work_published_at": "work published",
    "notice_id": "notice",
    "claim_id": "claim",
    "event_id": "reporter's own id",
    "reporter_id": "told by",
}


def render(book: Book) -> None:
    """Draw the events the address asks for."""
    behind = doors.from_address()
    page = int(st.session_state.get("leaf", 1))
    found, n_found = book.ask(read.events, behind, PAGE, (page - 1) * PAGE)
    n_of = book.ask(read.count_events, behind.over_all())
    told, values = _about(book, behind)
    safe.lead(f"{words.of(n_found, n_of, 'event')} {told}.", **values)
    if behind != Behind():
        doors.door("All events of this run", "events")
    if not found:
        empty.nothing("Nothing is behind what the address asks for.")
        return
    chosen = st.query_params.get("event")
    listed, opened = st.columns([3, 2], gap="large") if chosen else (st.container(), None)
    with listed:
        _list(book, behind, found, n_found, page)
    if opened is not None and chosen:
        with opened:
            _event(book, chosen)


def _about(book: Book, behind: Behind) -> tuple[str, dict[str, object]]:
    """Return in words what the address asks for, and the values that go into them."""
    parts: list[tuple[object, str]] = [
        (behind.claimant, "of claimant {claimant}"),
        (behind.campaign, "of campaign {campaign}"),
        (behind.channel, "on {channel}"),
        (behind.finding, "bearing out a finding"),
        (behind.strike, "in one strike"),
        (behind.source, "from one source"),
        (behind.reporter, "told by {reporter}"),
        (behind.event_type, "of type {event_type}"),
        (behind.outcome, "that became {outcome}"),
        (behind.level is not None, "known at P{level}"),
        (behind.since, "from {since}"),
        (behind.until, "until {until}"),
        (behind.only_claims, "with a demand, one for each claim"),
        (behind.only_undated, "without a known day"),
    ]
    values: dict[str, object] = {name: letters.visible(value, 60) for name, value in vars(behind).items()}
    if behind.channel:
        values["channel"] = letters.visible(_title(book, behind.channel), 60)
    return " ".join(told for is_asked, told in parts if is_asked) or "in this run", values


def _title(book: Book, channel_id: str) -> str:
    known = book.ask(read.channel, channel_id)
    return str(known["title"] or channel_id) if known else channel_id


def _list(book: Book, behind: Behind, found: list[Row], n_found: int, page: int) -> None:
    rows = [
        row
        | {
            "when": book.days.time(row["happened_at"], row["happened_precision"]),
            "what": words.plain(row["event_type"]),
            "who": row["claimant_name"] or row["claimant_email"] or row["claimant_ref"],
            "tag": f"P{row['level']}",
            "by": words.plain(row["source_kind"]),
            "became": words.plain(row["outcome"]),
        }
        for row in found
    ]
    columns = {
        "when": "when",
        "what": "what",
        "channel_title": "channel",
        "who": "claimant as reported",
        "video_title": "video",
        "became": "the claim became",
        "tag": "level",
        "by": "came by",
    }
    choose.beside(
        rows,
        columns,
        param="event_key",
        address="event",
        key=f"events-{page}-{behind!r}",
        height=560,
        says="Events, newest first",
    )
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(f"{words.count(n_found, 'event')}, newest first. Click one to see all that was reported.")
        if n_found > PAGE:
            st.pagination(-(-n_found // PAGE), key="leaf", bind="query-params")
        safe.download(rows, {name: name for name in _CSV}, name="events")


_CSV = (
    "event_key",
    "event_type",
    "happened_at",
    "happened_precision",
    "channel_id",
    "channel_title",
    "video_title",
    "claimant_id",
    "claimant_name",
    "claimant_email",
    "level",
    "source_kind",
    "outcome",
)


def _event(book: Book, event_key: str) -> None:
    row = book.ask(read.event, event_key)
    if row is None:
        empty.nothing("This run knows no event with the id in the address.")
        return
    st.subheader(words.plain(row["event_type"]).capitalize(), anchor=False)
    safe.text(
        book.days.time(row["happened_at"], row["happened_precision"]),
        help=f"{row['happened_at']} UTC" if row["happened_at"] else None,
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="doors-event"):
        if row["claimant_id"]:
            doors.door("its claimant", "claimants", claimant=row["claimant_id"])
        doors.door("its channel", "channels", channel=row["target_id"])
        doors.close("Close", "event")
    safe.table(
        [{"what": shown, "says": row[name]} for name, shown in _FIELDS.items() if row[name] is not None],
        {"what": "reported", "says": "as"},
        says="Everything reported of this event",
    )
    if row["claim_text"]:
        st.caption("The claim's text")
        safe.code(row["claim_text"])
    _stated(book, event_key)


def _stated(book: Book, event_key: str) -> None:
    places = book.ask(read.stated_in, event_key)
    st.caption(f"Stated in {words.count(len(places), 'place')}")
    rows = [
        p | {"tag": f"P{p['level']}", "means": evidence.LEVELS[p["level"]], "taken": book.days.time(p["collected_at"])}
        for p in places
    ]
    columns = {
        "source_name": "source",
        "line": "line",
        "way": "way",
        "tag": "level",
        "means": "that is",
        "taken": "taken in",
    }
    safe.table(rows, columns, says="Where this event is stated")
