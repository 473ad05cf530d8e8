"""Which channel a claimant has: as stated, by handle or old name, by an analyst's word; by search as a mere guess.

A notice names no channel (docs/youtube.md). A channel found by its name may be an innocent's, so a guess is shown and
never scored.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from strikes.collect.youtube.addresses import Address, is_channel_id, normalise_channel
from strikes.collect.youtube.looks import Shelf
from strikes.collect.youtube.service import YouTube, decoded
from strikes.errors import UsageError
from strikes.store import looks
from strikes.store.api_fields import CHANNEL
from strikes.store.looks import Link
from strikes.store.snapshots import Answer, Kept
from strikes.store.workspace import Workspace

_BASIS = {"id": "stated", "forHandle": "handle", "forUsername": "username"}


@dataclass(frozen=True)
class Resolved:
    """Channels to look at by id, what was stated and is no address of one, and the looks that resolving took."""

    channel_ids: list[str]
    unclear: list[str]
    kept: Kept


def resolve_stated(youtube: YouTube, place: Workspace, stated: Iterable[str]) -> Resolved:
    """Find the channels meant by ids, handles and addresses; each handle is asked for once (one unit), ever."""
    known = looks.linked_channels(place)
    ids, unclear, found = [], [], []
    with Shelf(youtube, place) as shelf:
        try:
            for text in stated:
                if is_channel_id(text):
                    ids.append(text)
                elif text in known:
                    ids += [channel_id] if (channel_id := known[text]) else []
                elif address := normalise_channel(text):
                    link, answer = _resolve(youtube, text, address)
                    found.append(link)
                    if answer:
                        shelf.add(answer)
                    elif link.channel_id:
                        ids.append(link.channel_id)
                else:
                    unclear.append(text)
        finally:
            if found:
                looks.add_links(place, found)
    return Resolved(ids, unclear, shelf.kept)


def _resolve(youtube: YouTube, text: str, address: Address) -> tuple[Link, Answer | None]:
    """Return the link and, where it took a question, the answer: a look at the channel already."""
    if address.by == "id":
        return Link(text, address.name, "stated", youtube.clock.now()), None
    answer = youtube.ask("channels.list", part=CHANNEL.parts, maxResults=1, **{address.by: address.name})
    items = decoded(answer).get("items", [])
    channel_id = items[0]["id"] if items else None
    return Link(text, channel_id, _BASIS[address.by], answer.answered_at, answer.answer_id), answer


def guess_by_search(youtube: YouTube, place: Workspace, names: Iterable[str]) -> list[Link]:
    """Search for channels that bear a claimant's very name; one search each, of the hundred a day.

    A name that two channels bear is no clue: the link then names none.
    """
    found: list[Link] = []
    with Shelf(youtube, place) as shelf:
        try:
            for name in names:
                answer = youtube.ask("search.list", part="snippet", type="channel", q=name, maxResults=10)
                shelf.add(answer)
                same = [i["id"]["channelId"] for i in decoded(answer).get("items", []) if _is_same(i, name)]
                guess = same[0] if len(same) == 1 else None
                found.append(Link(name, guess, "search_guess", answer.answered_at, answer.answer_id))
        finally:
            if found:
                looks.add_links(place, found)
    return found


def _is_same(item: dict[str, dict[str, str]], name: str) -> bool:
    return _folded(item["snippet"].get("title", "")) == _folded(name)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def link_by_analyst(youtube: YouTube, place: Workspace, subject: str, stated: str, by: str) -> Link:
    """Keep an analyst's word that a claimant (name, e-mail or reference as reported) has a channel.

    Raises UsageError for what is no address of a channel or leads to none.
    """
    address = normalise_channel(stated)
    if address is None:
        raise UsageError(f"{stated!r} is no channel: give its id (UC...), its @handle or its address.")
    link, answer = _resolve(youtube, stated, address)
    if link.channel_id is None:
        raise UsageError(f"YouTube knows no channel {stated!r} now.")
    if answer:
        with Shelf(youtube, place) as shelf:
            shelf.add(answer)
    made = Link(subject, link.channel_id, "analyst", youtube.clock.now(), link.answer_id, by)
    looks.add_links(place, [made])
    return made
