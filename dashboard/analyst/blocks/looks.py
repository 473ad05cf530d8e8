"""What was seen of a claimant from outside: its own channel over time, and notices of public registers, kept apart."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from dashboard.analyst.blocks import empty, safe, words
from dashboard.analyst.book import Book
from strikes.store import read
from strikes.store.read import Row

_WAYS = {"person": "a person", "youtube_api": "YouTube's API"}


def show(book: Book, claimant_id: str) -> None:
    """Show every look at the claimant's own channels, and what each found changed."""
    seen = told(book.ask(read.snapshots, claimant_id))
    if not seen:
        empty.nothing(
            "Nobody looked at a channel of its own. Looks tell when it was made, renamed, emptied or deleted.",
            "strikes collect youtube",
        )
        return
    rows = [
        look
        | {
            "seen": book.days.day(look["observed_at"]),
            "made": book.days.day(look["created_at"]),
            "shown": words.plain(look["status"]),
            "way": _WAYS.get(look["origin"], words.plain(look["origin"])),
        }
        for look in seen
    ]
    columns = {
        "seen": "seen",
        "what": "what changed",
        "shown": "status",
        "title": "title",
        "handle": "handle",
        "made": "made",
        "video_count": "videos",
        "subscriber_count": "subscribers",
        "channel_id": "channel",
        "way": "looked at by",
    }
    safe.table(rows, columns, says="Looks at the claimant's own channels, oldest first")
    changed = sum(look["what"] not in ("", "first seen") for look in seen)
    st.caption(f"{words.count(len(seen), 'look')}; {words.of(changed, len(seen), 'look')} found something changed.")


def told(snapshots: list[Row]) -> list[Row]:
    """Return looks, oldest first, each with `what` it found changed since the one before, empty where nothing did."""
    found = []
    by_channel = sorted(snapshots, key=lambda look: look["channel_id"])
    for _, of_one in groupby(by_channel, key=lambda look: str(look["channel_id"])):
        before: Row | None = None
        for look in of_one:
            found.append(look | {"what": _changed(look, before)})
            before = look
    return sorted(found, key=lambda look: (look["observed_at"], look["channel_id"]))


def _changed(look: Row, before: Row | None) -> str:
    """What a collector saw changed counts; looks that people brought are compared here."""
    if look["changed"]:
        made_after = f" after {look['earlier_channel_id']}" if look["earlier_channel_id"] else ""
        return f"{', '.join(map(words.plain, look['changed']))}{made_after}"
    if before is None:
        return "first seen"
    if look["status"] != before["status"]:
        return words.plain(look["status"])
    known = look["title"] is not None and before["title"] is not None
    return "renamed" if known and look["title"] != before["title"] else ""


def outside(book: Book, claimant_id: str) -> None:
    """Show notices that public registers keep in the claimant's very names; never counted among what was reported."""
    found = book.ask(read.outside_notices, claimant_id)
    if not found:
        empty.nothing(
            "No notice of a public register (Lumen) is known in these very names.", "strikes collect lumen --help"
        )
        return
    st.caption(
        f"{words.count(len(found), 'notice')} of public registers in these very names. A register knows names, not "
        "people: a namesake's notices stand here too, and none of them is counted as a claim."
    )
    rows = [
        notice
        | {
            "day": book.days.day(notice["noticed_at"]),
            "as": words.plain(notice["role"]),
            "kind": words.plain(notice["notice_type"]),
            "then": words.plain(notice["action_taken"]),
        }
        for notice in found
    ]
    columns = {
        "day": "day",
        "register": "register",
        "subject": "name",
        "as": "named as",
        "recipient_name": "sent to",
        "works": "work",
        "n_urls": "addresses",
        "then": "acted on",
        "source_url": "source",
    }
    safe.table(rows, columns, says="Notices of public registers in this claimant's names, newest first")
    safe.download(rows, columns, name="outside-notices")
