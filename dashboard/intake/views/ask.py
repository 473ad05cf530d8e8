"""What is missing, one question at a time; an empty answer is a skipped question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.intake.views.confirm import is_day
from dashboard.intake.visit import Visit
from strikes.intake.drafts import Draft
from strikes.intake.reading import channel_id, channels_of
from strikes.intake.submission import MAX_TEXT, ROLES


def render(visit: Visit) -> None:
    """Draw the question the draft stands at."""
    draft = visit.draft
    assert draft is not None
    questions = questions_of(draft)
    if draft.question >= len(questions):
        draft.question = 0
        visit.go("consent")
    name = questions[draft.question]
    visit.head("ask")
    visit.lead("ask.lead")
    keep = _ASKED.get(name, _words)(visit, draft, name)
    with st.container(key="buttons"):
        if st.button(visit.words("app.next"), type="primary"):
            if keep():
                # An answered question may be gone from the list; the next one is the one after its name.
                left = questions_of(draft)
                draft.question = left.index(name) + 1 if name in left else draft.question
                st.rerun()
            visit.say(_NOT_TAKEN[name])
        if st.button(visit.words("app.skip_rest"), type="tertiary"):
            keep()
            draft.question = 0
            visit.go("consent")


def questions_of(draft: Draft) -> list[str]:
    """Return what is asked of this draft, in order."""
    has_no_day = any(notice.reading.notice_at is None for notice in draft.notices)
    return ["day"] * has_no_day + ["channel"] * bool(draft.notices) + ["role", "own", "know", "money", "more"]


#: Why an answer was not taken; the other questions take any.
_NOT_TAKEN = {"day": "form.bad_day", "channel": "ask.channel_bad"}


def _words(visit: Visit, draft: Draft, name: str) -> Callable[[], bool]:
    typed = st.text_area(
        visit.words(f"ask.{name}"), value=draft.answers.get(name, ""), max_chars=MAX_TEXT, key=f"ask-{name}"
    )
    visit.quiet(f"ask.{name}_why", of=name)

    def keep() -> bool:
        draft.answers[name] = typed
        return True

    return keep


def _day(visit: Visit, draft: Draft, name: str) -> Callable[[], bool]:
    typed = st.text_input(visit.words("ask.day"), max_chars=10, key="ask-day")
    visit.quiet("ask.day_why", of=name)

    def keep() -> bool:
        if not is_day(typed):
            return False
        for number, notice in enumerate(draft.notices):
            if typed.strip() and notice.reading.notice_at is None:
                dated = notice.reading._replace(notice_at=typed.strip())
                draft.notices[number] = replace(notice, reading=dated, is_changed=True)
        return True

    return keep


def _channel(visit: Visit, draft: Draft, name: str) -> Callable[[], bool]:
    typed = {}
    titles = channels_of(draft.notices)
    for number, title in enumerate(titles):
        if title and len(titles) > 1:
            visit.say("ask.channel_title", channel=title)
        typed[title] = st.text_input(visit.words("ask.channel"), max_chars=200, key=f"channel-{number}")
    visit.quiet("ask.channel_why", of=name)

    def keep() -> bool:
        for number, notice in enumerate(draft.notices):
            told = typed[notice.reading.channel_title].strip()
            found = channel_id(told)
            # A whole address that holds no id helps nobody; anything else is taken for the channel's name.
            if told.startswith("http") and not found:
                return False
            draft.notices[number] = replace(notice, channel_id=found, channel_title=None if found or not told else told)
        return True

    return keep


def _role(visit: Visit, draft: Draft, name: str) -> Callable[[], bool]:
    chosen = st.radio(
        visit.words("ask.role"),
        ROLES,
        index=ROLES.index(draft.role),
        format_func=lambda role: visit.words(f"ask.role_{role}"),
        key="ask-role",
    )
    visit.quiet("ask.role_why", of=name)

    def keep() -> bool:
        draft.role = chosen
        return True

    return keep


def _more(visit: Visit, draft: Draft, name: str) -> Callable[[], bool]:
    files = st.file_uploader(visit.words("ask.more"), accept_multiple_files=True, key="more-files")
    visit.quiet("ask.more_why", of=name)
    for file, trouble in draft.troubles:
        visit.say(f"trouble.{trouble}", name=file)

    def keep() -> bool:
        draft.troubles.clear()
        for file in files:
            draft.add(file.name, visit.desk.read(file.name, file.getvalue()))
        return True

    return keep


_ASKED: dict[str, Callable[[Visit, Draft, str], Callable[[], bool]]] = {
    "day": _day,
    "channel": _channel,
    "role": _role,
    "more": _more,
}
