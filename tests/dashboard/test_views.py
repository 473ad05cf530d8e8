"""Every page, drawn from nothing, from one event and from a sample, says what a user should read there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from strikes.store import read, reviews
from strikes.store.workspace import Workspace
from tests.dashboard import screen, world


def id_of(place: Workspace, name: str) -> str:
    with read.reading(place) as con:
        found = read.find_subject(con, name)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("view", screen.VIEWS)
def test_an_empty_workspace_says_what_the_page_is_for_and_the_command_that_fills_it(
    empty: Workspace, view: str
) -> None:
    told = screen.read(screen.drawn(empty, view))
    assert "appear, once there are facts" in told
    assert "strikes score" in told and "strikes demo" in told


@pytest.mark.parametrize("view", screen.VIEWS)
def test_a_single_event_makes_every_page(one_event: Workspace, view: str) -> None:
    told = screen.read(screen.drawn(one_event, view))
    assert "A listing is not a finding of fault" in told
    assert "SIMULATED: 1 event on 1 channel" in told


@pytest.mark.parametrize("view", screen.VIEWS)
def test_a_page_opens_with_one_sentence(sample: Workspace, view: str) -> None:
    at = screen.drawn(sample, view)
    sentences = [element.value for element in at.text if not element.value.startswith("SIMULATED")]
    assert sentences[0].endswith("."), sentences[0]


def test_the_overview_says_who_is_under_attack_what_changed_and_what_runs_out(sample: Workspace) -> None:
    told = screen.read(screen.drawn(sample, "overview"))
    assert "4 channels with strikes standing were hit in the last 30 days." in told
    assert re.search(
        r"Since 16 Nov 2026: [1-9]\d* claimants rose, 1 campaign appeared and 3 deadlines end within 7 days\.", told
    ), told
    assert "in 2 days (Wed 25 Nov)" in told and "a scheduled removal is carried out" in told
    assert "121 of 122 demands by week" in told


def test_a_run_without_another_before_it_says_so(one_event: Workspace) -> None:
    assert "There is no run to compare with" in screen.read(screen.drawn(one_event, "overview"))


def test_the_queue_gives_a_reason_for_each_claimant(sample: Workspace) -> None:
    told = screen.read(screen.drawn(sample, "claimants"))
    assert world.RING[0] in told and "Beyond stock sentences their claims say nearly the same" in told


@pytest.mark.parametrize("typed", ["youtube", "YOUTUBE legal", "уоutube"])
def test_a_search_finds_a_name_in_whatever_script_it_was_set(sample: Workspace, typed: str) -> None:
    told = screen.read(screen.drawn(sample, "claimants", q=typed))
    assert "1 of 48 claimants" in told and world.RING[0] in told


def test_a_search_without_an_answer_says_what_to_do(sample: Workspace) -> None:
    assert "Nobody fits" in screen.read(screen.drawn(sample, "claimants", q="zzzz"))


def test_a_claimant_opens_beside_the_queue_with_its_evidence_and_what_else_it_could_be(sample: Workspace) -> None:
    told = screen.read(screen.drawn(sample, "claimants", claimant=id_of(sample, world.RING[0])))
    assert "У\u0332outube Legal Team (Уoutube mixes scripts: У is Cyrillic; it reads as youtube.)" in told
    assert "speaks for a company and writes from the free mail service gmail.com" in told
    assert "This could also be: Freelancers" in told and "What speaks against it" in told
    assert "What matters most is S" in told and "without it the likelihood ratio would be about" in told
    assert "before any of it" in told and "its level takes" in told
    assert world.COMPANY in told, "the queue stays"


def test_a_claimant_nobody_knows_is_said_to_be_unknown(sample: Workspace) -> None:
    assert "knows no claimant with the id" in screen.read(screen.drawn(sample, "claimants", claimant="c_nobody"))


def test_a_run_that_is_not_there_is_a_sentence(sample: Workspace) -> None:
    told = screen.read(screen.drawn(sample, "overview", run="gone"))
    assert "There is no run 'gone' here" in told


def test_an_address_can_name_an_older_run(sample: Workspace) -> None:
    with read.reading(sample) as con:
        newest = read.run_info(con)["run_id"]
    (older,) = [run.run_id for run in read.list_runs(sample) if run.run_id != newest]
    assert "No claimants hang together" in screen.read(screen.drawn(sample, "campaigns", run=older))


def test_a_campaign_sets_chance_beside_what_was_seen_and_takes_things_away(sample: Workspace) -> None:
    told = screen.read(screen.drawn(sample, "campaigns", campaign=world.campaign_of(sample)))
    assert "5 claimants made 16 claims on 4 channels, 17–20 Nov 2026. Their pairs share 24 targets;" in told
    assert "by chance" in told and "q = 0.0057" in told and "Targets that pairs of them share" in told
    assert "Without its strongest edge" in told and "it holds." in told
    assert "It holds without any one of 4 reporters." in told and "all 5 claimants" in told
    assert "⟪We filmed the harbour fire" in told


def test_a_campaign_tells_who_joined_and_who_fell_silent(sample: Workspace) -> None:
    told = screen.read(screen.drawn(sample, "campaigns", campaign=world.campaign_of(sample)))
    assert "All 5 claimants claimed within the last 90 days; of 1 own channel looked at 1 is gone." in told
    assert "still claims" in told and "Since 16 Nov 2026: the campaign is new." in told


def test_a_channel_shows_its_ledger_clocks_and_who_hit_it(sample: Workspace) -> None:
    told = screen.read(screen.drawn(sample, "channels", channel=id_of(sample, world.CHANNELS[2])))
    assert "5 strikes stand, and three end a channel; the first lapses in 2 days (Wed 25 Nov)." in told
    assert "lapses in 86 days (Wed 17 Feb)" in told and "6 of 24 claims" in told


def test_a_strike_whose_video_nobody_named_stands_in_the_ledger(sample: Workspace) -> None:
    with read.reading(sample) as con:
        channel = id_of(sample, world.CHANNELS[3])
        assert [] in [strike["videos"] for strike in read.ledger(con, channel)]
    assert "Undated" in screen.read(screen.drawn(sample, "channels", channel=channel))


def test_a_signal_shows_its_sql_its_answers_and_its_innocent_explanation(sample: Workspace) -> None:
    at = screen.drawn(sample, "signals", signal="mail_class")
    told = screen.read(at)
    assert "select claimant_id" in told and "This could also be: Freelancers" in told
    assert any("own domain" in table.value.to_string() for table in at.dataframe)


def test_moving_a_weight_shows_who_would_change_band_and_stores_nothing(sample: Workspace) -> None:
    before = sorted(path.name for path in sample.runs.iterdir())
    at = screen.drawn(sample, "signals", signal="mail_class")
    at.slider(key="factor-mail_class").set_value(0.0).run()
    told = screen.read(at)
    assert "With 0 times its weight" in told
    assert sorted(path.name for path in sample.runs.iterdir()) == before


def test_data_shows_sources_quarantine_and_levels(sample: Workspace) -> None:
    told = screen.read(screen.drawn(sample, "data"))
    assert "123 events from 4 sources; 1 row in quarantine." in told
    assert '"the day before" is no time' in told and "the platform's own mail" in told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ({"event_type": "scheduled_takedown"}, "1 of 123 events of type scheduled_takedown."),
        ({"level": "1"}, "20 of 123 events known at P1."),
        (
            {"since": "2026-11-17", "until": "2026-11-19", "only_claims": "yes"},
            "12 of 123 events from 2026-11-17 until",
        ),
        ({"only_undated": "yes"}, "1 of 123 events without a known day."),
        ({"level": "<script>", "since": "never"}, "all 123 events in this run."),
    ],
)
def test_the_address_says_which_events_are_listed(sample: Workspace, address: dict[str, str], told: str) -> None:
    assert told in screen.read(screen.drawn(sample, "events", **address))


def test_an_event_shows_all_that_was_reported_and_where(sample: Workspace) -> None:
    with read.reading(sample) as con:
        (event, *_), _ = read.events(con, read.Behind(claimant=id_of(sample, world.RING[0])), 5)
    told = screen.read(screen.drawn(sample, "events", event=event["event_key"]))
    assert "Stated in 1 place" in told and "events.csv" in told and world.TEXT in told


def test_a_review_is_a_file_at_once_and_shown_as_waiting(one_event: Workspace, tmp_path: Path) -> None:
    place = world.copied(one_event, tmp_path)
    at = screen.drawn(place, "claimants", claimant=id_of(place, "Juniper Film Trust"))
    at.radio[0].set_value("undecidable")
    at.text_area[0].set_value("answered from its own domain")
    at.text_input(key="reviewer").set_value("An analyst")
    next(button for button in at.button if button.label == "Keep this review").click().run()
    (given,) = reviews.waiting_reviews(place)
    assert (given["label"], given["labelled_by"]) == ("undecidable", "An analyst")
    assert "waiting" in screen.read(at) and "strikes collect inbox" in screen.read(at)


def test_a_review_without_a_reason_is_not_kept(one_event: Workspace, tmp_path: Path) -> None:
    place = world.copied(one_event, tmp_path)
    at = screen.drawn(place, "claimants", claimant=id_of(place, "Juniper Film Trust"))
    at.radio[0].set_value("undecidable")
    next(button for button in at.button if button.label == "Keep this review").click().run()
    assert "A review needs a reason and a name" in screen.read(at)
    assert reviews.waiting_reviews(place) == []


def test_a_removed_run_is_shown_no_more(one_event: Workspace, tmp_path: Path) -> None:
    place = world.copied(one_event, tmp_path)
    at = screen.drawn(place, "claimants")
    assert "Juniper Film Trust" in screen.read(at)
    for path in place.runs.glob("*.duckdb"):
        path.unlink()
    at.run()
    assert "Juniper Film Trust" not in screen.read(at)


def test_a_claimants_own_channel_is_told_look_by_look(sample: Workspace) -> None:
    told = screen.read(screen.drawn(sample, "claimants", claimant=id_of(sample, world.RING[0])))
    assert "3 looks; 2 of 3 looks found something changed." in told
    assert "renamed" in told and "not found" in told
    assert "No notice of a public register (Lumen) is known in these very names." in told
