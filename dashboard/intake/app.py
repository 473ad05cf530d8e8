"""The owner's app: which page is shown, in which language. A new page is one file in `views/` and one line here."""

from __future__ import annotations

import streamlit as st

from dashboard import intake
from dashboard.i18n import LANGUAGES, of_browser, phrases
from dashboard.intake.blocks import style
from dashboard.intake.views import ask, confirm, consent, done, hand, receipt, send, what
from dashboard.intake.visit import Visit

VIEWS = {
    "what": what.render,
    "hand": hand.render,
    "confirm": confirm.render,
    "ask": ask.render,
    "consent": consent.render,
    "send": send.render,
    "done": done.render,
    "receipt": receipt.render,
}


def show() -> None:
    """Draw the page somebody is at."""
    language = _language()
    words = phrases(language)
    st.set_page_config(page_title=words("app.title"), layout="centered")
    style.dress(words)
    _choose_language(language)
    token = st.query_params.get("draft")
    visit = Visit(intake.desk(), words, token, intake.desk().drafts.find(token))
    if token and visit.draft is None:
        visit.say("app.lost")
        del st.query_params["draft"]
    page = st.session_state.get("view") or (visit.draft.page if visit.draft else "what")
    with st.container(key="page"):
        VIEWS[page](visit)
    visit.quiet("app.advice", of="advice")


def _language() -> str:
    wanted = st.query_params.get("lang")
    if wanted not in LANGUAGES:
        wanted = of_browser(st.context.headers.get("Accept-Language"))
    st.session_state.setdefault("lang", wanted)
    return str(st.session_state["lang"])


def _choose_language(language: str) -> None:
    with st.container(key="languages"):
        st.radio(
            phrases(language)("app.language"),
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            key="lang",
            horizontal=True,
            label_visibility="collapsed",
            on_change=lambda: st.query_params.update(lang=st.session_state["lang"]),
        )


if __name__ == "__main__":
    show()
