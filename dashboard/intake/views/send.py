"""Send: sealed and on the disk before anything is called received."""

from __future__ import annotations

import math

import streamlit as st

from dashboard.intake.visit import Visit
from strikes.errors import NoSpaceError
from strikes.intake.desk import Wait


def render(visit: Visit) -> None:
    """Draw what goes out, and the button."""
    draft, words = visit.draft, visit.words
    assert draft is not None
    visit.head("send")
    visit.lead("send.lead")
    counted = [words.count("send.what", len(draft.notices)), words.count("send.files", len(draft.files))]
    st.text(" · ".join(counted))
    visit.say("send.after")
    if visit.desk.invitations is not None:
        draft.code = st.text_input(words("send.code"), value=draft.code, max_chars=60)
    if st.button(words("send.button"), type="primary"):
        try:
            visit.desk.hand_in(draft, words.language, visit.source)
        except Wait as wait:
            visit.count("send.wait", math.ceil(wait.seconds / 60))
        except NoSpaceError:
            visit.say("send.no_room")
        else:
            visit.go("done")
    if st.button(words("app.back"), type="tertiary"):
        visit.go("consent")
