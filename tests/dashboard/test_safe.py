"""The one door for data: cells, charts and CSV take strings as strings (R20, R23)."""

from __future__ import annotations

import csv
import io

import altair as alt
import pandas as pd
import pytest

from dashboard.analyst.blocks import safe
from strikes.report.spreadsheet import read_back
from tests.dashboard.hostile import strings

HOSTILE = strings("http://127.0.0.1:9")


def test_cells_keep_numbers_and_make_text_visible() -> None:
    frame = safe.frame([{"n": 3, "who": "pay\u200bpal", "all": ["a", "b"], "none": None}],
                       {"n": "count", "who": "who", "all": "all", "none": "none"})  # fmt: skip
    assert frame.to_dict("records") == [{"count": 3, "who": "pay⟦U+200B⟧pal", "all": "a; b", "none": None}]


def test_a_cell_of_ten_thousand_letters_stays_a_cell() -> None:
    (cell,) = safe.frame([{"who": "A" * 10_000}], {"who": "who"})["who"]
    assert len(cell) == safe.CELL


@pytest.mark.parametrize("chart", [
    alt.Chart(pd.DataFrame({"x": [1]})).mark_point().encode(x="x:Q", href="x:N"),
    alt.Chart(pd.DataFrame({"x": [1]})).mark_image().encode(x="x:Q", url="x:N"),
    alt.Chart(pd.DataFrame({"image": [1]})).mark_point().encode(x="image:Q", tooltip=["image:N"]),
    alt.layer(alt.Chart(pd.DataFrame({"x": [1]})).mark_point().encode(x="x:Q", tooltip=[alt.Tooltip("image:N")])),
])  # fmt: skip
def test_a_chart_that_could_fetch_or_link_is_refused(chart: alt.TopLevelMixin) -> None:
    with pytest.raises(ValueError, match="no pictures and no links"):
        safe.drawn(chart, says="x")


def test_csv_calculates_nothing_and_reads_back() -> None:
    rows = [{"who": value} for value in HOSTILE]
    told = list(csv.reader(io.StringIO(safe.as_csv(rows, {"who": "who"}).decode())))
    assert [read_back(cell) for (cell,) in told[1:]] == HOSTILE
    assert not [cell for (cell,) in told[1:] if cell.startswith(("=", "+", "-", "@"))]
