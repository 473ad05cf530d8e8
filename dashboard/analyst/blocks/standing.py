"""How one subject stands on the three axes: dot for the median, line from 5 to 95 %, all on one scale."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.analyst.blocks import axes, safe
from strikes.model import Axis
from strikes.report.explanation import likelihood_ratio
from strikes.store.read import Row

#: Bans as people read them: how many times likelier than without the evidence.
RATIOS = "datum.value < 0 ? '1/' + format(pow(10, -datum.value), ',') : format(pow(10, datum.value), ',')"


def show(scores: dict[str, Row], *, key: str) -> None:
    """Show the standing on each axis that was scored."""
    rows = [_line(axis, scores[axis]) for axis in Axis if axis in scores]
    columns = {"axis": "axis", "band": "band", "ratio": "likelihood ratio", "range": "between"}
    safe.picture(_chart(rows), rows, columns, says="Weight of the evidence on each axis, with intervals", key=key)


def _line(axis: Axis, score: Row) -> Row:
    known = score["weight"] is not None
    return {
        "axis": str(axis),
        "band": axes.band_words(score["band"]),
        "ratio": likelihood_ratio(score["weight"]) if known else None,
        "range": f"{likelihood_ratio(score['low'])} and {likelihood_ratio(score['high'])}" if known else None,
        "low": score["low"],
        "median": score["median"],
        "high": score["high"],
    }


def _chart(rows: list[Row]) -> alt.LayerChart:
    order = [str(axis) for axis in Axis]
    frame = pd.DataFrame(rows)
    look = {
        "color": alt.Color("axis:N", legend=None, scale=_scale(lambda look: look.colour)),
        "y": alt.Y("axis:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelFontSize=12)),
    }
    reach = alt.Scale(domain=[min(-1.0, _least(frame, "low", min)), max(2.0, _least(frame, "high", max))])
    x = alt.X(
        "low:Q", scale=reach, title="likelihood ratio", axis=alt.Axis(tickMinStep=1, tickCount=5, labelExpr=RATIOS)
    )
    base = alt.Chart(frame).encode(**look)
    line = base.mark_rule(strokeWidth=3).encode(x=x, x2="high:Q")
    dot = base.mark_point(filled=True, size=130, opacity=1).encode(
        x="median:Q", shape=alt.Shape("axis:N", legend=None, scale=_scale(lambda look: look.shape))
    )
    band = base.mark_text(align="left", dx=6, fontSize=12).encode(
        x=alt.value("width"), text="band:N", color=alt.value(axes.GREY)
    )
    zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(strokeDash=[2, 3], color=axes.GREY).encode(x="x:Q")
    return (zero + line + dot + band).properties(height=alt.Step(26))


def _scale(of: object) -> alt.Scale:
    return alt.Scale(domain=[str(axis) for axis in Axis], range=[of(axes.LOOKS[axis]) for axis in Axis])  # type: ignore[operator]


def _least(frame: pd.DataFrame, column: str, pick: object) -> float:
    known = pd.to_numeric(frame[column]).dropna()
    return float(pick(known)) if len(known) else 0.0  # type: ignore[operator]
