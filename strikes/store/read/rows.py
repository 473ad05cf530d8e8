"""Rows as every question gives them: dicts ready for JSON, times as text ending in Z, weights in bans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from strikes.model import MICRO
from strikes.store.connection import Connection

Row = dict[str, Any]

#: Bands, weakest first, as SQL: the place in this list orders them.
BANDS = "['insufficient', 'no_notable_signs', 'some_signs', 'several_independent_signs', 'strong_multi_source']"


def rows(con: Connection, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
    """Run a query and return its rows as dicts ready for JSON."""
    result = con.execute(sql, params)
    names = [column[0] for column in result.description or ()]
    return [{n: _plain(v) for n, v in zip(names, row, strict=True)} for row in result.fetchall()]


def bans(ubans: int | None) -> float | None:
    """Return whole micro-bans as bans, three decimals."""
    return None if ubans is None else round(ubans / MICRO, 3)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat() + "Z"
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
