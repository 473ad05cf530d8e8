"""Pages without anything on them say what they are for and the one command that fills them."""

from __future__ import annotations

import streamlit as st

from dashboard.analyst.blocks import safe


def nothing_scored(has_facts: bool) -> None:
    """Show what to do where there is no run: collect facts first, or score those there are."""
    if has_facts:
        safe.lead("There are facts here, and nothing was concluded from them yet.")
        command("strikes score")
        return
    safe.lead("This is where claimants, campaigns and channels under claim appear, once there are facts.")
    st.markdown("Take in a table of notices, then score it:")
    command("strikes collect table notices.csv\nstrikes score")
    st.markdown("Or look around in an invented world first:")
    command("strikes demo")


def nothing(sentence: str, fills: str | None = None) -> None:
    """Show that a part of a page is empty, and the command that fills it."""
    safe.aside(sentence, key=f"empty-{sentence[:24]}")
    if fills:
        command(fills)


def command(line: str) -> None:
    """Show a command to copy."""
    st.code(line, language=None, width="content")
