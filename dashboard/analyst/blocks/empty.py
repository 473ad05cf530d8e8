"""Pages without anything on them say what they are for and the one command that fills them."""

from __future__ import annotations

import streamlit as st

from dashboard.analyst.blocks import safe


def nothing_scored() -> None:
    """Show what to do where there is no run: take in facts, score them, or look around in an invented world first."""
    safe.lead(
        "This is where claimants, campaigns and channels under claim appear, once there are facts and they were scored."
    )
    for what, line in (
        ("Take in a table of notices", "strikes collect table notices.csv"),
        ("Score what is known", "strikes score"),
        ("Or look around in an invented world first", "strikes demo"),
    ):
        st.caption(what)
        command(line)


def nothing(sentence: str, fills: str | None = None) -> None:
    """Show that a part of a page is empty, and the command that fills it."""
    safe.aside(sentence, key=f"empty-{sentence[:24]}")
    if fills:
        command(fills)


def command(line: str) -> None:
    """Show a command to copy."""
    st.code(line, language=None, width="content")
