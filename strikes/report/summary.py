"""The summary of a pack: page one is the whole story, page two the claimants and the four figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from strikes.model import Axis, Band
from strikes.report import charts, owner
from strikes.report.blocks import Beside, Block, Column, Heading, Items, Pairs, Para, Table
from strikes.report.case import Row
from strikes.report.pack import Pack
from strikes.report.shown import clipped
from strikes.report.words import Words


@dataclass(frozen=True)
class Room:
    """How much the two pages may list, and how long a sentence with foreign text in it may be."""

    channels: int
    claimants: int
    innocent: int
    letters: int
    draws_network: bool = False


#: One room for each page.
Rooms = tuple[Room, Room]
#: Roomiest first: the first that fits is taken.
ROOMS = (
    Room(6, 10, 4, 300, draws_network=True),
    Room(6, 8, 4, 300),
    Room(5, 8, 3, 220),
    Room(4, 6, 3, 160),
    Room(3, 4, 2, 120),
    Room(2, 3, 1, 90),
    Room(1, 1, 1, 60),
)


def summary(pack: Pack, words: Words, rooms: Rooms = (ROOMS[0], ROOMS[0])) -> tuple[tuple[Block, ...], ...]:
    """Return the two pages, each cut to what its room allows."""
    return tuple(_first(pack, words, rooms[0])), tuple(_second(pack, words, rooms[1]))


def _first(pack: Pack, words: Words, room: Room) -> list[Block]:
    told = pack["story"]

    def items(texts: list[str], ordered: bool = False) -> Items:
        return Items(tuple(clipped(text, room.letters) for text in texts), ordered)

    blocks: list[Block] = []
    if pack["channels"]:
        blocks += [Heading(words("sec.hit")), _hit(pack, words, room.channels)]
    blocks += [Heading(words("sec.happened")), *_happened(pack, words)]
    blocks += [Heading(words("sec.why")), *(Para(line) for line in _reach(pack)), items(told["why"])]
    blocks.append(
        Beside(
            (Heading(words("sec.ask")), items(told["ask"], ordered=True)),
            (Heading(words("sec.unknown")), items(told["unknown"])),
        )
    )
    if told["innocent"]:
        blocks += [Heading(words("sec.innocent")), items(told["innocent"][: room.innocent])]
    return [*blocks, Para(told["caution"], "caution")]


def _reach(pack: Pack) -> list[str]:
    """Return the band that reaches furthest, and what chance would have given."""
    told = pack["story"]
    return [line for line in (*told["bands"][:1], told["chance"]) if line]


def _happened(pack: Pack, words: Words) -> list[Block]:
    figures = pack["figures"]
    blocks: list[Block] = [Para(pack["story"]["outcomes"])]
    if figures.get("by_week"):
        blocks.append(_weeks(figures["by_week"], words))
    chart = charts.timeline(pack, words)
    if chart:
        blocks.append(chart)
    if not chart and pack["claims"]:
        blocks.append(Para(words("happened.undated"), "note"))
    if chart and figures["n_undated"]:
        blocks.append(Para(words("happened.partly_dated", n=figures["n_undated"], of=figures["n_claims"]), "note"))
    if chart and chart.data["context"]:
        blocks.append(Para(words("happened.context"), "note"))
    return blocks


def _weeks(by_week: dict[str, str], words: Words) -> Table:
    columns = (Column(words("col.week"), 3), Column(words("col.claims"), 1, is_number=True))
    told = tuple(
        (words("col.other_weeks") if week == "other" else words("date.week", day=words.day(week)), n)
        for week, n in by_week.items()
    )
    return Table(columns, told, words("annex.steps"))


def _hit(pack: Pack, words: Words, most: int) -> Table:
    columns = (
        Column(words("col.channel"), 5),
        Column(words("col.standing"), 2),
        Column(words("col.claims"), 1, is_number=True),
        Column(words("col.undone"), 1, is_number=True),
        Column(words("col.state"), 2),
    )
    rest = len(pack["channels"]) - most
    return Table(
        columns,
        tuple(_hit_row(row, words) for row in pack["channels"][:most]),
        note=words.count("count.more_channels", rest) if rest > 0 else "",
    )


def _hit_row(row: Row, words: Words) -> tuple[str, ...]:
    strikes = "●" * min(row["n_standing"], 3) + "○" * max(3 - row["n_standing"], 0)
    title = f"{row['channel']}  {row['title'] or '–'}"
    return (title, f"{strikes} {row['n_standing']}", str(row["n_claims"]), str(row["n_undone"]), state(row, words))


def state(row: Row, words: Words) -> str:
    """Return in a word how a channel stands."""
    if row["terminated_at"]:
        return words("state.closed")
    if row["n_undone"] == row["n_claims"]:
        return words("state.restored")
    return words("state.partly", n=row["n_undone"], of=row["n_claims"]) if row["n_undone"] else words("state.standing")


def _second(pack: Pack, words: Words, room: Room) -> list[Block]:
    intro, *pairs = pack["story"]["dsa"]["sentences"]
    blocks: list[Block] = [Heading(words("sec.dsa")), Para(intro, "note"), Pairs(tuple((a, b) for a, b in pairs))]
    if pack["about"]["kind"] == "channel" and pack["claims"]:
        blocks += owner.blocks(pack, words, room.channels)
    if pack["claimants"]:
        blocks += [Heading(words("sec.claimants")), _claimants(pack, words, room.claimants)]
    if chart := charts.scale(_scores(pack, words), words):
        blocks += [Heading(words("sec.sure")), chart]
    if pack["ties"]:
        blocks += [Heading(words("sec.ties")), _layers(pack["ties"], words)]
    if room.draws_network and len(pack["claimants"]) > 1 and (network := charts.network(pack, words)):
        blocks += [Heading(words("sec.network")), network]
    blocks += [Heading(words("sec.masked")), _masked(pack, words)]
    about = pack["about"]
    check = words("check.verify", run=about["run"], day=words.day(about["as_of"]))
    numbers = words("check.numbers") if pack["claims"] else ""
    return [
        *blocks,
        Heading(words("sec.check")),
        *(Para(text, "note") for text in (check, numbers, words(f"tlp.{about['tlp']}")) if text),
    ]


def _scores(pack: Pack, words: Words) -> list[tuple[str, str, Row]]:
    if pack["score"]:
        return [(words("axis_short.coordination"), Axis.COORDINATION, pack["score"])]
    if pack["about"]["kind"] != "claimant" or not pack["claimants"]:
        return []
    return [(words(f"axis_short.{axis}"), axis, score) for axis, score in pack["claimants"][0]["axes"].items()]


def _claimants(pack: Pack, words: Words, most: int) -> Table:
    columns = (
        Column("", 0.5),
        Column(words("col.as_shown"), 3),
        Column(words("col.mail"), 3),
        Column(words("col.claims"), 1, is_number=True),
        Column(words("col.identity"), 2),
        Column(words("axis_short.claims"), 2),
    )
    rest = len(pack["claimants"]) - most
    note = words.count("count.more_claimants", rest) if rest > 0 else ""
    return Table(columns, tuple(_claimant_row(row, words) for row in pack["claimants"][:most]), note)


def _claimant_row(row: Row, words: Words) -> tuple[str, ...]:
    mails = ", ".join(row["emails"][:2]) + (f" +{len(row['emails']) - 2}" if len(row["emails"]) > 2 else "")
    victim = f" ({words('claimant.victim')})" if row["is_possible_victim"] else ""
    return (
        row["claimant"],
        named(row, words) + victim,
        mails or "–",
        str(row["n_claims"]),
        *(_mark(row["axes"].get(axis), words) for axis in (Axis.IDENTITY, Axis.CLAIMS)),
    )


def named(row: Row, words: Words) -> str:
    """Return a claimant's name as shown, or that it is withheld."""
    if row["names"]:
        return " / ".join(row["names"][:2]) + (f" +{len(row['names']) - 2}" if len(row["names"]) > 2 else "")
    return row["ref"] or words("claimant.unnamed")


