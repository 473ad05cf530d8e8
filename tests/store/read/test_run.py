"""The run itself: where its facts came from, and what in it is invented."""

from __future__ import annotations

from pathlib import Path

from strikes.store import read
from strikes.store.connection import Connection
from strikes.store.workspace import Workspace
from tests.dashboard import world


def test_sources_tell_what_became_of_every_row(con: Connection) -> None:
    found = read.sources(con)
    assert len(found) == 4
    assert all(row["n_read"] == row["n_new"] + row["n_known"] + row["n_quarantined"] for row in found)


def test_quarantine_says_why_and_shows_the_row(con: Connection) -> None:
    (reason,) = read.quarantine_reasons(con)
    (row,) = read.quarantined(con, 10)
    assert reason["n"] == 1 and "the day before" in reason["reason"]
    assert row["file"] == "bad_rows.csv" and "Nobody" in row["raw"]


def test_levels_and_types_count_every_event(con: Connection) -> None:
    assert sum(row["n"] for row in read.levels(con)) == sum(row["n"] for row in read.event_types(con)) == 123


def test_a_channel_named_simulated_is(con: Connection) -> None:
    assert read.simulated(con) == {"n_events": 123, "n_events_of": 123, "n_channels": 34, "n_channels_of": 34}


def test_a_claimant_cannot_call_himself_simulated_to_be_overlooked(tmp_path: Path) -> None:
    place = world.of_events(tmp_path, [world.event("SIMULATED Legal", "Harbour News", "2026-11-20T10:00:00Z", 1,
                                                   video_title="SIMULATED", claim_text="SIMULATED")])  # fmt: skip
    with read.reading(place) as con:
        assert read.simulated(con)["n_events"] == 0
        assert not read.queue(con, read.Wanted(), 1)[0][0]["is_invented"]


def test_signals_that_fired_are_counted_with_the_reviews_that_agreed(con: Connection) -> None:
    by_id = {row["signal"]: row for row in read.signals(con)}
    assert 0 < by_id["mail_class"]["n_fired"] <= by_id["mail_class"]["n_looked"]
    assert len(read.fired_for(con, "mail_class", 3)) == 3
    assert {"signal", "axis", "grade", "weight", "cap", "clears_too"} == set(read.weights(con)[0])
    assert read.agreement(con) == {}, "nobody judged anybody here"


def test_two_readers_may_open_one_run_in_one_process(con: Connection, sample: Workspace) -> None:
    with read.reading(sample) as other:
        assert read.run_info(other) == read.run_info(con)
