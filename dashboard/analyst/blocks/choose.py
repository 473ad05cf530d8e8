"""A table one chooses from: what is chosen stands in the address, so that it can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard.analyst.blocks import doors, safe
from strikes.store.read import Row


def beside(
    rows: Sequence[Row], columns: dict[str, str], *, param: str, address: str, says: str, key: str, **more: Any
) -> None:
    """Show rows to choose from; the chosen one's value under `param` goes into the address under the name `address`."""
    at = next((i for i, row in enumerate(rows) if row[param] == st.query_params.get(address)), None)
    safe.table(
        rows,
        columns,
        says=says,
        key=key,
        on_select=partial(_to_address, key, [row[param] for row in rows], address),
        selection_mode=["single-row", "single-cell"],
        selection_default=None if at is None else {"selection": {"rows": [at]}},
        **more,
    )


def instead(
    rows: Sequence[Row],
    columns: dict[str, str],
    *,
    page: Callable[[Row], tuple[str, dict[str, Any]]],
    says: str,
    key: str,
    **more: Any,
) -> None:
    """Show rows to choose from; choosing one goes to the page (and what is chosen there) that `page` names for it."""
    found = safe.table(rows, columns, says=says, key=key, on_select="rerun", selection_mode="single-row", **more)
    if found.selection.rows:
        path, chosen = page(rows[found.selection.rows[0]])
        doors.go(path, **chosen)


def opens(path: str, **params: str) -> Callable[[Row], tuple[str, dict[str, Any]]]:
    """Return what `instead` wants: the page at `path`, each parameter taken from the row's column of the given name."""
    return lambda row: (path, {name: row[column] for name, column in params.items()})


def _to_address(key: str, ids: list[str], address: str) -> None:
    selection = st.session_state[key].selection
    at = [cell[0] for cell in selection.cells] or list(selection.rows)
    if at:
        st.query_params[address] = ids[at[0]]
    else:
        doors.leave(address)
