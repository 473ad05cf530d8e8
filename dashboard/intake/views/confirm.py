"""Is this right? What was read, as sentences to confirm or correct."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.intake.blocks import coach
from dashboard.intake.visit import Visit
from strikes.collect.notice_mail.reading import Claim
from strikes.intake.reading import corrected
from strikes.intake.submission import Notice

#: Notices shown one by one; a newsroom's mailbox is counted.
MOST = 20
_LINES = (("video", "video_title"), ("claimant", "claimant_name"), ("contact", "claimant_email"), ("work", "work_text"))
FIELDS = (
    ("video_title", "form.video_title"),
    ("claimant_name", "form.claimant"),
    ("claimant_email", "form.contact"),
    ("work_text", "form.work"),
)


def render(visit: Visit) -> None:
    """Draw the sentences of all notices of the draft."""
    draft, words = visit.draft, visit.words
    assert draft is not None
    visit.head("read")
    if draft.notices:
        with st.container(key="lead"):
            visit.count("read.lead", len(draft.notices))
    elif not draft.n_rows:
        visit.lead("read.nothing")
    for name, trouble in draft.troubles:
        visit.say(f"trouble.{trouble}", name=name)
    _tell_table(visit)
    for number, notice in enumerate(draft.notices[:MOST]):
        _notice(visit, number, notice)
    if len(draft.notices) > MOST:
        visit.count("read.more", len(draft.notices) - MOST)
    if draft.notices or draft.n_rows:
        if st.button(words("read.yes"), type="primary"):
            visit.go("ask")
    elif st.button(words("what.by_hand"), type="primary"):
        visit.go("hand")
    with st.container(horizontal=True):
        if draft.notices and st.button(words("read.another"), type="tertiary"):
            visit.go("hand")
        if st.button(words("app.again"), type="tertiary"):
            visit.desk.drafts.end(visit.token)
            del st.query_params["draft"]
            st.rerun()
    if draft.notices:
        with st.expander(words("coach.title")):
            coach.clocks(visit, draft.notices)


def _tell_table(visit: Visit) -> None:
    draft = visit.draft
    assert draft is not None
    if draft.n_rows:
        visit.count("read.rows", draft.n_rows)
    if draft.bad_lines:
        lines = ", ".join(map(str, draft.bad_lines[:20])) + (" …" if len(draft.bad_lines) > 20 else "")
        visit.count("read.bad_rows", len(draft.bad_lines), lines=lines)
    n_kept = sum(file.kind == "proof" for file in draft.files)
    if n_kept:
        visit.count("read.kept", n_kept)


def _notice(visit: Visit, number: int, notice: Notice) -> None:
    reading, words = notice.reading, visit.words
    with st.container(key=f"notice-{number}"):
        day = words.day(reading.notice_at) if reading.notice_at else words("told.no_day")
        visit.say(f"told.{reading.event_type}", day=day)
        for claim in reading.claims:
            _claim(visit, claim)
        if reading.channel_title:
            visit.say("read.channel", channel=reading.channel_title)
        if reading.strikes_standing is not None:
            visit.count("read.strikes", reading.strikes_standing)
        with st.expander(words("read.change")):
            _change(visit, number, notice)


def _claim(visit: Visit, claim: Claim) -> None:
    for line, name in _LINES:
        value = getattr(claim, name) or (claim.video_url if name == "video_title" else None)
        if value or line in ("video", "claimant"):
            visit.say(f"read.{line}", **{line: value or visit.words("app.unknown")})


def _change(visit: Visit, number: int, notice: Notice) -> None:
    words, draft = visit.words, visit.draft
    assert draft is not None
    with st.form(f"change-{number}", border=False):
        day = st.text_input(words("form.day"), value=(notice.reading.notice_at or "")[:10])
        typed = []
        for at, claim in enumerate(notice.reading.claims or (Claim(),)):
            typed.append(
                {
                    name: st.text_input(words(label), value=getattr(claim, name) or "", key=f"{name}-{number}-{at}")
                    for name, label in FIELDS
                }
            )
        if not st.form_submit_button(words("read.save")):
            return
    if not is_day(day):
        visit.say("form.bad_day")
        return
    for at, fields in enumerate(typed):
        notice = corrected(notice, at, **{name: value.strip() or None for name, value in fields.items()})
    if day != (notice.reading.notice_at or "")[:10]:
        notice = replace(notice, reading=notice.reading._replace(notice_at=day or None), is_changed=True)
    draft.notices[number] = notice
    st.rerun()


def is_day(text: str) -> bool:
    """Is it a day as asked for, or nothing?"""
    import datetime as dt

    try:
        return not text.strip() or bool(dt.date.fromisoformat(text.strip()))
    except ValueError:
        return False
