"""What becomes public: who must agree, and what can be read out of the difference of two releases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from strikes.report.redact.public import STEP, banded, steady
from strikes.report.release import agreed_case, independent_channels, objections
from strikes.store import consents, read
from strikes.store.workspace import Workspace
from tests.report.packs import campaign_id, pack_of
from tests.report.world import NAMES, build, event

TWO = ("Leyla", "Orkhan")


def public(i: int, **more: object) -> dict[str, str | None]:
    """A claim from a public register on the i-th channel."""
    about = {"channel_id": f"UCsim{i}", "channel_title": f"SIMULATED {i}", "video_id": f"simpublic{i:02d}"}
    base = {"event_id": str(i), "occurred_at": "2025-05-01", "claimant_name": NAMES[0], "source": "public_record"}
    return event(**base | about | {"provenance": "P3"} | more)


def against(workspace: Workspace, people: tuple[str | None, str | None] = TWO) -> list[str]:
    with read.reading(workspace) as con:
        kind, subject = read.find_subject(con, NAMES[0]) or ("", "")
        return objections(agreed_case(con, kind, subject, "public"), *people)


def test_three_channels_in_public_registers_and_two_people_suffice(workspace_of: Callable[..., Workspace]) -> None:
    assert against(workspace_of([public(i) for i in range(3)])) == []


def test_two_channels_do_not(workspace_of: Callable[..., Workspace]) -> None:
    (why,) = against(workspace_of([public(i) for i in range(2)]))
    assert "2 independent channels" in why


def test_one_reporter_who_tells_of_many_channels_counts_once(workspace_of: Callable[..., Workspace]) -> None:
    told = [public(i, source="public_record", provenance="P2", reporter_id="one newspaper") for i in range(9)]
    assert any("1 independent channels" in why for why in against(workspace_of(told)))


def test_without_verified_notices_nothing_is_published(workspace_of: Callable[..., Workspace]) -> None:
    told = [public(i, provenance="P3" if i == 0 else "P2") for i in range(4)]
    (why,) = against(workspace_of(told))
    assert "1 of them have a verified notice" in why


def test_one_person_alone_publishes_nothing(workspace_of: Callable[..., Workspace]) -> None:
    workspace = workspace_of([public(i) for i in range(3)])
    for people in ((None, None), ("Leyla", None), ("Leyla", " leyla "), ("", "Orkhan")):
        assert len(against(workspace, people)) == 1


def test_owners_who_did_not_agree_do_not_count(campaign: Workspace) -> None:
    with read.reading(campaign) as con:
        case = agreed_case(con, "campaign", campaign_id(campaign), "public")
    assert independent_channels(case) == 0 and case.claims == ()


def test_a_no_said_later_takes_a_channel_out(workspace_of: Callable[..., Workspace]) -> None:
    events = [
        event(event_id=str(i), occurred_at="2025-05-01", channel_id=f"UCsim{i}", claimant_name=NAMES[0])
        for i in range(3)
    ]
    workspace = workspace_of(events)
    for minute, is_given in enumerate((True, False)):
        now = dt.datetime(2026, 1, 1, 0, minute, tzinfo=dt.UTC)
        told = {"subject_kind": "channel", "subject": "UCsim0", "purpose": "public", "by": "owner", "now": now}
        consents.write_consent(workspace, **told, is_given=is_given)
    told = {"subject_kind": "channel", "subject": "UCsim1", "purpose": "public", "by": "owner", "is_given": True}
    consents.write_consent(workspace, **told, now=now)
    consents.take_in(workspace)
    build(workspace, ())
    with read.reading(workspace) as con:
        kind, subject = read.find_subject(con, NAMES[0]) or ("", "")
        assert len(agreed_case(con, kind, subject, "public").claims) == 1


@given(st.lists(st.integers(0, 60), min_size=2, max_size=12))
def test_no_release_differs_from_the_one_before_by_less_than_a_step(truth: list[int]) -> None:
    shown = [truth[0]]
    for n in truth[1:]:
        shown.append(steady({"n": n}, {"n": shown[-1]})["n"])
    assert all(a == b or abs(a - b) >= STEP for a, b in pairwise(shown))
    assert all(abs(n - told) < STEP for n, told in zip(truth, shown, strict=True))


@given(st.integers(0, 100_000))
def test_a_step_holds_its_count_and_tells_no_small_one(n: int) -> None:
    told = banded(n)
    assert told == "<5" if n < STEP else int(told.split("–")[0]) <= n <= int(told.split("–")[1])


def test_the_public_pack_names_nobody_and_points_at_no_case(agreed: Workspace) -> None:
    pack = pack_of(agreed, profile="public")
    assert all(pack[part] == [] for part in ("claims", "channels", "claimants", "events", "ties", "evidence"))
    assert all(n != "<5" for week, n in pack["figures"]["by_week"].items() if week != "other")
