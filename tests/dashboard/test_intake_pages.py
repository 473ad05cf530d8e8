"""Pages of the owner's app as AppTest draws them: what a browser test would be too dear for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import intake
from dashboard.i18n import LANGUAGES, phrases
from strikes import seal
from strikes.errors import NoSpaceError
from strikes.intake.desk import Desk
from strikes.intake.drafts import Draft
from strikes.intake.drop import Drop
from strikes.intake.reading import told_by_hand
from strikes.intake.submission import Notice
from strikes.model import EventType
from tests.intake.handing import CHANNEL, draft_of, notice

NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(Drop(tmp_path, [seal.new_identity()[1]]), now=lambda: NOW)
    intake.open_desk(found)
    yield found
    found.close()


def _app() -> None:
    from dashboard.intake.app import show

    show()


def drawn(desk: Desk, draft: Draft | None = None, page: str = "what", language: str = "en") -> AppTest:
    at = AppTest.from_function(_app, default_timeout=60)
    at.query_params["lang"] = language
    if draft is not None:
        token = "token-of-this-test"
        draft.page = page
        desk.drafts._kept[token] = (desk.clock(), draft)
        at.query_params["draft"] = token
    at.run()
    assert not at.exception, at.exception
    return at


def told(at: AppTest) -> str:
    shown: list[Any] = [*at.title, *at.subheader, *at.text, *at.code]
    return "\n".join(str(element.value) for element in shown)


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click()
    at.run()
    assert not at.exception, at.exception
    return at


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("page", ["what", "confirm", "hand", "ask", "consent", "send", "done"])
def test_every_page_is_drawn_in_every_language(desk: Desk, page: str, language: str) -> None:
    at = drawn(desk, draft_of(desk, notice()), page, language)
    title = {"confirm": "read", "hand": "form"}.get(page, page)
    assert phrases(language)(f"{title}.title") in told(at)


@pytest.mark.parametrize("kind", list(EventType))
def test_the_coach_has_something_to_say_about_every_kind_of_notice(desk: Desk, kind: EventType) -> None:
    draft = Draft(notices=[Notice(told_by_hand(kind, "2026-03-03", "", "A film", "Somebody", "", ""))])
    at = drawn(desk, draft, "confirm")
    assert phrases("en").template(f"told.{kind}").split("{day}")[1][:20] in told(at)


def test_a_full_disk_tells_to_keep_the_file_and_keeps_the_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise NoSpaceError("full")

    monkeypatch.setattr(Drop, "hand_in", full)
    at = press(drawn(desk, draft_of(desk, notice()), "send"), "Send")
    assert phrases("en")("send.no_room") in told(at) and "Received" not in told(at)
    assert list(desk.drop.inbox.glob("*")) == []


def test_too_many_from_one_place_are_told_to_wait_and_lose_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.limits, "admit", lambda source, code: 600.0)
    at = press(drawn(desk, draft_of(desk, notice()), "send"), "Send")
    assert "Try again in 10 minutes" in told(at)


def test_a_draft_that_is_gone_says_so(desk: Desk) -> None:
    at = AppTest.from_function(_app, default_timeout=60)
    at.query_params["lang"], at.query_params["draft"] = "en", "long-ago"
    at.run()
    assert phrases("en")("app.lost") in told(at)


def test_a_wrong_last_group_does_not_go_on(desk: Desk) -> None:
    draft = draft_of(desk, notice())
    at = drawn(desk, draft, "done")
    at.text_input(key="typed-back").input("AAAAA")
    press(at, "I have kept it")
    assert phrases("en")("done.wrong") in told(at) and draft.receipt.shown in told(at)
    at.text_input(key="typed-back").input(draft.receipt.last_group.lower())
    press(at, "I have kept it")
    assert draft.receipt.shown not in told(at) and phrases("en")("coach.ways") in told(at)


def test_missing_things_are_asked_and_all_may_be_skipped(desk: Desk) -> None:
    draft = draft_of(desk, notice().split(b"\n\n", 1)[1], channel=None)
    at = drawn(desk, draft, "ask")
    seen = []
    for _ in range(7):
        seen.append(told(at) + "".join(str(element.label) for element in [*at.text_input, *at.text_area, *at.radio]))
        press(at, "Next")
    for key, shown in zip(("day", "channel", "role", "own", "know", "money"), seen, strict=False):
        assert phrases("en")(f"ask.{key}") in shown
    assert draft.page == "consent" and draft.answers == {"own": "", "know": "", "money": ""}


def test_a_channel_address_without_an_id_is_asked_for_again(desk: Desk) -> None:
    draft = draft_of(desk, notice(), channel=None)
    at = drawn(desk, draft, "ask")
    at.text_input(key="channel-0").input("https://www.youtube.com/@lantern")
    press(at, "Next")
    assert phrases("en")("ask.channel_bad") in told(at)
    at.text_input(key="channel-0").input(f"https://www.youtube.com/channel/{CHANNEL}")
    press(at, "Next")
    assert draft.notices[0].channel_id == CHANNEL


def test_a_helper_hands_in_for_several_channels_at_once(desk: Desk) -> None:
    other = notice(2).replace(b"Lantern Street Studio", b"Harbour Walks")
    draft = draft_of(desk, notice(), other, channel=None)
    at = drawn(desk, draft, "ask")
    at.text_input(key="channel-0").input(CHANNEL)
    at.text_input(key="channel-1").input("UC" + "z" * 22)
    press(at, "Next")
    assert [each.channel_id for each in draft.notices] == [CHANNEL, "UC" + "z" * 22]


def test_nothing_but_the_analysis_is_chosen_beforehand(desk: Desk) -> None:
    at = drawn(desk, draft_of(desk, notice()), "consent")
    assert [box.value for box in at.checkbox] == [True, False, False, False]
