"""One person's visit: the words, the draft, and ways to show things; what others wrote is shown as text alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from dashboard import intake
from dashboard.i18n import Phrases
from strikes.intake.desk import Desk
from strikes.intake.drafts import Draft
from strikes.intake.shown import visible

#: Which of the five dots a page stands at.
STEPS = {"what": 1, "form": 1, "read": 2, "ask": 3, "consent": 4, "send": 5}


@dataclass
class Visit:
    """What a page needs; `draft` is None until something was told."""

    desk: Desk
    words: Phrases
    token: str | None
    draft: Draft | None

    def begin(self) -> Draft | None:
        """Return the draft, a new one where there is none; None where the machine is full."""
        if self.draft is None and (made := self.desk.drafts.begin()):
            self.token, self.draft = made
            st.query_params["draft"] = self.token
        return self.draft

    def go(self, page: str) -> None:
        """Show another page of the way."""
        if self.draft is not None:
            self.draft.page = page
        st.session_state.pop("view", None)
        st.rerun()

    @property
    def source(self) -> str | None:
        """Where somebody comes from, as our own proxy says; None where nobody can be told apart."""
        if not intake.is_behind_proxy():
            return None
        # The last entry is the proxy's own; those before it anybody can write.
        return (st.context.headers.get("X-Forwarded-For") or "").rsplit(",", 1)[-1].strip() or None

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the person's device."""
        try:
            return ZoneInfo(st.context.timezone or "Asia/Baku")
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("Asia/Baku")

    def say(self, key: str, **values: Any) -> None:
        """Show a sentence of ours with values put in, each visible."""
        st.text(self.words(key, **_visible(values)))

    def count(self, key: str, n: int, **values: Any) -> None:
        """Show a counted sentence of ours."""
        st.text(self.words.count(key, n, **_visible(values)))

    def lead(self, key: str, **values: Any) -> None:
        """Show the one sentence a page opens with."""
        with st.container(key="lead"):
            self.say(key, **values)

    def quiet(self, key: str, *, of: str, **values: Any) -> None:
        """Show the sentence that belongs to the control above; `of` tells such sentences of a page apart."""
        with st.container(key=f"quiet-{of}"):
            self.say(key, **values)

    def head(self, page: str) -> None:
        """Show the page's name, where one is, and that nothing is sent."""
        if page in STEPS:
            with st.container(key="steps", horizontal=True, vertical_alignment="center"):
                dots = "●" * STEPS[page] + "○" * (5 - STEPS[page])
                st.text(f"{dots}  {self.words('app.step', n=STEPS[page])} · {self.words('app.not_sent')}")
        st.title(self.words(f"{page}.title"), anchor=False)


def _visible(values: dict[str, Any]) -> dict[str, Any]:
    return {name: visible(value, 2_000) if isinstance(value, str) else value for name, value in values.items()}
