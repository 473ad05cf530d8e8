"""After thirty days API fields are gone from the file; what we saw ourselves stays, and so does the audit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from strikes.cli.pipeline import make_run
from strikes.store import purge as purging
from strikes.store import rewrite, runs
from strikes.store.connection import Connection
from strikes.store.purge import purge_fields, remove_runs, runs_holding
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace
from tests.collect.youtube.fake import channel, video
from tests.factory import collected, event, facts, workspace
from tests.store.answers import look, look_at_videos, moment

MINE, OTHER = "UC" + "m" * 22, "UC" + "o" * 22
VIDEO = "vid00000001"
#: Titles no compression hides: they are searched for in the bytes of files.
OLD_TITLE, NEW_TITLE, FILM = "SIM Qarabag-91x", "Vostok kino-37y SIM", "SIMULATED-Film-55z"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A claimant's channel seen five times: renamed after a month, gone after three; a claimed video, removed."""
    place = workspace(tmp_path)
    collected(place, [event(claimant_channel_id=MINE, video_id=VIDEO, occurred_at="2026-03-01T10:00:00Z")], tmp_path)
    for day in ("2026-03-02", "2026-03-08"):
        look(
            place, day, {MINE: channel(OLD_TITLE, "2026-02-20T00:00:00Z"), OTHER: channel("SIMULATED o", "2020-01-01")}
        )
    look_at_videos(place, "2026-03-02", {VIDEO: video(OTHER, FILM, "2026-02-27T00:00:00Z")})
    look_at_videos(place, "2026-03-09", {VIDEO: None})
    look(place, "2026-03-31", {MINE: channel(NEW_TITLE, "2026-02-20T00:00:00Z")})
    look(place, "2026-05-30", {MINE: None})
    return place


def purge(place: Workspace, day: str, channel_id: str | None = None) -> purging.Purged:
    cutoff = moment(day) - dt.timedelta(days=purging.KEPT_DAYS)
    return purge_fields(place, cutoff, now=moment(day), channel_id=channel_id)


def bytes_of(place: Workspace) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(place.root.rglob("*")) if path.is_file())


def test_thirty_days_later_the_fields_are_gone_from_the_file(place: Workspace) -> None:
    assert OLD_TITLE.encode() in bytes_of(place) and FILM.encode() in bytes_of(place)
    purged = purge(place, "2026-04-10")
    assert (purged.channel_looks, purged.video_looks, purged.answers) == (4, 1, 4)
    left = bytes_of(place)
    assert OLD_TITLE.encode() not in left and FILM.encode() not in left
    assert NEW_TITLE.encode() in left, "what is younger stays"


def test_what_we_saw_ourselves_stays(place: Workspace) -> None:
    purge(place, "2026-06-30")
    assert facts(place, f"select looked_at::date::varchar, outcome, changed from look where subject_id = '{MINE}'") == [
        ("2026-03-02", "found", []),
        ("2026-03-08", "found", []),
        ("2026-03-31", "found", ["renamed"]),
        ("2026-05-30", "not_found", ["gone"]),
    ]
    assert facts(place, "select count(*) from youtube_channel") == [(0,)]
    assert facts(place, "select count(*), count(response_hash), count(body) from answer") == [(6, 6, 0)]


def test_the_chain_of_entries_holds_and_tells_of_the_purge(place: Workspace) -> None:
    purge(place, "2026-04-10")
    assert verify_workspace(place).wrong == ()
    assert facts(place, "select action, detail from audit order by number desc limit 1") == [
        ("purge.api_fields", '{"answers": 4, "channel_looks": 4, "video_looks": 1}')
    ]
    assert not purge(place, "2026-04-10"), "nothing is left to purge"
    assert facts(place, "select count(*) from purge") == [(1,)]


def test_the_casebook_that_takes_the_olds_place_is_of_the_same_form(place: Workspace) -> None:
    form = "select table_name, column_name, data_type, is_nullable, column_default from duckdb_columns() order by all"
    constraints = "select table_name, constraint_text from duckdb_constraints() order by all"
    before = facts(place, form), facts(place, constraints)
    purge(place, "2026-04-10")
    assert (facts(place, form), facts(place, constraints)) == before


def test_a_purge_that_was_cut_short_is_finished_by_the_next(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def power_cut(place: Workspace) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(rewrite, "rewrite", power_cut)
        purge(place, "2026-04-10")
    assert facts(place, "select count(*) from youtube_video") == [(0,)]
    assert not purge(place, "2026-04-10")
    assert FILM.encode() not in bytes_of(place)


def test_at_a_channels_wish_its_fields_go_whatever_their_age_and_no_others(place: Workspace) -> None:
    now = moment("2026-03-08") + dt.timedelta(hours=1)
    purge_fields(place, now, now=now, channel_id=MINE)
    assert facts(place, "select distinct channel_id from youtube_channel where fetched_at < '2026-03-10'") == [(OTHER,)]
    # An answer that named both is gone whole; what was read of the other stays in its own row.
    assert facts(place, "select count(body) from answer where method = 'channels.list'") == [(2,)]


def run_on(place: Workspace, day: str) -> str:
    return make_run(place, as_of=dt.date.fromisoformat(day), make_latest=True).run_id


def grades(con: Connection) -> dict[str, str]:
    return dict(con.execute("select signal, grade from finding where axis = 'identity' order by all").fetchall())


def test_runs_that_hold_fields_are_found_and_can_be_made_again_without_them(place: Workspace) -> None:
    before = run_on(place, "2026-06-01")
    with runs.reading(place) as con:
        told = grades(con)
    cutoff = moment("2026-06-30") - dt.timedelta(days=purging.KEPT_DAYS)
    assert runs_holding(place, cutoff) == [before]
    purge(place, "2026-06-30")
    after = run_on(place, "2026-06-01")
    remove_runs(place, [before])
    assert runs_holding(place, cutoff) == [] and runs.latest_id(place) == after
    with runs.reading(place) as con:
        assert told["account_age"] == "under_30_days"
        # The day the account was made was the API's; that it vanished we saw ourselves.
        assert "account_age" not in grades(con)
        assert grades(con)["vanished_account"] == told["vanished_account"] == "deleted"
    assert verify_workspace(place).wrong == ()
    assert OLD_TITLE.encode() not in bytes_of(place)
