"""Letters an owner can fill in and send, made from the same facts as the pack; what is dangerous stands in front.

A letter is a text of the catalogue: paragraphs parted by blank lines; a paragraph that is a placeholder alone becomes a
list. Add one: its texts in each language, one line in LETTERS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from strikes.report.blocks import Block, Document, Heading, Items, Pairs, Para
from strikes.report.case import UNDONE, Row
from strikes.report.exchange import watch_url
from strikes.report.pack import Pack
from strikes.report.words import Words
from strikes.store.reference import read_reference

#: Retraction letters written at most, for the claimants with most open claims.
MOST_CLAIMANTS = 10
#: A counter-notification answers a removal that was carried out, nothing else (youtube.md 1.5).
_COUNTERED = ("takedown",)


def letters(pack: Pack, words: Words) -> Iterator[tuple[str, Document]]:
    """Yield (file name without ending, letter) for a channel's owner; none for other packs."""
    if pack["about"]["kind"] != "channel" or not pack["channels"]:
        return
    still_open = [row for row in pack["claims"] if row["outcome"] not in UNDONE]
    if pack["about"]["profile"] == "platform":
        yield from _answers(pack, still_open, words)
        yield "regulator", _letter("regulator", pack, still_open, words)
    yield "helpline", _letter("helpline", pack, still_open, words)


def _answers(pack: Pack, still_open: list[Row], words: Words) -> Iterator[tuple[str, Document]]:
    if still_open:
        yield "copy-of-request", _letter("copy", pack, still_open, words)
    for row in pack["claimants"][:MOST_CLAIMANTS]:
        own = [claim for claim in still_open if claim["claimant"] == row["claimant"]]
        if own and row["emails"]:
            to = {"name": (row["names"] or [row["claimant"]])[0], "mail": ", ".join(row["emails"])}
            yield f"retraction-{row['claimant']}", _letter("retraction", pack, own, words, **to)
    countered = [row for row in still_open if row["demand"] in _COUNTERED]
    if countered:
        yield "counter-notification-draft", _letter("counter", pack, countered, words)


def _letter(which: str, pack: Pack, claims: list[Row], words: Words, **more: str) -> Document:
    about, channel = pack["about"], pack["channels"][0]
    values: dict[str, Any] = {
        "channel": channel["title"] or "–",
        "channel_id": channel["channel_id"] or "–",
        "headline": pack["story"]["headline"],
        "outcomes": pack["story"]["outcomes"],
        "standing": str(channel["n_standing"]),
        "clock": _next_clock(pack, words),
    }
    lists: dict[str, Block] = {
        "videos": Items(tuple(_video(row, words) for row in claims)),
        "dsa": Pairs(tuple((a, b) for a, b in pack["story"]["dsa"]["sentences"][1:])),
        "helplines": Items(tuple(f"{r['name']}: {r['contact']}" for r in read_reference("helplines.csv"))),
    }
    values["coordinators"] = ", ".join(f"{r['country']} {r['name']}" for r in read_reference("dsa_coordinators.csv"))
    before = [Heading(words("letter.before")), *_blocks(words.template(f"letter.{which}.before"), values, lists)]
    body = _blocks(words.template(f"letter.{which}.body"), values | more, lists)
    made = Para(words("letter.made", run=about["run"], day=words.day(about["as_of"])), "note")
    return Document(
        title=words(f"letter.{which}.title"),
        kicker=words("letter.kicker"),
        tlp="",
        language=words.language,
        mark=words("mark.simulated") if about["is_simulated"] else "",
        footer=f"strikes · {about['run']} · {about['pack']}",
        summary=(tuple(before), (*body, made)),
        annex=(),
    )


def _blocks(text: str, values: dict[str, Any], lists: dict[str, Block]) -> list[Block]:
    return [
        lists[paragraph[1:-1]] if paragraph[1:-1] in lists else Para(paragraph.format_map(values))
        for paragraph in (part.strip() for part in text.split("\n\n"))
        if paragraph
    ]


def _video(row: Row, words: Words) -> str:
    title = row["video_title"] or words("letter.no_title")
    video = " · ".join(filter(None, (title, watch_url(row["video_id"]))))
    return words(
        "letter.videos",
        when=words.day(row["claimed_at"], row["claimed_at_precision"]),
        video=video,
        demand=words(f"demand.{row['demand']}"),
        name=row["as_shown"] or "–",
    )


def _next_clock(pack: Pack, words: Words) -> str:
    clocks: Sequence[Row] = pack["clocks"]
    return f"{words.day(clocks[0]['due'])}: {words('clock.' + clocks[0]['clock'])}" if clocks else ""
