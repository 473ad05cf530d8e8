"""How the app looks, and the words of Streamlit's own controls in the language of the page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.i18n import Phrases

_STYLE = Path(__file__).resolve().parent.parent / "style.css"


def dress(words: Phrases) -> None:
    """Set style and words; once per run of the script, before anything is shown."""
    said = {"choose-files": words("app.choose_files"), "too-large": words("app.file_too_large")}
    own = " ".join(f'--{name}: "{text}";' for name, text in said.items())
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}\n:root {{ {own} }}</style>")
