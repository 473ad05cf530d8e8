"""The charts of a pack as SVG inside an HTML page: shapes and texts only, no script, no style, nothing fetched."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from strikes.report.charts import COLOURS
from strikes.report.shown import clipped, visible

WIDTH, ROW = 760, 22


def to_svg(kind: str, data: dict[str, Any]) -> str:
    """Return a chart as an SVG element."""
    return _DRAWINGS[kind](data)


def _timeline(data: dict[str, Any]) -> str:
    left, top = 90, 18
    width, height = WIDTH - left - 10, ROW * len(data["rows"])
    parts = [_line(left + width * t["at"], top, left + width * t["at"], top + height, "#ccc") for t in data["ticks"]]
    parts += [_text(left + width * t["at"], top + height + 14, t["label"], "middle", 11) for t in data["ticks"]]
    for event in data["context"]:
        x = left + width * event["at"]
        parts += [
            _line(x, top - 4, x, top + height, "#555", dash=True),
            _text(x, top - 6, event["label"], "middle", 10),
        ]
    for i, row in enumerate(data["rows"]):
        y = top + ROW * (i + 0.5)
        parts += [
            _line(left, y, left + width, y, "#999"),
            _text(0, y + 4, row["label"], "start", 12, 16),
        ]
        parts += [_mark(left + width * mark["at"], y, mark["kind"]) for mark in row["marks"]]
    x = 0.0
    for one in data["legend"]:
        parts += [
            _mark(x + 6, top + height + 32, one["kind"]),
            _text(x + 16, top + height + 36, one["label"], "start", 11),
        ]
        x += 40 + 7 * len(one["label"])
    return _svg(top + height + 44, parts)


def _scale(data: dict[str, Any]) -> str:
    left, height = 150, ROW * len(data["rows"])
    width = WIDTH - left - 20
    parts = [_line(left + width * t["at"], 0, left + width * t["at"], height, "#ccc") for t in data["ticks"]]
    parts += [_text(left + width * t["at"], height + 14, t["label"], "middle", 11) for t in data["ticks"]]
    for i, row in enumerate(data["rows"]):
        y, colour = ROW * (i + 0.5), COLOURS[row["axis"]]
        parts += [
            _text(0, y + 4, row["label"], "start", 12),
            _line(left + width * row["low"], y, left + width * row["high"], y, colour, thick=2),
            _shape(row["axis"], left + width * row["weight"], y, colour),
        ]
    return _svg(height + 20, parts)


def _network(data: dict[str, Any]) -> str:
    height = ROW * max(len(data["left"]), len(data["right"]))
    sides = {"left": (250, -10, "end"), "right": (WIDTH - 250, 10, "start")}
    place = {
        (side, one["key"]): height * (i + 0.5) / len(data[side]) for side in sides for i, one in enumerate(data[side])
    }
    parts = [
        _line(
            250, place["left", k["a"]], WIDTH - 250, place["right", k["b"]], "#777", thick=min(0.5 + 0.45 * k["n"], 4)
        )
        for k in data["links"]
    ]
    for side, (x, offset, anchor) in sides.items():
        for one in data[side]:
            y = place[side, one["key"]]
            shape = "identity" if side == "left" else "claims"
            parts += [
                _shape(shape, x, y, "#000"),
                _text(x + offset, y + 4, f"{one['key']} {one['label']}", anchor, 12, 30),
            ]
    return _svg(height + 4, parts)


_DRAWINGS: dict[str, Callable[[dict[str, Any]], str]] = {"timeline": _timeline, "scale": _scale, "network": _network}


def _svg(height: float, parts: list[str]) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height:.0f}" aria-hidden="true">{"".join(parts)}</svg>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, *, thick: float = 1, dash: bool = False) -> str:
    dashes = ' stroke-dasharray="2 2"' if dash else ""
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{thick:g}"{dashes}/>'


def _text(x: float, y: float, text: str, anchor: str, size: int, most: int = 60) -> str:
    shown = escape(clipped(visible(text), most))
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">{shown}</text>'


def _mark(x: float, y: float, kind: str) -> str:
    if kind == "claim":
        return _line(x, y - 7, x, y + 7, "#000", thick=1.8)
    if kind == "undone":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#fff" stroke="#000"/>'
    return _line(x - 5, y - 5, x + 5, y + 5, "#000", thick=2) + _line(x - 5, y + 5, x + 5, y - 5, "#000", thick=2)


def _shape(axis: str, x: float, y: float, colour: str) -> str:
    if axis == "identity":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
    turned = f' transform="rotate(45 {x:.1f} {y:.1f})"' if axis == "coordination" else ""
    return f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" fill="{colour}"{turned}/>'