def _mark(score: Row | None, words: Words) -> str:
    """Return a band as five steps and its words."""
    if score is None:
        return "–"
    rank = Band(score["band"]).rank
    return "●" * rank + "○" * (4 - rank) + " " + words(f"band_short.{score['band']}")


def _layers(rows: list[Row], words: Words) -> Table:
    """Return by which layers claimants are tied: how many pairs, and the least likely one in words."""
    columns = (
        Column(words("col.layer"), 2),
        Column(words("col.pairs"), 1, is_number=True),
        Column(words("col.q"), 1, is_number=True),
        Column(words("col.strongest"), 6),
    )
    best: dict[str, Row] = {}
    for row in rows:
        known = best.setdefault(row["layer"], row)
        if (row["q_value"] is None, row["q_value"]) < (known["q_value"] is None, known["q_value"]):
            best[row["layer"]] = row
    pairs = Counter(row["layer"] for row in rows)
    return Table(
        columns,
        tuple(
            (
                words(f"layer.{layer}"),
                str(pairs[layer]),
                small(row["q_value"]),
                f"{row['a']} – {row['b']}: {_tie(row, words)}",
            )
            for layer, row in sorted(best.items(), key=lambda item: (-pairs[item[0]], item[0]))
        ),
    )


def _tie(row: Row, words: Words) -> str:
    """Return how two are tied: in the sentence of the run, which is English, or as a count."""
    return row["sentence"] or "" if words.language == "en" else f"{words('col.shared')} {row['n_shared']}"


def small(value: float | None) -> str:
    """Return a probability in two digits."""
    return "–" if value is None else f"{value:.2g}"


def _masked(pack: Pack, words: Words) -> Block:
    if not pack["masked"]:
        return Para(words("masked.nothing"), "note")
    return Items(
        tuple(
            words("masked.line", what=words(f"masked.{one['what']}"), n=one["n"], why=words(f"because.{one['why']}"))
            for one in pack["masked"]
        )
    )
