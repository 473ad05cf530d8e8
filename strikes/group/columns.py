"""Handing columns to the database without copying them row by row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from strikes.store.connection import Connection


@contextmanager
def lent(con: Connection, name: str, columns: dict[str, NDArray[Any]]) -> Iterator[None]:
    """Let SQL read the columns as a table called `name` while the block runs."""
    con.register(name, {key: np.ascontiguousarray(column) for key, column in columns.items()})
    try:
        yield
    finally:
        con.unregister(name)


def stored(con: Connection, name: str, columns: dict[str, NDArray[Any]]) -> None:
    """Keep the columns as a temporary table called `name` (a name of ours)."""
    with lent(con, "lent_columns", columns):
        con.execute(f"create or replace temp table {name} as select * from lent_columns")
