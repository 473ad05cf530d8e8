"""The drawings of a pack as plain geometry: places between 0 and 1, so that every format draws the same picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from strikes.model import Axis
from strikes.report.blocks import Chart, Column, Table
from strikes.report.case import Row, is_day_known
from strikes.report.explanation import likelihood_ratio
from strikes.report.words import Words

#: Rows drawn; what is beyond is drawn in one row together.
TIMELINE_ROWS = 7
NETWORK_ROWS = 12
TICKS = 6
#: What an event is drawn as: filled for what was done to a channel, hollow for what undid it.
_MARKS = {
    "request_rejected": "undone",
    "retraction": "undone",
    "reinstatement": "undone",
    "channel_termination": "closed",
    "account_takeover": "closed",
}
_DAY = 86400.0


def timeline(pack: Row, words: Words) -> Chart | None:
    """Return when claims came and what undid them, a row per channel; None where no day is known."""
    acts = [
        (row["channel"], row["claimed_at"], "claim")
        for row in pack["claims"]
        if is_day_known(row["claimed_at"], row["claimed_at_precision"])
    ]
    if not acts:
        return None
    acts += [
        (row["channel"], row["happened_at"], _MARKS[row["event_type"]])
        for row in pack["events"]
        if row["event_type"] in _MARKS and is_day_known(row["happened_at"], row["precision"])
    ]
    scale = _Scale([_seconds(when) for _, when, _ in acts])
    rows = _timeline_rows(pack["channels"], acts, scale, words)
    context = [
        {"at": scale.place(_seconds(row["happened_on"])), "label": words(f"context.{row['kind'] or 'other'}")}
        for row in pack["context"]
        if scale.first <= _seconds(row["happened_on"]) <= scale.last
    ]
    names = ("claim", "undone", "closed")
    legend = [{"kind": name, "label": words(f"legend.{name}")} for name in names if any(act[2] == name for act in acts)]
    data = {"rows": rows, "ticks": scale.ticks(words), "context": context, "legend": legend}
    return Chart("timeline", data, _timeline_table(rows, words), words("legend.table"))


def _timeline_rows(channels: Sequence[Row], acts: list[Any], scale: _Scale, words: Words) -> list[dict[str, Any]]:
    order = [row["channel"] for row in channels]
    own = order if len(order) <= TIMELINE_ROWS else order[: TIMELINE_ROWS - 1]
    groups = [([label], label) for label in own]
    if rest := order[len(own) :]:
        groups.append((rest, words.count("legend.others", len(rest))))
    titles = {row["channel"]: row["title"] or row["channel"] for row in channels}
    return [
        {
            "label": label,
            "title": titles.get(label, ""),
            "marks": [
                {"at": scale.place(_seconds(when)), "kind": kind, "day": when[:10]}
                for channel, when, kind in sorted(acts, key=lambda act: (act[1], act[2]))
                if channel in members
            ],
        }
        for members, label in groups
    ]


def _timeline_table(rows: list[dict[str, Any]], words: Words) -> Table:
    def days(row: dict[str, Any], kind: str) -> str:
        return ", ".join(dict.fromkeys(mark["day"] for mark in row["marks"] if mark["kind"] == kind)) or "–"

    kinds = ("claim", "undone", "closed")
    columns = (Column(words("col.channel"), 2), *(Column(words(f"legend.{kind}"), 3) for kind in kinds))
    return Table(
        columns, tuple((f"{row['label']} {row['title']}", *(days(row, kind) for kind in kinds)) for row in rows)
    )


class _Scale:
    """From moments to places between 0 and 1, with a little air at both ends."""

    def __init__(self, moments: Sequence[float]) -> None:
        air = max((max(moments) - min(moments)) * 0.03, _DAY / 2)
        self.first, self.last = min(moments) - air, max(moments) + air

    def place(self, moment: float) -> float:
        return round((moment - self.first) / (self.last - self.first), 5)

    def ticks(self, words: Words) -> list[dict[str, Any]]:
        """Return at most TICKS days at round distances."""
        days = (self.last - self.first) / _DAY
        step = next((s for s in (1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1826) if days / s <= TICKS), 3652)
        first = int(self.first // _DAY) + 1
        found = []
        for day in range(first, int(self.last // _DAY) + 1, step):
            when = dt.date(1970, 1, 1) + dt.timedelta(days=day)
            label = words("date.day_short", day=when.day, month=words(f"month_short.{when.month}"))
            found.append({"at": self.place(day * _DAY), "label": f"{label} {when.year}" if days > 300 else label})
        return found


def _seconds(moment: str) -> float:
    return dt.datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp()


def scale(scores: Sequence[tuple[str, str, Row]], words: Words) -> Chart | None:
    """Return weights with their intervals on one scale of bans; `scores` are (label, axis, score)."""
    drawn = [(label, axis, score) for label, axis, score in scores if score["weight"] is not None]
    if not drawn:
        return None
    values = [value for _, _, s in drawn for value in (s["low"], s["high"], s["weight"])]
    low, high = min(-1.0, *values), max(3.0, *values)

    def place(bans: float) -> float:
        return float(round((bans - low) / (high - low), 4))

    rows = [
        {"label": label, "axis": axis} | {name: place(score[name]) for name in ("low", "weight", "high")}
        for label, axis, score in drawn
    ]
    ticks = [{"at": place(b), "label": f"{10.0**b:g}"} for b in range(-3, 7) if low <= b <= high]
    names = ("weight", "low", "high")
    columns = (Column(words("col.axis"), 3), *(Column(words(f"legend.{name}"), 1, is_number=True) for name in names))
    table = Table(columns, tuple((label, *(likelihood_ratio(s[name]) for name in names)) for label, _, s in drawn))
    return Chart(
        "scale",
        {"rows": rows, "ticks": ticks, "one": place(0.0), "caption": words("legend.scale")},
        table,
        words("legend.table"),
    )


def network(pack: Row, words: Words) -> Chart | None:
    """Return who claimed against whom: claimants on the left, channels on the right, a line as thick as the count."""
    left = [row["claimant"] for row in pack["claimants"]][:NETWORK_ROWS]
    right = [row["channel"] for row in pack["channels"]][:NETWORK_ROWS]
    counts: dict[tuple[str, str], int] = {}
    for row in pack["claims"]:
        pair = (row["claimant"], row["channel"])
        counts[pair] = counts.get(pair, 0) + 1
    links = [{"a": a, "b": b, "n": n} for (a, b), n in sorted(counts.items()) if a in left and b in right]
    if not links:
        return None
    names = {row["claimant"]: (row["names"] or row["emails"] or [row.get("ref") or ""])[0] for row in pack["claimants"]}
    titles = {row["channel"]: row["title"] or "" for row in pack["channels"]}
    data = {
        "left": [{"key": key, "label": names[key]} for key in left],
        "right": [{"key": key, "label": titles[key]} for key in right],
        "links": links,
    }
    columns = (
        Column(words("col.claimant"), 3),
        Column(words("col.channel"), 3),
        Column(words("col.claims"), 1, is_number=True),
    )
    table = Table(
        columns, tuple((f"{k['a']} {names[k['a']]}", f"{k['b']} {titles[k['b']]}", str(k["n"])) for k in links)
    )
    return Chart("network", data, table, words("legend.table"))


#: The colour of each axis on paper and screen; told apart in grey by shape: circle, diamond, square.
COLOURS = {Axis.IDENTITY: "#7570B3", Axis.COORDINATION: "#D95F02", Axis.CLAIMS: "#1B9E77"}
