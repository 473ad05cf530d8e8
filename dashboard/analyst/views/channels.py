"""Channels: strikes that stand and when they lapse, clocks, who hit it, what became of it."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboard.analyst.blocks import axes, choose, doors, empty, lanes, letters, queue, safe, words
from dashboard.analyst.book import Book
from strikes.model import Axis
from strikes.store import read
from strikes.store.read import Behind, Row

PAGE, SOON = 50, 14
_COLUMNS = {
    "title": "channel",
    "standing": "strikes standing",
    "next": "first lapses",
    "n_strikes": "strikes ever",
    "n_claims": "claims",
    "n_claimants": "claimants",
    "last": "last hit",
    "topic": "topic",
    "ended": "terminated",
}


def render(book: Book) -> None:
    """Draw the channel the address names, or the list of all."""
    wanted = st.query_params.get("channel")
    if wanted is not None:
        _channel(book, wanted)
        return
    text = st.session_state.get("find", "")
    page = int(st.session_state.get("sheet", 1))
    found, n_found = book.ask(read.channel_page, text, PAGE, (page - 1) * PAGE)
    safe.lead(_sentence(book))
    st.text_input("Search", key="find", bind="query-params", placeholder="title or id", width=260, live="400ms")
    if not found:
        empty.nothing(
            "No channel fits." if text else "No channel is under claim.", None if text else "strikes collect table FILE"
        )
        return
    rows = [_line(book, row) for row in found]
    choose.beside(
        rows,
        _COLUMNS,
        param="channel_id",
        address="channel",
        key=f"channels-{page}-{text}",
        height=560,
        says="Channels under claim, most strikes standing first",
        column_config={"channel": st.column_config.Column(width=280)},
    )
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(f"{words.count(n_found, 'channel')}, those with most strikes standing first. Click one to open it.")
        if n_found > PAGE:
            st.pagination(-(-n_found // PAGE), key="sheet", bind="query-params")
        safe.download(
            rows,
            {n: n for n in ("channel_id", "title", "strikes_standing", "next_lapse_at", "n_claims")},
            name="channels",
        )


def _sentence(book: Book) -> str:
    in_danger = [row for row in book.ask(read.channel_page, "", PAGE)[0] if row["strikes_standing"]]
    if not in_danger:
        day = book.days.day(book.run.as_of, "day")
        return f"No channel has a strike standing on {day}; the list shows who was hit before."
    ending = sum(row["strikes_standing"] >= 2 and row["terminated_at"] is None for row in in_danger)
    more = " or more" if len(in_danger) == PAGE else ""
    told = (
        f"{words.count(len(in_danger), 'channel')}{more} stand under strikes"
        if len(in_danger) > 1
        else "One channel stands under strikes"
    )
    return (
        f"{told}; {ending:,} would lose the channel with one more." if ending else f"{told}, none with more than one."
    )


def _line(book: Book, row: Row) -> Row:
    return row | {
        "standing": words.of_three(row["strikes_standing"]),
        "next": book.days.due(row["next_lapse_at"]) if row["next_lapse_at"] else None,
        "last": book.days.day(row["last_claim_at"]),
        "ended": book.days.day(row["terminated_at"]) if row["terminated_at"] else None,
    }


def _channel(book: Book, channel_id: str) -> None:
    doors.close("← All channels", "channel")
    row = book.ask(read.channel, channel_id)
    if row is None:
        empty.nothing("This run knows no channel with the id in the address; it may be of another run.")
        return
    safe.quiet(row["title"] or channel_id, key="channel")
    ledger = [_strike(book, strike) for strike in book.ask(read.ledger, channel_id)]
    safe.lead(_channel_sentence(book, row))
    with st.container(horizontal=True, gap="small", key="doors-channel"):
        doors.to_events(words.count(row["n_claims"], "claim"), Behind(channel=channel_id, only_claims=True))
        doors.to_events("all events", Behind(channel=channel_id))
        doors.to_events(
            f"by {words.count(row['n_claimants'], 'claimant')}", Behind(channel=channel_id, only_claims=True)
        )
    left, right = st.columns([3, 2], gap="large")
    with left:
        _ledger(ledger, channel_id)
    with right:
        _clocks(book, channel_id)
        _outcomes(book, channel_id)
    st.subheader("When, and by whom", anchor=False)
    _hit_by(book, channel_id)


def _channel_sentence(book: Book, row: Row) -> str:
    ever = words.count(row["n_strikes"], "strike")
    if row["terminated_at"]:
        return f"This channel was terminated on {book.days.day(row['terminated_at'])}, after {ever}."
    if not row["strikes_standing"]:
        return f"No strike stands; {ever} did, the last claim is of {book.days.day(row['last_claim_at'])}."
    first = f"the first lapses {book.days.due(row['next_lapse_at'])}."
    if row["strikes_standing"] >= 3:
        return f"{words.count(row['strikes_standing'], 'strike')} stand, and three end a channel; {first}"
    standing = words.count(row["strikes_standing"], "strike")
    return f"{words.of_three(row['strikes_standing'])}  {standing} of the three that end a channel; {first}"


def _strike(book: Book, strike: Row) -> Row:
    stands = strike["is_young"] and not strike["is_lifted"]
    state = f"lapses {book.days.due(strike['lapses_at'])}" if stands else words.plain(strike["outcome"] or "lapsed")
    who = letters.listed(strike["names"], most=2) if strike["names"] else letters.listed(strike["claimant_ids"], most=2)
    return strike | {
        "mark": "●" if stands else "○",
        "struck": book.days.day(strike["struck_at"]),
        "state": state,
        "who": who,
        "what": letters.listed(strike["videos"], most=1),
    }


def _ledger(ledger: list[Row], channel_id: str) -> None:
    st.subheader("Strike ledger", anchor=False)
    if not ledger:
        empty.nothing("No takedown is known: what was claimed here gave no strike.")
        return
    columns = {
        "mark": "stands",
        "struck": "struck",
        "state": "and then",
        "who": "by, as reported",
        "n_videos": "videos",
        "what": "video",
    }
    choose.instead(
        ledger,
        columns,
        page=lambda s: ("events", {"channel": channel_id, "strike": s["strike_id"]}),
        says="Strikes on this channel, newest first",
        key="ledger",
    )
    st.caption(
        f"{words.count(len(ledger), 'strike')}, counted once per notice. "
        "A strike lapses after 90 days unless lifted before."
    )


def _clocks(book: Book, channel_id: str) -> None:
    due = book.ask(read.clocks, SOON, channel_id)
    st.subheader("Clocks", anchor=False)
    if not due:
        empty.nothing(f"Nothing runs out within {SOON} days.")
        return
    what = {"lapse": "a strike lapses", "scheduled": "a scheduled removal is carried out"}
    safe.table(
        [d | {"when": book.days.due(d["due_at"]), "what": what[d["kind"]]} for d in due],
        {"when": "when", "what": "what"},
        says="What runs out soon",
    )


def _outcomes(book: Book, channel_id: str) -> None:
    st.subheader("What became of it", anchor=False)
    found = book.ask(read.outcomes, channel_id)
    demanded: Counter[str] = Counter()
    for row in found:
        demanded[row["demand"]] += row["n"]
    for row in found:
        counted = words.of(row["n"], demanded[row["demand"]], words.plain(row["demand"]))
        label = f"{counted}: {words.plain(row['outcome'])}"
        doors.to_events(
            label, Behind(channel=channel_id, event_type=row["demand"], outcome=row["outcome"], only_claims=True)
        )


def _hit_by(book: Book, channel_id: str) -> None:
    found = book.ask(read.hit_by, channel_id)
    rows = [
        row
        | {
            "who": queue.shown_name(row),
            "lead": f"{axes.LOOKS[Axis(row['axis'])].mark} {axes.band_words(row['band'])}" if row["band"] else None,
            "dates": book.days.span(row["first_at"], row["last_at"]),
            "share": words.of(row["n_claims"], row["n_claims_in_all"], "claim"),
        }
        for row in found
    ]
    lanes.of_channel(book, book.ask(read.claims_on, channel_id), {row["claimant_id"]: row["who"] for row in rows})
    columns = {
        "who": "as reported",
        "share": "on this channel, of all",
        "dates": "first – last",
        "lead": "strongest axis",
        "campaign_id": "campaign",
    }
    choose.instead(
        rows,
        columns,
        page=choose.opens("claimants", claimant="claimant_id"),
        says="Who claimed on this channel",
        key="hit-by",
    )
