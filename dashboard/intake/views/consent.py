"""What may we do with it? Each purpose is a sentence of its own; only the first is chosen beforehand."""

from __future__ import annotations

import streamlit as st

from dashboard.intake.visit import Visit
from strikes.intake.submission import PURPOSES


def render(visit: Visit) -> None:
    """Draw the purposes."""
    draft = visit.draft
    assert draft is not None
    visit.head("consent")
    visit.lead("consent.lead")
    chosen = {
        purpose: st.checkbox(
            visit.words(f"consent.{purpose}"), value=draft.consents.get(purpose, False), key=f"may-{purpose}"
        )
        for purpose in PURPOSES
    }
    if not chosen["analysis"]:
        visit.say("consent.none")
    if st.button(visit.words("app.next"), type="primary"):
        draft.consents = chosen
        visit.go("send")
    if st.button(visit.words("app.back"), type="tertiary"):
        visit.go("ask")
