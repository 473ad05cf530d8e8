"""Why a weight is what it is: one bar a finding, then what provenance and shared causes take away, then the sum."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.analyst.blocks import axes, safe, standing
from strikes.model import Axis
from strikes.store.read import Row

#: Steps too small to be seen are not drawn.
_SEEN = 0.005


def show(axis: str, findings: list[Row], score: Row, *, key: str) -> None:
    """Show the steps from the findings of one axis to its weight."""
    rows = steps(findings, score)
    columns = {"step": "step", "bans": "bans", "start": "from", "end": "to"}
    says = f"From the findings on {axis} to their weight of {score['weight']:+.2f} bans"
    safe.picture(_chart(axis, rows, score), rows, columns, says=says, key=key)


def steps(findings: list[Row], score: Row) -> list[Row]:
    """Return the steps in order: each finding as stated, what its provenance and shared causes take, the weight.

    The steps add up to the weight, so that nothing is hidden between them.
    """
    told = [(f"{f['code']} {f['title']}", f["stated"], "finding") for f in findings]
    bounded = sum(f["weight"] for f in findings) - sum(f["stated"] for f in findings)
    shared = score["weight"] - sum(f["weight"] for f in findings)
    told += [("provenance bounds it", bounded, "taken")] if abs(bounded) >= _SEEN else []
    told += [("shared causes, caps", shared, "taken")] if abs(shared) >= _SEEN else []
    rows, at = [], 0.0
    for step, bans, kind in told:
        rows.append(
            {"step": step, "bans": round(bans, 3), "start": round(at, 3), "end": round(at + bans, 3), "kind": kind}
        )
        at += bans
    return [*rows, {"step": "weight", "bans": score["weight"], "start": 0.0, "end": score["weight"], "kind": "weight"}]


def _chart(axis: str, rows: list[Row], score: Row) -> alt.LayerChart:
    look = axes.LOOKS[Axis(axis)]
    frame = pd.DataFrame(rows)
    y = alt.Y("step:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=230))
    x = alt.X(
        "start:Q",
        scale=alt.Scale(padding=14),
        title="likelihood ratio",
        axis=alt.Axis(tickMinStep=1, tickCount=5, labelExpr=standing.RATIOS),
    )
    colours = alt.Scale(domain=["finding", "taken", "weight"], range=[look.colour, "#C9CDD4", look.colour])
    bars = (
        alt.Chart(frame[frame["kind"] != "weight"])
        .mark_bar(height=14)
        .encode(
            y=y, x=x, x2="end:Q", color=alt.Color("kind:N", scale=colours, legend=None), tooltip=["step:N", "bans:Q"]
        )
    )
    whole = pd.DataFrame([{"step": "weight", **{n: score[n] for n in ("low", "median", "high")}}])
    sum_line = alt.Chart(whole).mark_rule(strokeWidth=3, color=look.colour).encode(y=y, x="low:Q", x2="high:Q")
    sum_dot = (
        alt.Chart(whole)
        .mark_point(filled=True, size=130, opacity=1, shape=look.shape, color=look.colour)
        .encode(y=y, x="median:Q", tooltip=["low:Q", "median:Q", "high:Q"])
    )
    zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(strokeDash=[2, 3], color=axes.GREY).encode(x="x:Q")
    return (zero + bars + sum_line + sum_dot).properties(height=alt.Step(26))
