"""A year of daily looks: every change is found at the first look after it, and the signals that read looks fire on the
right claimants only, before and after the purge of what YouTube's terms let us keep for thirty days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from strikes.cli.pipeline import make_run
from strikes.collect.due import look_at_due
from strikes.collect.quota import Ledger
from strikes.collect.youtube.service import YouTube
from strikes.settings import Endpoints
from strikes.store import runs
from strikes.store.purge import KEPT_DAYS, purge_fields
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace
from tests.collect.simulated import Time
from tests.collect.youtube import year
from tests.collect.youtube.fake import KEY, FakeYouTube, fake_youtube
from tests.collect.youtube.year import Life
from tests.factory import collected, facts, workspace

#: Days between cohorts, and how long the last is watched.
EVERY, WATCHED = 26, 92


@dataclass(frozen=True)
class Year:
    """What was lived, what was done to whom when, what it cost, and where the looks lie."""

    place: Workspace
    lives: list[Life]
    done: list[tuple[str, dt.date, str]]
    last_day: dt.date
    spent: int

    def names_of(self, channel_ids: set[str]) -> set[str]:
        own = {life.name for life in self.lives if life.channel_id in channel_ids}
        return own | {f"{life.mould}77" for life in self.lives if life.reborn_as in channel_ids}

    def names(self, *fates: str) -> set[str]:
        return {life.name for life in self.lives if life.fate.name in fates}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, tenth: int) -> Iterator[Year]:
    folder = tmp_path_factory.mktemp("year")
    place, time = workspace(folder), Time()
    lives = year.lives(tenth, EVERY)
    done: list[tuple[str, dt.date, str]] = []
    n_days = (tenth - 1) * EVERY + WATCHED
    with fake_youtube(time.clock) as world:
        for n in range(n_days):
            day = year.FIRST_DAY + dt.timedelta(days=n)
            time.moment = dt.datetime.combine(day, dt.time(6), dt.UTC)
            done += _happen(world, place, day, lives, folder)
            # The schedule starts a new process each morning.
            ledger = Ledger(place.root / "quota", "sim", world.limits, time.clock)
            youtube = YouTube(ledger, time.clock, key=KEY, where=Endpoints(youtube=world.url))
            look_at_due(youtube, place)
            youtube.close()
        yield Year(place, lives, done, day, len(world.calls))


def _happen(
    world: FakeYouTube, place: Workspace, day: dt.date, lives: list[Life], folder: Path
) -> list[tuple[str, dt.date, str]]:
    claims: list[dict[str, Any]] = []
    done = []
    for life in lives:
        if life.claims_on == day:
            year.settle(world, life)
            claims.append(life.claim())
        if life.reborn_on == day:
            year.begin_anew(world, life)
            claims.append(life.second_claim())
            done.append((life.reborn_as, day, "reborn"))
    if claims:
        collected(place, claims, folder, f"{day}.csv")
    for life, act, word in year.acts_on(day, lives):
        act(world, life.channel_id)
        done.append((life.channel_id, day, word))
    return done


def test_every_change_is_found_at_the_first_look_after_it_and_nothing_else_is(lived: Year) -> None:
    rows = facts(
        lived.place, "select subject_id, looked_at::date, changed from look where kind = 'channel' order by all"
    )
    found = {(who, day, word) for who, day, words in rows for word in words}
    first = {
        (who, min(day for other, day, _ in rows if other == who and day >= done_on), word)
        for who, done_on, word in lived.done
    }
    assert found == first
    assert len(found) == len(lived.done) > 10


def test_looks_come_on_the_days_of_the_schedule(lived: Year) -> None:
    stays = next(life for life in lived.lives if life.fate.name == "stays")
    days = facts(lived.place, f"select looked_at::date from look where subject_id = '{stays.channel_id}' order by 1")
    # Days 1, 7, 14, 30 and 90 after the claim, and every 28 days between, for older fields would have to go.
    assert [(day - stays.claims_on).days for (day,) in days] == [0, 1, 7, 14, 30, 58, 86, 90]


def test_a_year_costs_a_few_calls_a_day(lived: Year) -> None:
    n_days = (lived.last_day - year.FIRST_DAY).days + 1
    assert lived.spent < 4 * n_days


def test_a_channel_made_anew_is_told_with_the_one_it_is_made_after(lived: Year) -> None:
    told = facts(
        lived.place, "select subject_id, earlier_id from look where list_contains(changed, 'reborn') order by 1"
    )
    assert told == sorted((life.reborn_as, life.channel_id) for life in lived.lives if life.reborn_on)


def test_a_channel_that_was_never_there_is_a_fact_and_no_change(lived: Year) -> None:
    (never,) = {life.channel_id for life in lived.lives[:20] if not life.fate.is_there}
    assert facts(lived.place, f"select distinct outcome, changed from look where subject_id = '{never}'") == [
        ("not_found", [])
    ]


def fired(place: Workspace, run_id: str, signal: str) -> dict[str, str]:
    """Return the names of the claimants a signal fired on, with its grade."""
    with runs.reading(place, run_id) as con:
        return dict(
            con.execute(
                "select c.names[1], f.grade from finding f join claimant c on c.claimant_id = f.claimant_id "
                "where f.signal = ? order by all",
                [signal],
            ).fetchall()
        )


CROWD = ("deletes", "is_ended", "renames", "empties_and_renames", "is_reborn", "goes_late")
VANISHED = {
    "deletes": "deleted",
    "goes_late": "deleted",
    "is_reborn": "deleted",
    "returns": "deleted",
    "is_ended": "ended_by_platform",
    "renames": "renamed",
    "renames_old": "renamed",
    "empties_and_renames": "renamed",
}


def test_signals_fire_on_the_right_claimants_only_and_what_we_saw_outlives_the_purge(lived: Year) -> None:
    place, reborn = lived.place, {f"{life.mould}77" for life in lived.lives if life.reborn_on}
    whole = make_run(place, as_of=lived.last_day, make_latest=True).run_id
    vanished = {life.name: VANISHED[life.fate.name] for life in lived.lives if life.fate.name in VANISHED}
    assert fired(place, whole, "vanished_account") == vanished
    young = {name for name, grade in fired(place, whole, "account_age").items() if grade.startswith("under_7_days")}
    assert young == lived.names(*CROWD, "stays_new") | reborn
    empty = {name for name, grade in fired(place, whole, "empty_account").items() if grade == "empty"}
    assert empty == lived.names("deletes", "stays_empty")
    assert set(fired(place, whole, "accounts_made_together")) == lived.names(*CROWD)

    now = dt.datetime.combine(lived.last_day, dt.time(7), dt.UTC)
    assert purge_fields(place, now - dt.timedelta(days=KEPT_DAYS), now=now)
    left = make_run(place, as_of=lived.last_day, make_latest=True).run_id
    assert fired(place, left, "vanished_account") == vanished, "gone and changed are our own observation"
    kept = {channel_id for (channel_id,) in facts(place, "select distinct channel_id from youtube_channel")}
    still_young = {name for name, grade in fired(place, left, "account_age").items() if grade.startswith("under_7")}
    assert still_young == young & lived.names_of(kept), "the day an account was made is YouTube's"
    assert verify_workspace(place).wrong == ()
