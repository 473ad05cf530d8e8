"""Why a weight is what it is: from nothing known, one bar a finding, what level and shared causes take, to the sum."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.analyst.blocks import axes, safe, standing
from strikes.model import Axis
from strikes.store.read import Row

#: Steps too small to be seen are not drawn.
_SEEN = 0.005
#: What is taken away is grey and faint, on light and dark alike.
_FAINT = 0.45
BEFORE, SHARED, WEIGHT = "before any of it", "shared causes and caps take", "weight, 5 to 95 %"


def show(axis: str, findings: list[Row], score: Row, *, key: str) -> None:
    """Show the steps from the findings of one axis to its weight."""
    rows = steps(findings, score)
    columns = {"step": "step", "bans": "bans", "taken": "its level takes", "start": "from", "end": "to"}
    says = f"From the findings on {axis} to their weight of {score['weight']:+.2f} bans"
    safe.picture(_chart(axis, rows, score), rows, columns, says=says, key=key)


def steps(findings: list[Row], score: Row) -> list[Row]:
    """Return the steps in order: nothing, each finding with what its level takes, what shared causes take, the weight.

    They add up to the weight, so that nothing is hidden between them. `stated` is where a finding would end at its
    full weight; it ends at `end`.
    """
    rows, at = [_step(BEFORE, 0.0, 0.0, "before")], 0.0
    weighed = [f for f in findings if abs(f["stated"]) >= _SEEN]
    for finding in sorted(weighed, key=lambda f: f["weight"] <= 0):
        name = f"{finding['code']} {finding['title']} · P{finding['level']}"
        taken = finding["weight"] - finding["stated"]
        rows.append(_step(name, at, finding["weight"], "finding", taken if abs(taken) >= _SEEN else 0.0))
        at += finding["weight"]
    shared = score["weight"] - at
    rows += [_step(SHARED, at, shared, "taken")] if abs(shared) >= _SEEN else []
    return [*rows, _step(WEIGHT, 0.0, score["weight"], "weight")]


def _step(name: str, at: float, bans: float, kind: str, taken: float = 0.0) -> Row:
    end = at + bans
    numbers = {"bans": bans, "taken": taken, "start": at, "end": end, "stated": end - taken}
    return {"step": name, "kind": kind} | {column: round(value, 3) for column, value in numbers.items()}


def _chart(axis: str, rows: list[Row], score: Row) -> alt.LayerChart:
    look = axes.LOOKS[Axis(axis)]
    frame = pd.DataFrame(rows)
    y = alt.Y("step:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=210))
    x = _across("start")
    told = ["step:N", "bans:Q", alt.Tooltip("taken:Q", title="its level takes")]
    moved = frame[frame["kind"].isin(["finding", "taken"])]
    bars = alt.Chart(moved).encode(y=y, tooltip=told).mark_bar(height=14)
    whole = pd.DataFrame([{"step": WEIGHT, **{n: score[n] for n in ("low", "median", "high")}}])
    start = alt.Chart(frame[frame["kind"] == "before"]).mark_point(filled=True, size=60, opacity=1, color=axes.GREY)
    end = alt.Chart(whole).encode(y=y, tooltip=["low:Q", "median:Q", "high:Q"])
    return alt.layer(
        alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(strokeDash=[2, 3], color=axes.GREY).encode(x="x:Q"),
        start.encode(y=y, x=x),
        bars.encode(x=_across("end"), x2="stated:Q", color=alt.value(axes.GREY), opacity=alt.value(_FAINT)),
        bars.encode(x=x, x2="end:Q", color=_by_kind([look.colour, axes.GREY]), opacity=_OPACITY),
        end.mark_rule(strokeWidth=3, color=look.colour).encode(x="low:Q", x2="high:Q"),
        end.mark_point(filled=True, size=130, opacity=1, shape=look.shape, color=look.colour).encode(x="median:Q"),
    ).properties(height=alt.Step(26))


_KINDS = ["finding", "taken"]
_OPACITY = alt.Opacity("kind:N", scale=alt.Scale(domain=_KINDS, range=[1.0, _FAINT]), legend=None)


def _by_kind(colours: list[str]) -> alt.Color:
    return alt.Color("kind:N", scale=alt.Scale(domain=_KINDS, range=colours), legend=None)


def _across(field: str) -> alt.X:
    axis = alt.Axis(tickMinStep=1, tickCount=5, labelExpr=standing.RATIOS)
    return alt.X(f"{field}:Q", scale=alt.Scale(padding=14), title="likelihood ratio", axis=axis)
