"""From a draft to facts and back to its owner, without a screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from strikes.collect import mail as mails
from strikes.collect.authenticity import Proof
from strikes.collect.inbox import office as offices
from strikes.collect.inbox.office import Office, take_in
from strikes.collect.mail_events import MailEvents
from strikes.collect.mailbox import Found
from strikes.collect.notice_mail.reading import Dkim
from strikes.intake.desk import Desk, Wait
from strikes.intake.invitations import make_invitation
from strikes.intake.reading import corrected, told_by_hand
from strikes.intake.receipts import new_receipt
from strikes.intake.submission import HandedFile, Notice
from strikes.model import EventType
from strikes.store import casebook, submissions
from strikes.store.connection import opened
from tests.intake.handing import CHANNEL, NOW, draft_of, house, notice, pasted

_CLOSED = {
    b"Your video has been taken down from YouTube": b"Your YouTube Account has been disabled",
    b"Someone sent us a copyright removal request, so the content listed here can no longer be watched on YouTube.":
    b"Your YouTube account was terminated because of multiple copyright strikes for the videos below.",
}  # fmt: skip
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Office, Desk]]:
    office, desk = house(tmp_path / "workspace")
    yield office, desk
    desk.close()


def asked(office: Office, sql: str) -> list[Any]:
    with casebook.reading(office.place) as con:
        return con.execute(sql).fetchall()


def described(office: Office, channel: str, description: str) -> None:
    """The API told this description of a channel."""
    with opened(office.place.casebook, read_only=False) as con:
        con.execute(
            "insert into youtube_channel by name select 'a1' as answer_id, ? as channel_id, "
            "timestamp '2026-04-01 13:00:00' as fetched_at, ? as description",
            [channel, description],
        )


def test_a_mail_becomes_a_fact_and_its_owner_is_answered(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, notice(), partner=True)
    desk.hand_in(draft, "az", "192.0.2.7")
    assert desk.look_up(draft.receipt, None).state == "received"  # type: ignore[union-attr]
    taken = take_in(office, NOW)
    assert (taken.cases, taken.events.new) == (1, 1)
    assert asked(office, "select channel_id, claimant_name, video_id from event") == [
        (CHANNEL, "Blue Heron Documentaries", "SiMuLaTe001")
    ]
    assert sorted(asked(office, "select purpose, is_given from consent")) == [
        ("partner", True), ("platform", False), ("public", False)
    ]  # fmt: skip
    status = desk.look_up(draft.receipt, None)
    assert status is not None and (status.state, status.n_events, status.level) == ("taken_in", 1, "P1")
    assert list(desk.drop.inbox.glob("*")) == []


def test_taking_in_again_adds_nothing(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, notice())
    desk.hand_in(draft, "en", None)
    (path,) = desk.drop.inbox.glob("*.age")
    before = path.read_bytes()
    take_in(office, NOW)
    path.write_bytes(before)
    assert take_in(office, NOW).cases == 0
    assert asked(office, "select count(*) from event") == [(1,)]


def test_sending_again_is_one_file(both: tuple[Office, Desk]) -> None:
    _, desk = both
    draft = draft_of(desk, notice())
    for _ in range(3):
        desk.hand_in(draft, "en", None)
    assert len(list(desk.drop.inbox.glob("*"))) == 1


def test_the_same_notice_by_mail_and_by_form_is_one_event_seen_twice(both: tuple[Office, Desk]) -> None:
    office, desk = both
    mails.collect([Found("own.eml", notice())], office.vault, MailEvents(office.place.root), channel_id=CHANNEL)
    draft = draft_of(desk)
    told = told_by_hand(
        EventType.TAKEDOWN, "2026-03-03", "https://youtu.be/SiMuLaTe001", "Flood report", "Blue Heron Documentaries",
        "claims@blueheron.example", "",
    )  # fmt: skip
    draft.notices = [Notice(told, channel_id=CHANNEL)]
    desk.hand_in(draft, "ru", None)
    taken = take_in(office, NOW)
    assert (taken.events.new, taken.events.known, taken.events.quarantined) == (0, 1, 0)
    assert asked(office, "select count(*) from event") == [(1,)]
    assert asked(office, "select count(distinct source_id) from sighting where kind = 'events'") == [(2,)]


def test_a_correction_counts_where_nothing_proves_the_mail(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, pasted())
    draft.notices[0] = corrected(draft.notices[0], 0, claimant_name="Blue Heron Films")
    desk.hand_in(draft, "en", None)
    take_in(office, NOW)
    assert asked(office, "select claimant_name from event") == [("Blue Heron Films",)]


def test_a_correction_does_not_change_what_the_platform_signed(both: tuple[Office, Desk]) -> None:
    office, desk = both
    signed = replace(office, prove=lambda raw: Proof("E3", Dkim(True, "pass", "youtube.com", True)))
    draft = draft_of(desk, notice())
    draft.notices[0] = corrected(draft.notices[0], 0, claimant_name="An innocent company")
    desk.hand_in(draft, "en", None)
    take_in(signed, NOW)
    assert asked(office, "select claimant_name from event") == [("Blue Heron Documentaries",)]
    assert asked(office, "select max(level) from sighting") == [(4,)]


def test_a_signed_termination_shows_control_of_the_channel(both: tuple[Office, Desk]) -> None:
    office, desk = both
    signed = replace(office, prove=lambda raw: Proof("E3", Dkim(True, "pass", "youtube.com", True)))
    gone = notice()
    for old, new in _CLOSED.items():
        gone = gone.replace(old, new)
    draft = draft_of(desk, gone)
    assert draft.notices[0].reading.event_type is EventType.CHANNEL_TERMINATION
    desk.hand_in(draft, "en", None)
    take_in(signed, NOW)
    assert asked(office, "select channel_id, basis from channel_control") == [(CHANNEL, "mail")]


def test_the_token_in_the_description_shows_control(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, notice())
    desk.hand_in(draft, "en", None)
    take_in(office, NOW)
    assert desk.look_up(draft.receipt, None).is_control_shown is False  # type: ignore[union-attr]
    described(office, CHANNEL, f"News. {draft.receipt.token.upper()} Write to us.")
    take_in(office, LATER)
    status = desk.look_up(draft.receipt, None)
    assert status is not None and (status.is_control_shown, status.level) == (True, "P2")


def test_a_token_shows_nothing_about_another_channel(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, notice())
    desk.hand_in(draft, "en", None)
    described(office, "UC" + "z" * 22, draft.receipt.token)
    take_in(office, LATER)
    assert asked(office, "select * from channel_control") == []


def test_without_consent_to_the_analysis_nothing_becomes_a_fact(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, notice(), analysis=False)
    desk.hand_in(draft, "en", None)
    take_in(office, NOW)
    assert asked(office, "select count(*) from event") == [(0,)]
    assert desk.look_up(draft.receipt, None).state == "kept_only"  # type: ignore[union-attr]


def test_a_question_is_asked_and_answered_with_the_receipt(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, notice())
    desk.hand_in(draft, "en", None)
    take_in(office, NOW)
    case = submissions.find(office.place, draft.receipt.case_number)
    assert case is not None
    offices.ask(office, case, "Which came first?", NOW)
    desk.say(draft.receipt, "answer", None, "The forwarded one.")
    take_in(office, LATER)
    status = desk.look_up(draft.receipt, None)
    assert status is not None
    assert [(m.by, m.text) for m in status.messages] == [
        ("analyst", "Which came first?"), ("owner", "The forwarded one.")
    ]  # fmt: skip


def test_later_material_is_of_the_same_case(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, notice(), platform=True)
    desk.hand_in(draft, "en", None)
    take_in(office, NOW)
    desk.say(draft.receipt, "material", None, "one more", [HandedFile("two.eml", "mail", notice(2))])
    assert take_in(office, LATER).events.new == 1
    assert asked(office, "select count(*) from consent where purpose = 'platform' and is_given") == [(2,)]


def test_somebody_without_the_secret_cannot_speak_for_a_case(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, notice())
    desk.hand_in(draft, "en", None)
    take_in(office, NOW)
    stranger = new_receipt()
    object.__setattr__(stranger, "name", draft.receipt.name)
    desk.say(stranger, "withdrawal", None)
    assert take_in(office, LATER).words == 0
    assert submissions.find(office.place, draft.receipt.name).state == "taken_in"  # type: ignore[union-attr]


def test_a_withdrawal_takes_back_every_consent(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, notice(), platform=True, public=True)
    desk.hand_in(draft, "en", None)
    take_in(office, NOW)
    desk.say(draft.receipt, "withdrawal", None)
    take_in(office, LATER)
    newest = "select purpose, max_by(is_given, stated_at) from consent group by purpose order by all"
    assert asked(office, newest) == [("partner", False), ("platform", False), ("public", False)]
    assert desk.look_up(draft.receipt, None).state == "withdrawn"  # type: ignore[union-attr]


def test_erasing_leaves_nothing_and_answers_like_a_wrong_receipt(both: tuple[Office, Desk], tmp_path: Path) -> None:
    office, desk = both
    draft = draft_of(desk, notice(title="MARKER-of-a-title", claimant="MARKER-of-a-name"))
    desk.hand_in(draft, "en", None)
    take_in(office, NOW)
    desk.say(draft.receipt, "erasure", None)
    assert desk.look_up(draft.receipt, None) is None
    assert desk.look_up(new_receipt(), None) is None and desk.look_up(None, None) is None
    assert take_in(office, LATER).erased == 1
    assert asked(office, "select count(*) from event union all select count(*) from submission") == [(0,), (0,)]
    assert list(office.vault.names()) == []
    left = [path for path in tmp_path.rglob("*") if path.is_file() and b"MARKER-of-a" in path.read_bytes()]
    assert left == []
    assert asked(office, "select count(*) from audit where action = 'erase'") == [(1,)]


def test_what_somebody_else_told_too_stays(both: tuple[Office, Desk]) -> None:
    office, desk = both
    mails.collect([Found("own.eml", notice() + b"\n")], office.vault, MailEvents(office.place.root), channel_id=CHANNEL)
    draft = draft_of(desk, notice())
    desk.hand_in(draft, "en", None)
    take_in(office, NOW)
    desk.say(draft.receipt, "erasure", None)
    take_in(office, LATER)
    assert asked(office, "select count(*) from event") == [(1,)]


def test_erasing_before_it_was_taken_in_leaves_nothing_to_take(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, notice())
    desk.hand_in(draft, "en", None)
    desk.say(draft.receipt, "erasure", None)
    taken = take_in(office, NOW)
    assert (taken.cases, taken.erased) == (0, 0)


def test_the_own_pack_is_what_was_handed_in(both: tuple[Office, Desk]) -> None:
    import io
    import zipfile

    _, desk = both
    draft = draft_of(desk, notice())
    desk.hand_in(draft, "en", None)
    pack = desk.drop.own_pack(draft.receipt)
    assert pack is not None
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        assert archive.read("files/0") == notice()


def test_a_demand_for_money_becomes_evidence(both: tuple[Office, Desk]) -> None:
    office, desk = both
    draft = draft_of(desk, notice())
    draft.answers["money"] = "300 to take it back"
    desk.hand_in(draft, "en", None)
    take_in(office, NOW)
    assert asked(office, "select subject, kind, value from evidence") == [
        ("claims@blueheron.example", "pay_demand", "300 to take it back")
    ]


def test_a_newsrooms_table_cannot_say_how_sure_it_is(both: tuple[Office, Desk]) -> None:
    office, desk = both
    table = (
        "event_type,occurred_at,channel_id,video_id,claimant_name,provenance,reporter_id\n"
        f"takedown,2026-03-03,{CHANNEL},SiMuLaTe001,Blue Heron,P5,somebody\n"
        "nonsense,2026-03-03,,,,,\n"
    )
    draft = draft_of(desk, table.encode())
    assert (draft.n_rows, draft.bad_lines) == (1, [3])
    desk.hand_in(draft, "en", None)
    assert take_in(office, NOW).events.new == 1
    assert asked(office, "select max(level) from sighting") == [(1,)]
    assert asked(office, "select reporter_id from event") == [(None,)]


def test_a_file_that_is_no_submission_stays_and_is_named(both: tuple[Office, Desk]) -> None:
    office, desk = both
    (desk.drop.inbox / "0.age").write_bytes(b"nonsense")
    assert take_in(office, NOW).unreadable == ["0.age"]


def test_five_an_hour_and_then_a_wait_but_an_invitation_opens(both: tuple[Office, Desk], tmp_path: Path) -> None:
    _, desk = both
    desk.invitations = tmp_path / "invitations"
    code = make_invitation(desk.invitations)
    assert code not in desk.invitations.read_text()
    for n in range(5):
        desk.hand_in(draft_of(desk, notice(n)), "en", "192.0.2.7")
    with pytest.raises(Wait):
        desk.hand_in(draft_of(desk, notice(6)), "en", "192.0.2.7")
    invited = draft_of(desk, notice(6))
    invited.code = code.lower()
    desk.hand_in(invited, "en", "192.0.2.7")
    assert len(list(desk.drop.inbox.glob("*.age"))) == 6
