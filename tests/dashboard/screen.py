"""A page as AppTest draws it, and the words a user reads there."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from strikes.store.workspace import Workspace

VIEWS = ("overview", "claimants", "campaigns", "channels", "signals", "data", "events")


def _page(root: str, front: str) -> None:
    from pathlib import Path

    from dashboard.analyst.app import show

    show(Path(root), front)


def drawn(place: Workspace, front: str, **address: str) -> AppTest:
    """Return the page at `front` of a workspace, with the address's parameters; nothing may have gone wrong."""
    at = AppTest.from_function(_page, default_timeout=60, kwargs={"root": str(place.root), "front": front})
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception
    return at


def read(at: AppTest) -> str:
    """Return all words on a page, cells of tables among them."""
    shown: list[Any] = [*at.title, *at.subheader, *at.text, *at.caption, *at.markdown, *at.code]
    cells = [cell for table in at.dataframe for row in table.value.to_numpy().tolist() for cell in row]
    heads = [head for table in at.dataframe for head in table.value.columns]
    return "\n".join(map(str, [*(element.value for element in shown), *heads, *cells]))
