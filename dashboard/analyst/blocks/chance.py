"""What chance would give beside what was seen."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.analyst.blocks import axes, safe
from strikes.model import Axis
from strikes.store.read import Row


def show(campaign: Row) -> None:
    """Show the shared targets a campaign was seen with beside those expected by chance."""
    rows = [
        {"what": "by chance", "shared targets": round(campaign["expected_shared"] or 0.0, 2)},
        {"what": "seen", "shared targets": float(campaign["seen_shared"] or 0)},
    ]
    same = {"what": "what", "shared targets": "shared targets"}
    safe.picture(_chart(rows), rows, same, says="Shared targets by chance and as seen", key="chance")


def _chart(rows: list[Row]) -> alt.LayerChart:
    colours = alt.Scale(domain=["by chance", "seen"], range=["#C9CDD4", axes.LOOKS[Axis.COORDINATION].colour])
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=alt.Y("what:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False)),
        x=alt.X(
            "shared targets:Q",
            axis=None,
            scale=alt.Scale(domain=[0, 1.15 * max(r["shared targets"] for r in rows) or 1]),
        ),
    )
    bars = base.mark_bar(height=22).encode(color=alt.Color("what:N", scale=colours, legend=None))
    return (bars + base.mark_text(align="left", dx=5, color=axes.GREY).encode(text="shared targets:Q")).properties(
        height=80
    )
