"""How the app looks, and the words of Streamlit's own controls in the language of the page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.i18n import Phrases

_STYLE = Path(__file__).resolve().parent.parent / "style.css"


def dress(words: Phrases) -> None:
    """Set style and words; once per run of the script, before anything is shown."""
    choose = words("app.choose_files").replace('"', "")
    st.html(f'<style>{_STYLE.read_text(encoding="utf-8")}\n:root {{ --choose-files: "{choose}"; }}</style>')
