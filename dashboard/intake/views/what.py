"""What happened? Paste the mail, choose files, or go on by hand or with a receipt."""

from __future__ import annotations

import streamlit as st

from dashboard.intake.visit import Visit

#: Longer than any notice; a whole mailbox comes as a file.
MOST_LETTERS = 200_000


def render(visit: Visit) -> None:
    """Draw the first page."""
    words = visit.words
    visit.head("what")
    visit.lead("what.lead")
    text = st.text_area(
        words("what.paste"), key="paste", height=170, max_chars=MOST_LETTERS, placeholder=words("what.paste_here")
    )
    files = st.file_uploader(words("what.files"), accept_multiple_files=True, key=_uploader())
    visit.quiet("what.files_help", of="files")
    visit.quiet("what.here_only", of="here")
    if st.button(words("what.read"), type="primary"):
        _read(visit, text, [(file.name, file.getvalue()) for file in files])
    with st.container(horizontal=True):
        if st.button(words("what.by_hand"), type="tertiary"):
            if visit.begin():
                visit.go("hand")
            visit.say("app.busy")
        if st.button(words("what.have_receipt"), type="tertiary"):
            st.session_state["view"] = "receipt"
            st.rerun()
    with st.expander(words("what.eml_title")):
        visit.say("what.eml")
    with st.expander(words("what.safe_title")):
        visit.say("what.safe")


def _read(visit: Visit, text: str, files: list[tuple[str, bytes]]) -> None:
    pasted = [("mail.txt", text.encode())] if text.strip() else []
    if not pasted and not files:
        visit.say("what.empty")
        return
    draft = visit.begin()
    if draft is None:
        visit.say("app.busy")
        return
    draft.troubles.clear()
    for name, content in pasted + files:
        draft.add(name, visit.desk.read(name, content))
    # What was taken is in the draft now; the controls are given back empty.
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
    st.session_state.pop("paste", None)
    visit.go("confirm")


def _uploader() -> str:
    return f"files-{st.session_state.get('uploads', 0)}"
