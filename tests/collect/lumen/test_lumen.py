"""A claimant's outside history: read to its end, at Lumen's pace, kept apart and without what Lumen blacked out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from strikes.collect.lumen import Lumen, collect_notices
from strikes.errors import ServiceError
from strikes.settings import Endpoints
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace
from tests.collect.lumen.fake import PACE, TOKEN, FakeLumen, fake_lumen, notice
from tests.collect.markers import assert_kept
from tests.collect.simulated import Time
from tests.factory import facts, workspace

NAME = "Juniper Film Trust"


@pytest.fixture(autouse=True)
def secrets_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    assert_kept("".join(capsys.readouterr()), tmp_path)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def register(time: Time) -> Iterator[FakeLumen]:
    with fake_lumen(time.clock) as register:
        yield register


@pytest.fixture
def lumen(register: FakeLumen, time: Time) -> Iterator[Lumen]:
    made = Lumen(TOKEN, time.clock, Endpoints(lumen=register.url))
    yield made
    made.close()


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


def test_a_history_is_read_page_by_page_at_lumens_pace(lumen: Lumen, register: FakeLumen, place: Workspace) -> None:
    register.notices = [notice(i) for i in range(120)]
    kept = collect_notices(lumen, place, NAME)
    assert (kept.n_kept, kept.n_others) == (120, 0)
    asked = [(q.get("sender_name"), q["page"]) for q in register.queries]
    assert asked == [(NAME, "1"), (NAME, "2"), (NAME, "3"), (None, "1")]
    gaps = [b - a for a, b in zip(register.asked_at, register.asked_at[1:], strict=False)]
    assert min(gaps) >= PACE and register.too_fast == 0
    assert facts(
        place, "select count(*), count(distinct notice_id), min(received_at)::varchar from outside_notice"
    ) == [(120, 120, "2026-01-01 00:00:00")]


def test_what_comes_is_kept_beside_the_reported_and_the_audit_tells(
    lumen: Lumen, register: FakeLumen, place: Workspace
) -> None:
    register.notices = [notice(1, principal_name="A Studio", action_taken="No", body="SIMULATED body")]
    collect_notices(lumen, place, NAME)
    ((row),) = facts(
        place,
        "select subject, role, sender_name, principal_name, action_taken, body, works, source_url from outside_notice",
    )
    assert row == (
        NAME,
        "sender",
        NAME,
        "A Studio",
        "no",
        "SIMULATED body",
        "SIMULATED: a film of the harbour",
        "https://lumendatabase.org/notices/1",
    )
    assert facts(place, "select domain, video_id, n_urls from outside_target") == [("youtube.com", "vid00000001", 1)]
    assert facts(place, "select count(*) from event") == [(0,)]
    assert facts(place, "select count(*) from audit where action = 'outside.notices'") == [(2,)]
    assert verify_workspace(place).wrong == ()


def test_a_token_that_sees_no_addresses_is_shown_domains_with_counts(
    lumen: Lumen, register: FakeLumen, place: Workspace
) -> None:
    urls = [{"fqdn": "www.youtube.com", "count": 3}, {"fqdn": "news.example", "count": 1}]
    register.notices = [notice(1, works=[{"description": None, "infringing_urls": urls}])]
    collect_notices(lumen, place, NAME)
    assert facts(place, "select domain, url, video_id, n_urls from outside_target order by domain") == [
        ("news.example", None, None, 1),
        ("youtube.com", None, None, 3),
    ]


def test_only_notices_of_the_very_name_are_kept(lumen: Lumen, register: FakeLumen, place: Workspace) -> None:
    register.notices = [
        notice(1, sender_name="  JUNIPER   Film_Trust "),
        notice(2, sender_name="Juniper Film Trust of Elsewhere"),
        notice(3, sender_name="[REDACTED]", principal_name="Juniper Film Trust"),
        notice(4, sender_name="Trust Film Juniper"),
    ]
    kept = collect_notices(lumen, place, NAME)
    assert (kept.n_kept, kept.n_others) == (2, 2)
    assert facts(place, "select notice_id, role from outside_notice order by 1") == [
        ("1", "sender"),
        ("3", "principal"),
    ]


def test_what_lumen_blacked_out_is_marked_and_what_it_blacks_out_later_goes(
    lumen: Lumen, register: FakeLumen, place: Workspace
) -> None:
    register.notices = [notice(1, body="SIMULATED: call me at [REDACTED]"), notice(2, body="SIMULATED-STREET-7")]
    collect_notices(lumen, place, NAME)
    assert facts(place, "select is_redacted from outside_notice order by notice_id") == [(True,), (False,)]
    register.notices[1]["body"] = "[REDACTED]"
    collect_notices(lumen, place, NAME)
    assert facts(place, "select body, is_redacted from outside_notice order by notice_id") == [
        ("SIMULATED: call me at [REDACTED]", True),
        ("[REDACTED]", True),
    ]
    assert facts(place, "select count(body) from answer") == [(0,)]


@pytest.mark.parametrize(
    "odd",
    [
        {"works": None},
        {"works": []},
        {"works": [{"description": None, "infringing_urls": None}]},
        {"works": [{"description": "SIMULATED", "infringing_urls": [{"url": "no address"}, {"url": None}]}]},
        {"date_received": "long ago", "date_sent": None},
        {"action_taken": "", "language": None, "type": "Trademark"},
        {"date_received": 17, "body": {"unexpected": ["form"]}},
    ],
)
def test_gaps_in_a_notice_are_gaps_and_no_errors(
    lumen: Lumen, register: FakeLumen, place: Workspace, odd: dict[str, Any]
) -> None:
    register.notices = [notice(1, **{"date_received": "2026-01-01", **odd})]
    assert collect_notices(lumen, place, NAME).n_kept == 1


def test_a_wrong_token_is_told_at_once_and_not_shown(register: FakeLumen, time: Time, place: Workspace) -> None:
    lumen = Lumen("WRONG-TOKEN", time.clock, Endpoints(lumen=register.url))
    with (
        closing(lumen),
        pytest.raises(ServiceError, match=r"does not accept this token.*team@lumendatabase\.org") as caught,
    ):
        collect_notices(lumen, place, NAME)
    assert "WRONG-TOKEN" not in str(caught.value) and caught.value.exit_code == 4
    assert len(register.queries) == 1


def test_too_fast_is_waited_for_as_long_as_lumen_says(
    lumen: Lumen, register: FakeLumen, place: Workspace, time: Time
) -> None:
    register.notices = [notice(1)]
    register.mishaps.append((429, {"Retry-After": "42"}, b""))
    assert collect_notices(lumen, place, NAME).n_kept == 1
    assert 42.0 in time.slept


@pytest.mark.parametrize("header", [{}, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, {"Retry-After": "30"}])
def test_too_fast_again_and_again_ends_with_a_sentence(
    lumen: Lumen, register: FakeLumen, place: Workspace, header: dict[str, str]
) -> None:
    register.mishaps.extend([(429, header, b"")] * 5)
    with pytest.raises(ServiceError, match="Go on later"):
        collect_notices(lumen, place, NAME)
    assert len(register.queries) == 3


def test_a_wait_of_hours_is_left_to_the_person(lumen: Lumen, register: FakeLumen, place: Workspace, time: Time) -> None:
    register.mishaps.append((429, {"Retry-After": "7200"}, b""))
    with pytest.raises(ServiceError, match="Go on later"):
        collect_notices(lumen, place, NAME)
    assert sum(time.slept) < 10


@pytest.mark.parametrize(
    "mishap", ["cut", (500, {}, b""), (503, {}, b"<html>"), (200, {}, b"<html>Log in</html>"), (200, {}, b'{"a": 1}')]
)
def test_what_may_pass_is_tried_again(lumen: Lumen, register: FakeLumen, place: Workspace, mishap: Any) -> None:
    register.notices = [notice(1)]
    register.mishaps.extend([mishap, mishap])
    assert collect_notices(lumen, place, NAME).n_kept == 1
    register.mishaps.extend([mishap] * 3)
    with pytest.raises(ServiceError, match="Lumen d(oes|id) not answer"):
        collect_notices(lumen, place, NAME)


def test_a_page_that_comes_again_ends_the_list_and_what_came_is_kept(
    lumen: Lumen, register: FakeLumen, place: Workspace
) -> None:
    register.notices = [notice(i) for i in range(60)]
    register.repeated_page = 1
    with pytest.raises(ServiceError, match="does not end"):
        collect_notices(lumen, place, NAME)
    assert facts(place, "select count(*) from outside_notice") == [(50,)]


def test_what_was_kept_before_the_trouble_stays_and_the_same_command_goes_over_it_again(
    lumen: Lumen, register: FakeLumen, place: Workspace
) -> None:
    register.notices = [notice(i) for i in range(80)]
    register.mishaps.extend([None, (403, {}, b"")])
    with pytest.raises(ServiceError, match="does not accept"):
        collect_notices(lumen, place, NAME)
    assert facts(place, "select count(*) from outside_notice") == [(50,)]
    assert collect_notices(lumen, place, NAME).n_kept == 80
    assert facts(place, "select count(*) from outside_notice") == [(80,)]
