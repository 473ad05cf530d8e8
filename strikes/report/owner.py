"""What a channel's owner needs of a pack: the strikes one by one, the clocks that run, what helps to collect now."""

from __future__ import annotations

from strikes.report.blocks import Block, Column, Heading, Items, Para, Table
from strikes.report.case import Row
from strikes.report.pack import Pack
from strikes.report.words import Words

COLLECT = ("mails", "copy", "project", "metadata", "first", "licence", "logo", "silence")


def blocks(pack: Pack, words: Words, most: int) -> list[Block]:
    """Return ledger, clocks and what to collect; `most` rows of each table."""
    return [
        Heading(words("sec.ledger")),
        _ledger(pack["ledger"], words, most),
        Heading(words("sec.clocks")),
        _clocks(pack["clocks"], words, most),
        Heading(words("sec.gather")),
        Items(tuple(words(f"collect.{name}") for name in COLLECT)),
    ]


def _ledger(rows: list[Row], words: Words, most: int) -> Block:
    if not rows:
        return Para(words("owner.no_strikes"), "note")
    # What still stands matters more than what is over.
    order = sorted(rows, key=lambda row: (row["state"] != "standing", row["struck_at"] is None, row["struck_at"] or ""))
    columns = (
        Column(words("col.when"), 2),
        Column(words("col.claims"), 3),
        Column(words("col.claimant"), 2),
        Column(words("col.state"), 2),
        Column(words("col.lapses"), 2),
    )
    told = tuple(
        (
            words.day(row["struck_at"], row["precision"]),
            _numbers(row["claims"]),
            ", ".join(row["claimants"]),
            words(f"strike.{row['state']}"),
            words.day(row["lapses_at"], row["precision"]) if row["state"] == "standing" else "–",
        )
        for row in order[:most]
    )
    return Table(columns, told, words.count("owner.more_strikes", len(rows) - most) if len(rows) > most else "")


def _clocks(rows: list[Row], words: Words, most: int) -> Block:
    if not rows:
        return Para(words("owner.no_clocks"), "note")
    columns = (Column(words("col.until"), 2), Column(words("col.what"), 7), Column(words("col.claims"), 2))
    told = tuple(
        (words.day(row["due"]), words(f"clock.{row['clock']}"), _numbers(row["claims"])) for row in rows[:most]
    )
    return Table(columns, told)


def _numbers(claims: list[int]) -> str:
    return ", ".join(map(str, claims[:6])) + (" …" if len(claims) > 6 else "")
