"""One campaign: what chance would give, what was seen, who and how, and what remains when something is taken away."""

from __future__ import annotations

import re

import streamlit as st

from dashboard.analyst.blocks import (
    axes,
    chance,
    doors,
    empty,
    history,
    holds,
    lanes,
    letters,
    network,
    queue,
    safe,
    words,
)
from dashboard.analyst.book import Book
from strikes.report.explanation import band_sentence
from strikes.store import read
from strikes.store.read import Behind, Row

_PAIRS = 5


def show(book: Book, campaign_id: str) -> None:
    """Show a campaign by its id."""
    doors.close("← All campaigns", "campaign")
    found = book.ask(read.campaigns, [campaign_id])
    if not found:
        empty.nothing("This run knows no campaign with the id in the address; it may be of another run.")
        return
    row, members = found[0], book.ask(read.members, campaign_id)
    ids = [member["claimant_id"] for member in members]
    names = {member["claimant_id"]: safe.label(queue.shown_name(member)) for member in members}
    edges, claims, bursts = (book.ask(asked, ids) for asked in (read.edges, read.claims_of, read.bursts_of))
    safe.lead(f"{sentence(book, row)} {_said(row)}")
    _numbers(row)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _network(members, names, claims, edges)
    with right:
        chance.show(row, bursts)
        _innocent(row)
        holds.show(book, row, names)
    st.subheader("When", anchor=False)
    lanes.of_campaign(book, claims, names)
    chance.bursts(book, bursts)
    _texts(book, ids, names)
    _contacts(book, ids, names)
    history.show(book, members, campaign_id)


def sentence(book: Book, row: Row) -> str:
    """Return who did what when, and what chance would give of it, as could be read out in a meeting."""
    who, what = words.count(row["n_claimants"], "claimant"), words.count(row["n_claims"], "claim")
    where, when = words.count(row["n_targets"], "channel"), book.days.span(row["first_at"], row["last_at"])
    told = f"{who} made {what} on {where}" + (f", {when}" if row["first_at"] else "")
    if row["seen_shared"] is None:
        return f"{told}."
    given = chance.told(row["expected_shared"] or 0.0)
    return f"{told}. Their pairs share {words.count(row['seen_shared'], 'target')}; chance would give {given}."


def reasons(row: Row) -> str:
    """Return what the run says of a campaign beside its counts."""
    return " ".join(_sentences(row)[1:])


def _said(row: Row) -> str:
    score = {
        name: read.bans(row[f"{of}_ubans"]) for name, of in (("weight", "score"), ("low", "low"), ("high", "high"))
    }
    said = band_sentence("coordination", score | {"band": row["band"]})
    return f"{said[0].upper()}{said[1:]}."


def _numbers(row: Row) -> None:
    mine = row["campaign_id"]
    with st.container(horizontal=True, gap="small", key="doors-campaign"):
        doors.door(words.count(row["n_claimants"], "claimant"), "claimants", within=mine)
        doors.to_events(words.count(row["n_claims"], "claim"), Behind(campaign=mine, only_claims=True))
        doors.to_events(f"on {words.count(row['n_targets'], 'channel')}", Behind(campaign=mine))
        st.badge(axes.band_words(row["band"]), color="gray")


def _network(members: list[Row], names: dict[str, str], claims: list[Row], edges: list[Row]) -> None:
    st.subheader("Who with whom", anchor=False)
    there = [layer for layer in network.LAYERS if any(edge["layer"] == layer for edge in edges)]
    chosen = there
    if there:
        chosen = (
            st.pills("Edges by", there, selection_mode="multi", default=there, key="layers", bind="query-params") or []
        )
    network.show(members, names, claims, edges, chosen)
    st.caption("Solid: an edge beyond chance. Dashed: weighed and not kept. Thin grey: a claim on a channel.")


def _innocent(row: Row) -> None:
    if row["confounder"]:
        safe.aside("This could also be: {innocent}", key="confounder", innocent=_sentences(row)[-1])


def _sentences(row: Row) -> list[str]:
    return re.split(r"(?<=\.)\s+(?=[0-9A-ZÀ-Þ])", row["sentence"] or "")


def _texts(book: Book, ids: list[str], names: dict[str, str]) -> None:
    pairs = book.ask(read.shared_texts, ids)
    if not pairs:
        return
    st.subheader("Shared text", anchor=False)
    for pair in pairs[:_PAIRS]:
        left, right = st.columns(2)
        for side, column in (("a", left), ("b", right)):
            with column:
                key = f"text-{pair['claimant_a']}-{pair['claimant_b']}-{side}"
                safe.aside(
                    "{who}, {day}", key=key, who=names[pair[f"claimant_{side}"]], day=book.days.day(pair[f"at_{side}"])
                )
                other = "b" if side == "a" else "a"
                safe.code(letters.bracketed(pair[f"text_{side}"], pair[f"text_{other}"]))
    st.caption(
        f"{words.of(min(_PAIRS, len(pairs)), len(pairs), 'pair')} of alike texts; what stands in ⟪brackets⟫ is in both."
    )


def _contacts(book: Book, ids: list[str], names: dict[str, str]) -> None:
    shared = book.ask(read.shared_contacts, ids)
    if not shared:
        return
    st.subheader("Shared contacts", anchor=False)
    rows = [c | {"who": letters.listed([names[i] for i in c["claimant_ids"]], most=4)} for c in shared]
    safe.table(rows, {"kind": "what", "shown": "shared", "who": "by"}, says="Contacts several of them share")
