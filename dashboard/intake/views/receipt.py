"""With the receipt: how the case stands, questions and answers, more material, withdrawal, erasure, one's own pack."""

from __future__ import annotations

import math
from typing import get_args

import streamlit as st

from dashboard.intake.blocks import coach
from dashboard.intake.visit import Visit
from strikes.errors import StrikesError
from strikes.intake.desk import Wait
from strikes.intake.receipts import Receipt, read_receipt
from strikes.intake.status import State, Status
from strikes.intake.submission import MAX_TEXT, HandedFile, Submission, What, unpacked


def render(visit: Visit) -> None:
    """Ask for the secret, then show the case."""
    visit.head("receipt")
    found = st.session_state.get("case")
    if found is None:
        _ask(visit)
        return
    receipt, status = found
    visit.say("receipt.case", case=receipt.case_number)
    _tell(visit, receipt, status)
    _talk(visit, receipt, status)
    pack = visit.desk.drop.own_pack(receipt)
    if pack is not None:
        handed = unpacked(pack)
        if isinstance(handed, Submission):
            coach.show(visit, handed.notices)
        name = f"{receipt.case_number}.zip"
        st.download_button(visit.words("receipt.pack"), pack, name, "application/zip", on_click="ignore")
    _leave(visit, receipt)
    if st.button(visit.words("receipt.close"), type="tertiary"):
        st.session_state.clear()
        st.rerun()


def _ask(visit: Visit) -> None:
    visit.lead("receipt.lead")
    with st.form("receipt", border=False):
        typed = st.text_input(visit.words("receipt.secret"), max_chars=60, autocomplete="off", type="password")
        is_sent = st.form_submit_button(visit.words("receipt.open"), type="primary")
    if is_sent:
        receipt = read_receipt(typed)
        try:
            status = visit.desk.look_up(receipt, visit.source)
        except Wait as wait:
            visit.count("receipt.wait", math.ceil(wait.seconds / 60))
            return
        if receipt and status:
            st.session_state["case"] = (receipt, status)
            st.rerun()
        visit.say("receipt.none")
    if st.button(visit.words("app.back"), type="tertiary"):
        visit.go("what")


def _tell(visit: Visit, receipt: Receipt, status: Status) -> None:
    day = visit.words.day(status.day)
    if status.state == "taken_in":
        visit.count("receipt.taken_in", status.n_events, day=day)
    elif status.state in get_args(State):
        visit.say(f"receipt.{status.state}", day=day)
    if status.is_control_shown:
        visit.say("receipt.control")
    else:
        with st.expander(visit.words("done.token_title")):
            visit.say("receipt.no_control")
            st.code(receipt.token, language=None)
            visit.say("done.token")


def _talk(visit: Visit, receipt: Receipt, status: Status) -> None:
    words = visit.words
    st.subheader(words("receipt.talk"), anchor=False)
    if not status.messages:
        visit.say("receipt.no_talk")
    for message in status.messages:
        visit.say(f"receipt.from_{message.by}", day=words.day(message.said_at), text=message.text)
    with st.expander(words("receipt.say_title")):
        text = st.text_area(words("receipt.say"), max_chars=MAX_TEXT, key="say")
        files = st.file_uploader(words("receipt.say_files"), accept_multiple_files=True, key="say-files")
        visit.quiet("ask.more_why", of="say")
        if st.button(words("receipt.say_send")):
            looks = [(file.name, visit.desk.read(file.name, file.getvalue())) for file in files]
            for name, look in looks:
                if look.trouble and look.file is None:
                    visit.say(f"trouble.{look.trouble}", name=name)
            handed = [look.file for _, look in looks if look.file]
            if text.strip() or handed:
                _send(visit, receipt, "material" if handed else "answer", "receipt.said", text, handed)


def _leave(visit: Visit, receipt: Receipt) -> None:
    words = visit.words
    with st.expander(words("receipt.withdraw_title")):
        visit.say("receipt.withdraw")
        if st.button(words("receipt.withdraw_button")):
            _send(visit, receipt, "withdrawal", "receipt.said")
        visit.say("receipt.erase")
        is_sure = st.checkbox(words("receipt.erase_sure"), key="sure")
        if st.button(words("receipt.erase_button"), disabled=not is_sure):
            _send(visit, receipt, "erasure", "receipt.erased")


def _send(
    visit: Visit, receipt: Receipt, what: What, told: str, text: str = "", files: list[HandedFile] | None = None
) -> None:
    try:
        visit.desk.say(receipt, what, visit.source, text, files or [])
    except Wait as wait:
        visit.count("receipt.wait", math.ceil(wait.seconds / 60))
    except StrikesError:
        visit.say("send.no_room")
    else:
        visit.say(told)
