"""From facts to claims, channels and records: what joins, what stays apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from strikes.store import runs
from strikes.store.derived import AFTER_RESOLVE, BEFORE_RESOLVE, derive
from strikes.store.reference import load_reference
from tests.factory import collected, event, workspace

Asked = list[tuple[Any, ...]]
Derive = Callable[..., Asked]

#: Each record its own claimant, but for equal names: enough to look at claims.
PLAIN_IDENTITY = """
create table identity as
select record_id, 'c_' || left(sha256(coalesce(name, email, ref, channel_id)), 8) as claimant_id from claimant_record
"""
NO_HOLDERS = "create table holder_match (record_id varchar, holder_id varchar, contact varchar)"


@pytest.fixture
def derived(tmp_path: Path) -> Derive:
    place = workspace(tmp_path)

    def ask(rows: list[dict[str, Any]], sql: str, as_of: str = "2026-01-01", name: str = "events.csv") -> Asked:
        collected(place, rows, tmp_path, name)
        with runs.building(place, dt.date.fromisoformat(as_of)) as con:
            load_reference(con)
            derive(con, BEFORE_RESOLVE)
            con.execute(PLAIN_IDENTITY)
            con.execute(NO_HOLDERS)
            derive(con, AFTER_RESOLVE)
            return con.execute(sql).fetchall()

    return ask


def at(day: str, **given: Any) -> dict[str, Any]:
    return event(occurred_at=f"{day}T10:00:00Z", **given)


def test_events_join_on_channel_video_and_claimant_as_shown(derived: Derive) -> None:
    rows = [
        at("2024-03-01", event_type="scheduled_takedown"),
        at("2024-03-08"),
        at("2024-03-20", event_type="counter_notification"),
        at("2024-04-05", event_type="reinstatement"),
        at("2024-03-08", video_id="another"),
        at("2024-03-08", claimant_name="Somebody Else"),
        at("2024-03-08", channel_id="UCsim-other"),
    ]
    found = derived(rows, "select n_events, demand, outcome from claim order by n_events desc")
    assert found == [(4, "scheduled_takedown", "reinstated"), *[(1, "takedown", None)] * 3]


@pytest.mark.parametrize("ending", ["retraction", "reinstatement", "strike_expiry"])
def test_a_new_episode_starts_after_an_ending(derived: Derive, ending: str) -> None:
    rows = [at("2024-03-01"), at("2024-03-05", event_type=ending), at("2024-03-20")]
    assert derived(rows, "select n_events from claim order by claimed_at") == [(2,), (1,)]


def test_a_new_episode_starts_after_ninety_silent_days_and_not_before(derived: Derive) -> None:
    rows = [at("2024-01-01"), at("2024-03-31"), at("2024-07-01")]
    assert derived(rows, "select n_events from claim order by claimed_at") == [(2,), (1,)]


def test_an_outcome_long_after_belongs_to_its_claim(derived: Derive) -> None:
    rows = [at("2024-01-01"), at("2024-09-01", event_type="reinstatement")]
    assert derived(rows, "select n_events, outcome from claim") == [(2, "reinstated")]


def test_an_outcome_that_names_nobody_goes_to_the_claim_before_it_on_its_video(derived: Derive) -> None:
    rows = [
        at("2024-03-01"),
        at("2024-04-01", claimant_name="Somebody Else"),
        at("2024-03-10", event_type="retraction", claimant_name=""),
    ]
    found = derived(rows, "select r.name, c.outcome from claim c join claimant_record r using (record_id) order by 1")
    assert found == [("Juniper Film Trust", "retracted"), ("Somebody Else", None)]


def test_a_claim_id_ties_events_whatever_they_show(derived: Derive) -> None:
    rows = [
        at("2024-01-01", claim_id="7", video_id="a"),
        at("2024-12-01", claim_id="7", video_id="", claimant_name="", event_type="retraction"),
    ]
    assert derived(rows, "select n_events, outcome, video_id from claim") == [(2, "retracted", "a")]


def test_claims_on_videos_nobody_named_stay_apart(derived: Derive) -> None:
    rows = [at("2024-03-01", video_id="", event_id=str(i)) for i in range(3)]
    assert derived(rows, "select count(*) from claim") == [(3,)]


def test_an_outcome_of_a_claim_nobody_told_us_of_is_no_claim(derived: Derive) -> None:
    assert derived([at("2024-03-01", event_type="retraction")], "select count(*) from claim") == [(0,)]


def test_what_youtube_declared_invalid_stays_invalid_when_the_strike_also_lapses(derived: Derive) -> None:
    rows = [
        at("2024-03-01"),
        at("2024-03-03", event_type="request_rejected"),
        at("2024-06-01", event_type="strike_expiry"),
    ]
    assert derived(rows, "select outcome from claim") == [("invalid",)]


def test_a_title_is_taken_for_the_channel_id_it_goes_with(derived: Derive) -> None:
    rows = [at("2024-03-01"), at("2024-03-02", channel_id="", video_id="v2")]
    assert derived(rows, "select target_id, n_claims from target") == [("UCsim-harbour", 2)]


def test_a_title_that_two_channels_bear_is_not_guessed_at(derived: Derive) -> None:
    rows = [at("2024-03-01"), at("2024-03-01", channel_id="UCsim-2"), at("2024-03-02", channel_id="", video_id="v2")]
    found = derived(rows, "select target_id from target order by 1")
    assert found == [("UCsim-2",), ("UCsim-harbour",), ("title:SIMULATED Harbour Walks",)]


def test_one_notice_over_three_videos_is_one_strike(derived: Derive) -> None:
    rows = [at("2025-12-01", video_id=f"v{i}", notice_id="n1") for i in range(3)] + [at("2025-12-10", video_id="x")]
    assert derived(rows, "select n_strikes, n_standing, n_claims from target") == [(2, 2, 4)]


def test_a_strike_stands_ninety_days_unless_it_was_lifted(derived: Derive) -> None:
    rows = [
        at("2025-09-01", video_id="a"),
        at("2025-11-01", video_id="b"),
        at("2025-12-01", video_id="c", claimant_name="Other"),
        at("2025-12-05", video_id="c", claimant_name="Other", event_type="retraction"),
    ]
    found = derived(rows, "select n_strikes, n_standing, next_lapse_at::date::varchar from target")
    assert found == [(3, 1, "2026-01-30")]


def test_nothing_later_leaks_into_an_earlier_day(derived: Derive) -> None:
    rows = [at("2024-03-01"), at("2024-06-01", event_type="retraction"), at("2025-01-01", video_id="later")]
    assert derived(rows, "select count(*), max(outcome) from claim", as_of="2024-05-01") == [(1, None)]


def test_an_anonymous_tip_is_not_scored(derived: Derive) -> None:
    assert derived([at("2024-03-01", provenance="P0")], "select count(*) from event") == [(0,)]


def test_the_highest_level_of_its_sightings_is_a_facts_level(derived: Derive) -> None:
    derived([at("2024-03-01")], "select 1", name="first.csv")
    found = derived([at("2024-03-01", provenance="P4")], "select level, n_sources from event", name="second.csv")
    assert found == [(4, 2)]


def test_a_reference_is_unique_in_its_source_only(derived: Derive) -> None:
    anonymous = {"claimant_name": "", "claimant_ref": "man-1"}
    derived([at("2024-03-01", **anonymous)], "select 1", name="one.csv")
    found = derived(
        [at("2024-03-02", video_id="v2", **anonymous)], "select count(*) from claimant_record", name="two.csv"
    )
    assert found == [(2,)]


def test_a_reference_in_a_file_that_grew_is_still_the_same_one(derived: Derive) -> None:
    anonymous = {"claimant_name": "", "claimant_ref": "man-1"}
    first = [at("2024-03-01", **anonymous)]
    derived(first, "select 1", name="march.csv")
    grown = [*first, at("2024-04-02", video_id="v2", **anonymous)]
    after = derived(grown, "select record_id from claimant_record", name="april.csv")
    assert len(after) == 1
    assert derived(grown, "select count(*) from claim", name="april.csv") == [(2,)]
