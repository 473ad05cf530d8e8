"""What a team says of its work, who may do what, and what the audit is told of it: entries, never changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from strikes.errors import UsageError
from strikes.store import casefile, deeds, people
from strikes.store.casefile import Kind, Status
from strikes.store.people import Role
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace
from tests.factory import facts, workspace

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w").ensure()


def say(place: Workspace, kind: Kind, value: str, minutes: int, *subjects: str) -> None:
    casefile.add(place, subjects or ("r_1",), kind, value, by="Leyla", now=NOW + dt.timedelta(minutes=minutes))


def test_the_last_word_counts_and_every_word_is_kept(place: Workspace) -> None:
    say(place, Kind.STATUS, "waiting", 1)
    say(place, Kind.ASSIGNEE, "Orkhan", 2)
    say(place, Kind.TAG, "urgent", 3)
    say(place, Kind.TAG, "film", 4)
    say(place, Kind.UNTAG, "urgent", 5)
    say(place, Kind.NOTE, "asked the owner", 6)
    say(place, Kind.STATUS, "closed", 7)
    found = casefile.casefile(place, ["r_1", "r_2"])
    assert (found.status, found.assignee, found.tags) == (Status.CLOSED, "Orkhan", ("film",))
    assert [entry["value"] for entry in found.history][0] == "waiting" and len(found.history) == 7


def test_a_case_nobody_wrote_about_is_open(place: Workspace) -> None:
    assert casefile.casefile(place, ["r_1"]) == casefile.Casefile()


def test_a_case_stays_with_its_records_when_claimants_merge(place: Workspace) -> None:
    say(place, Kind.NOTE, "of one", 1, "r_1")
    say(place, Kind.NOTE, "of the other", 2, "r_2")
    assert len(casefile.casefile(place, ["r_1", "r_2"]).history) == 2
    assert set(casefile.casefiles(place)) == {"r_1", "r_2"}


@pytest.mark.parametrize(("kind", "value"), [(Kind.STATUS, "done"), (Kind.NOTE, "  ")])
def test_an_entry_that_says_nothing_is_refused(place: Workspace, kind: Kind, value: str) -> None:
    with pytest.raises(UsageError):
        say(place, kind, value, 1)


def test_closed_is_closed_until_it_is_opened(place: Workspace) -> None:
    say(place, Kind.STATUS, "closed", 1, "UC1")
    say(place, Kind.STATUS, "closed", 1, "UC2")
    say(place, Kind.STATUS, "open", 2, "UC2")
    assert casefile.closed_before(place, NOW + dt.timedelta(hours=1)) == {"UC1"}
    assert casefile.closed_before(place, NOW) == set()


def test_a_role_is_what_was_granted_last_in_any_case_of_letters(place: Workspace) -> None:
    for role in (Role.VIEWER, Role.ADMIN):
        people.grant(place, "Leyla@newsroom.example", role, by="x", now=NOW + dt.timedelta(seconds=role))
    assert people.role_of(place, "leyla@NEWSROOM.example ") is Role.ADMIN
    assert people.role_of(place, "orkhan@newsroom.example") is None
    people.grant(place, "leyla@newsroom.example", None, by="x", now=NOW + dt.timedelta(hours=1))
    assert people.role_of(place, "leyla@newsroom.example") is None and people.people(place) == []


def test_roles_contain_each_other() -> None:
    assert Role.VIEWER < Role.ANALYST < Role.REVIEWER < Role.ADMIN
    with pytest.raises(UsageError, match="viewer, analyst, reviewer, admin"):
        people.role_named("owner")


def test_what_is_published_needs_a_reviewer_once_there_are_roles(place: Workspace) -> None:
    assert people.objections(place, "Leyla", "Orkhan") == []
    people.grant(place, "leyla", Role.ANALYST, by="x", now=NOW)
    people.grant(place, "orkhan", Role.REVIEWER, by="x", now=NOW)
    assert people.objections(place, "Leyla", "Orkhan") == []
    assert people.objections(place, "Orkhan", "Leyla") == ["--approved-by must be somebody with the role reviewer"]
    assert people.objections(place, "Nobody", "Orkhan") == ["--by must be somebody with the role analyst"]


def test_deeds_wait_and_become_lines_of_the_audit(tmp_path: Path) -> None:
    place = workspace(tmp_path)
    deeds.note(place, "login", None, by="Leyla", now=NOW)
    deeds.note(place, "pack.made", "0815", by="Orkhan", now=NOW + dt.timedelta(seconds=1))
    assert deeds.take_in(place) == 2 and deeds.take_in(place) == 0
    assert facts(place, "select actor, action, object from audit order by number") == [
        ("Leyla", "login", None),
        ("Orkhan", "pack.made", "0815"),
    ]
    assert verify_workspace(place).wrong == ()
