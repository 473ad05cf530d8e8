"""What is due: who is watched and when, by which link, and who is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from strikes.store import looks
from strikes.store.looks import Link
from strikes.store.workspace import Workspace
from tests.collect.youtube.fake import channel
from tests.factory import collected, event, workspace
from tests.store.answers import look, moment

OWN, FOUND = "UC" + "o" * 22, "UC" + "f" * 22
TARGET, VIDEO = "UC" + "t" * 22, "vid00000001"
HERE = channel("SIMULATED", "2020-01-01T00:00:00Z")


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return workspace(tmp_path)


def claim(place: Workspace, folder: Path, **given: Any) -> None:
    told = {"occurred_at": "2026-03-01T10:00:00Z", "channel_id": "SIMULATED title", "video_id": "none"} | given
    collected(place, [event(**told)], folder, f"{len(given)}{given.get('occurred_at', '')[:10]}.csv")


def due(place: Workspace, day: str) -> set[tuple[str, str]]:
    return {(d.why, d.subject_id) for d in looks.due(place, moment(day))}


def test_a_claim_makes_its_claimant_its_video_and_its_target_due(place: Workspace, tmp_path: Path) -> None:
    claim(place, tmp_path, claimant_channel_id=OWN, channel_id=TARGET, video_id=VIDEO)
    assert due(place, "2026-02-28") == set(), "nobody knows of it yet"
    assert due(place, "2026-03-01") == {("claimant", OWN), ("video", VIDEO), ("target", TARGET)}


@pytest.mark.parametrize(
    ("last_look", "day", "is_due"),
    [
        ("2026-03-01", "2026-03-01", False),
        ("2026-03-01", "2026-03-02", True),
        ("2026-03-02", "2026-03-07", False),
        ("2026-03-02", "2026-03-08", True),
        ("2026-03-31", "2026-04-27", False),
        ("2026-03-31", "2026-04-28", True),
        ("2026-04-28", "2026-05-25", False),
        ("2026-05-30", "2026-12-31", False),
    ],
)
def test_a_look_answers_every_day_of_the_schedule_before_it(
    place: Workspace, tmp_path: Path, last_look: str, day: str, is_due: bool
) -> None:
    claim(place, tmp_path, claimant_channel_id=OWN)
    look(place, last_look, {OWN: HERE})
    assert (("claimant", OWN) in due(place, day)) is is_due


def test_a_claim_of_long_ago_is_answered_by_one_look(place: Workspace, tmp_path: Path) -> None:
    claim(place, tmp_path, claimant_channel_id=OWN, channel_id=TARGET, occurred_at="2024-03-01T10:00:00Z")
    assert due(place, "2026-03-01") == {("claimant", OWN)}
    look(place, "2026-03-01", {OWN: HERE})
    assert due(place, "2026-12-31") == set()


def test_a_new_claim_begins_the_schedule_anew(place: Workspace, tmp_path: Path) -> None:
    claim(place, tmp_path, claimant_channel_id=OWN, occurred_at="2024-03-01T10:00:00Z")
    look(place, "2026-03-01", {OWN: HERE})
    claim(place, tmp_path, claimant_channel_id=OWN, occurred_at="2026-06-01T10:00:00Z")
    assert due(place, "2026-06-02") == {("claimant", OWN)}


@pytest.mark.parametrize(
    ("basis", "subject", "is_watched"),
    [
        ("handle", "@juniper", True),
        ("analyst", "Juniper Film Trust", True),
        ("search_guess", "Juniper Film Trust", False),
    ],
)
def test_who_is_linked_is_watched_and_who_is_guessed_is_not(
    place: Workspace, tmp_path: Path, basis: str, subject: str, is_watched: bool
) -> None:
    claim(place, tmp_path, **({"claimant_channel_id": subject} if basis == "handle" else {}))
    looks.add_links(place, [Link(subject, FOUND, basis, moment("2026-03-01"))])
    assert (due(place, "2026-03-02") == {("claimant", FOUND)}) is is_watched


def test_the_newest_link_counts_also_where_it_says_that_nothing_is_there(place: Workspace, tmp_path: Path) -> None:
    claim(place, tmp_path, claimant_channel_id="@juniper")
    assert looks.unresolved_channels(place) == ["@juniper"]
    looks.add_links(place, [Link("@juniper", FOUND, "handle", moment("2026-03-01"))])
    looks.add_links(place, [Link("@juniper", None, "handle", moment("2026-03-02"))])
    assert looks.linked_channels(place) == {"@juniper": None}
    assert looks.unresolved_channels(place) == [] and due(place, "2026-03-03") == set()


def test_what_is_no_id_is_never_due(place: Workspace, tmp_path: Path) -> None:
    claim(place, tmp_path, claimant_channel_id="@juniper", channel_id="title:Some Channel", video_id="my best video")
    assert due(place, "2026-03-02") == set()
