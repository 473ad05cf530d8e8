"""The one door by which data reaches the screen: as plain text, plain cells, or marks of a chart (R20).

What people reported may hold links, pictures and markup that fetch something or pretend to be ours. So nothing but
these functions shows data; `tests/dashboard/test_safe_source.py` reads the source of all pages for that. Labels,
headings, captions and markdown are for our own words and numbers only.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analyst.blocks.letters import cut, filled, visible
from strikes.report.spreadsheet import safe_cell
from strikes.store.read import Row

#: Letters of a cell: enough to read on, short enough that 10,000 letters stay one row.
CELL = 300
#: Rows a table shows without a bar to scroll.
_SHORT = 12
#: Letters of a name in a chart.
LABEL = 40


def text(value: object, *, help: str | None = None) -> None:
    """Show a value as it is."""
    st.text(visible(value, lines=True), help=help)


def say(template: str, **values: object) -> None:
    """Show a sentence of ours with values put in."""
    st.text(filled(template, **values))


def lead(template: str, **values: object) -> None:
    """Show the one sentence a page opens with."""
    with st.container(key="lead"):
        say(template, **values)


def aside(template: str, *, key: str, **values: object) -> None:
    """Show a sentence that belongs to what is above it, smaller and quieter; `key` tells asides of one page apart."""
    with st.container(key=f"aside-{key}"):
        say(template, **values)


def quiet(value: object, *, key: str) -> None:
    """Show a name as reported, set apart and never louder than our words; `key` tells boxes of one page apart."""
    with st.container(key=f"quiet-{key}", border=True):
        st.text(visible(value, 400))


def code(value: object, language: str | None = None) -> None:
    """Show a longer text as it is, to be copied."""
    st.code(visible(value, lines=True), language=language, wrap_lines=True)


def frame(rows: Sequence[Row], columns: dict[str, str]) -> pd.DataFrame:
    """Return rows as plain cells under our headings (theirs -> ours): numbers as numbers, all else as visible text."""
    return pd.DataFrame({shown: [_cell(row.get(name)) for row in rows] for name, shown in columns.items()})


def table(rows: Sequence[Row], columns: dict[str, str], *, says: str, height: int | None = None, **more: Any) -> Any:
    """Show rows as a table of plain cells; `columns` says which, and under which heading."""
    styled = more.pop("style", lambda plain: plain)(frame(rows, columns))
    fits = len(rows) <= _SHORT if height is None else len(rows) * 35 + 40 < height
    size: dict[str, Any] = {"height": "content" if fits else height or "auto"}
    return st.dataframe(styled, hide_index=True, placeholder="–", alt=says, **size, **more)


def picture(chart: Any, rows: Sequence[Row], columns: dict[str, str], *, says: str, **more: Any) -> Any:
    """Show a chart with its description, and the same as a table for those who cannot see or want to copy it."""
    shown = drawn(chart, says=says, **more)
    with st.expander("The same as a table", type="compact"):
        table(rows, columns, says=says)
        download(rows, columns, name=str(more.get("key", "chart")))
    return shown


def drawn(chart: Any, *, says: str, **more: Any) -> Any:
    """Show a chart whose table stands beside it anyway."""
    return st.altair_chart(_still(chart), alt=says, **more)


def label(value: object) -> str:
    """Return a name short enough for a chart."""
    return cut(visible(value, LABEL + 1), LABEL)


def download(rows: Sequence[Row], columns: dict[str, str], *, name: str) -> None:
    """Offer rows as CSV that no spreadsheet takes for a formula (R23)."""
    st.download_button(
        "Save as CSV",
        lambda: as_csv(rows, columns),
        f"{name}.csv",
        "text/csv",
        key=f"save-{name}",
        type="tertiary",
        on_click="ignore",
    )


def as_csv(rows: Sequence[Row], columns: dict[str, str]) -> bytes:
    """Return rows as CSV, values as stored but for the apostrophe in front of what a spreadsheet would calculate."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns.values())
    writer.writerows([safe_cell(row.get(name)) for name in columns] for row in rows)
    return out.getvalue().encode()


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    return visible("; ".join(map(str, value)) if isinstance(value, list | tuple) else value, CELL)


def _still(chart: Any) -> Any:
    # Of a tooltip's fields one named `image` would be fetched as a picture; and no mark is ever a link.
    spec = chart.to_dict(validate=False)
    _refuse_fetching(spec)
    return chart


def _refuse_fetching(part: Any) -> None:
    if isinstance(part, dict):
        fetches = part.get("field") == "image" or "href" in part or "url" in part or part.get("type") == "image"
        if fetches or "image" in part:
            raise ValueError("a chart of ours holds no pictures and no links")
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            _refuse_fetching(inner)
