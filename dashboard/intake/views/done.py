"""Received: the receipt once, its last group typed back; then the clock and what can be done."""

from __future__ import annotations

import streamlit as st

from dashboard.intake.blocks import coach
from dashboard.intake.visit import Visit
from strikes.intake.receipts import Receipt


def render(visit: Visit) -> None:
    """Draw the receipt until its last group was typed back, then the coach."""
    draft, words = visit.draft, visit.words
    assert draft is not None
    visit.head("done")
    visit.lead("done.lead")
    if st.session_state.get("kept") != draft.receipt.name:
        _receipt(visit, draft.receipt)
        return
    visit.say("done.case")
    st.code(draft.receipt.case_number, language=None)
    st.subheader(words("done.next_title"), anchor=False)
    visit.say("done.next")
    coach.show(visit, draft.notices)
    with st.expander(words("done.token_title")):
        visit.say("done.token")
        st.code(draft.receipt.token, language=None)
    if st.button(words("receipt.close"), type="tertiary"):
        visit.desk.drafts.end(visit.token)
        st.query_params.pop("draft", None)
        st.session_state.clear()
        st.rerun()


def _receipt(visit: Visit, receipt: Receipt) -> None:
    words = visit.words
    visit.say("done.case")
    st.code(receipt.case_number, language=None)
    visit.say("done.secret")
    with st.container(key="secret"):
        st.code(receipt.shown, language=None, wrap_lines=True)
    visit.quiet("done.keep", of="keep")
    st.download_button(
        words("done.save"),
        words("done.file_text", case=receipt.case_number, secret=receipt.shown).encode(),
        f"{receipt.case_number}.txt",
        "text/plain",
        on_click="ignore",
    )
    typed = st.text_input(words("done.back"), max_chars=12, key="typed-back", autocomplete="off")
    if st.button(words("done.kept"), type="primary"):
        if "".join(typed.split()).upper() == receipt.last_group:
            st.session_state["kept"] = receipt.name
            st.rerun()
        visit.say("done.wrong")
