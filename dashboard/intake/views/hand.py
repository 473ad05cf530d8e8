"""The same without a mail: seven fields; a claim needs a name or an address of who made it."""

from __future__ import annotations

import streamlit as st

from dashboard.intake.views.confirm import is_day
from dashboard.intake.visit import Visit
from strikes.intake.reading import told_by_hand
from strikes.intake.submission import Notice
from strikes.model import CLAIM_TYPES, EventType

KINDS = (
    EventType.TAKEDOWN,
    EventType.SCHEDULED_TAKEDOWN,
    EventType.CONTENT_ID_CLAIM,
    EventType.CHANNEL_TERMINATION,
    EventType.COUNTER_FORWARDED,
    EventType.COUNTER_REFUSED,
    EventType.DISPUTE,
    EventType.RETRACTION,
    EventType.REINSTATEMENT,
)


def render(visit: Visit) -> None:
    """Draw the form."""
    words, draft = visit.words, visit.draft
    assert draft is not None
    visit.head("form")
    visit.lead("form.lead")
    with st.form("by-hand", border=False):
        kind = st.selectbox(words("form.kind"), KINDS, format_func=lambda kind: words(f"event.{kind}"))
        day = st.text_input(words("form.day"), max_chars=10)
        video = st.text_input(words("form.video"), max_chars=300)
        title = st.text_input(words("form.video_title"), max_chars=300)
        name = st.text_input(words("form.claimant"), max_chars=300)
        contact = st.text_input(words("form.contact"), max_chars=300)
        work = st.text_input(words("form.work"), max_chars=1000)
        is_sent = st.form_submit_button(words("form.save"), type="primary")
    if is_sent and not is_day(day):
        visit.say("form.bad_day")
    elif is_sent and kind in CLAIM_TYPES and not name.strip() and not contact.strip():
        visit.say("form.needs_who")
    elif is_sent:
        draft.notices.append(Notice(told_by_hand(kind, day, video, title, name, contact, work)))
        visit.go("confirm")
    if st.button(words("app.back"), type="tertiary"):
        visit.go("confirm" if draft.notices or draft.files else "what")
