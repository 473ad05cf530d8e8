"""Ways from one page to another: every number opens the events behind it, and the address says all that was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import streamlit as st

from dashboard.analyst.blocks import words
from strikes.store.read import Behind

_PAGES = "pages of this session"


def between(pages: Mapping[str, Any]) -> None:
    """Make the pages known to the doors that lead to them."""
    st.session_state[_PAGES] = dict(pages)


def door(label: str, page: str, **chosen: object) -> None:
    """Show a way to a page with something chosen there. The label is ours: words and numbers, never data."""
    st.page_link(st.session_state[_PAGES][page], label=label, query_params=_address(chosen))


def go(page: str, **chosen: object) -> None:
    """Go to a page at once, with something chosen there."""
    st.switch_page(st.session_state[_PAGES][page], query_params=_address(chosen))


def to_events(label: str, behind: Behind) -> None:
    """Show a number that opens the events behind it."""
    door(label, "events", **in_address(behind))


def row(doors: Sequence[tuple[str, Behind]]) -> None:
    """Show several numbers side by side, each opening its events."""
    with st.container(horizontal=True, gap="small", key="doors-" + "-".join(label for label, _ in doors)):
        for label, behind in doors:
            to_events(label, behind)


def in_address(behind: Behind) -> dict[str, object]:
    """Return what is asked for as parameters of an address."""
    return {f.name: "yes" if (v := getattr(behind, f.name)) is True else v for f in fields(Behind)}


def from_address() -> Behind:
    """Return the events the address asks for; what it says wrongly is not asked for."""
    asked = st.query_params
    given: dict[str, Any] = {f.name: asked[f.name] for f in fields(Behind) if f.name in asked and asked[f.name]}
    given |= {name: given[name] == "yes" for name in ("only_claims", "only_undated") if name in given}
    if "level" in given:
        given["level"] = int(given["level"]) if given["level"] in "012345" else None
    for name in ("since", "until"):
        if not words.is_day(given.get(name)):
            given.pop(name, None)
    return Behind(**given)


def close(label: str, *names: str) -> None:
    """Show a button that takes something chosen out of the address again."""
    st.button(label, key=f"close-{'-'.join(names)}", on_click=leave, args=names, type="tertiary")


def leave(*names: str) -> None:
    """Take something chosen out of the address."""
    for name in names:
        st.query_params.pop(name, None)


def _address(chosen: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in (_kept() | dict(chosen)).items() if value not in (None, "", False)}


def _kept() -> dict[str, object]:
    """Return what stays chosen on the way: the run, and the run it is compared with."""
    return {name: st.query_params[name] for name in ("run", "against") if name in st.query_params}
