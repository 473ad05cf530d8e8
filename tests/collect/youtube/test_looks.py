"""Looks: fifty a call, exact in the ledger through a week of restarts, nothing lost, a missing channel a fact."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from strikes.collect.quota import PACIFIC, Ledger, QuotaSpent
from strikes.collect.youtube.claimants import guess_by_search
from strikes.collect.youtube.looks import look_at_channels, look_at_uploads, look_at_videos, without_young
from strikes.collect.youtube.service import YouTube
from strikes.errors import ServiceError
from strikes.store.workspace import Workspace
from tests.collect.simulated import Time
from tests.collect.youtube.fake import FakeYouTube, channel, error_body, video
from tests.factory import facts


def ids(n: int) -> list[str]:
    return [f"UC{i:022d}" for i in range(n)]


def settle(world: FakeYouTube, channel_ids: list[str]) -> None:
    for channel_id in channel_ids:
        world.channels[channel_id] = channel(f"SIMULATED {channel_id[-6:]}", "2020-01-01T00:00:00Z")


class Restart(Exception):
    """The machine goes down."""


def test_a_week_with_restarts_is_counted_to_the_unit_and_loses_nothing(
    place: Workspace, world: FakeYouTube, caller: Callable[..., YouTube], ledger: Ledger, time: Time, tenth: int
) -> None:
    wanted = ids(12_000 * tenth)
    calls = len(wanted) // 50
    settle(world, [channel_id for i, channel_id in enumerate(wanted) if i % 10])
    # A grant that the list outlasts, so that most days end in an empty bucket.
    world.limits |= {"general": calls // 5, "search": 3}
    small = Ledger(place.root / "quota", "sim", world.limits, time.clock)
    rng, restarts, mishaps = random.Random(9), 0, 0
    days: set[dt.date] = set()
    for hour in range(0, 7 * 24, 4):
        time.moment = dt.datetime(2026, 3, 2, tzinfo=dt.UTC) + dt.timedelta(hours=hour)
        days.add(time.moment.astimezone(PACIFIC).date())
        never_seen = without_young(place, "channel", wanted, time.moment - dt.timedelta(days=30))
        if not never_seen:
            break
        if rng.random() < 0.3:
            world.mishaps.append(rng.choice(["cut", "half", (500, {}), (503, {})]))
            mishaps += 1
        until_restart = rng.randint(1, calls // 5)

        def progress(done: int, of: int, until_restart: int = until_restart) -> None:
            if done // 50 >= until_restart:
                raise Restart

        youtube = caller()
        youtube.ledger = small
        with suppress(QuotaSpent):
            guess_by_search(youtube, place, [f"SIMULATED name {hour}"])
        try:
            with suppress(QuotaSpent):
                look_at_channels(youtube, place, never_seen, progress)
        except Restart:
            restarts += 1
        world.mishaps.clear()
    assert restarts > 5 and len(days) >= 5
    for day in days:
        for bucket in ("general", "search"):
            assert small.spent(bucket, day) == world.counted[day, bucket] <= world.limits[bucket]
    looks = [query for method, query in world.calls if method == "channels.list"]
    ((rows, seen, missing),) = facts(
        place, "select count(*), count(distinct subject_id), count(*) filter (outcome = 'not_found') from look"
    )
    assert (rows, seen, missing) == (len(wanted), len(wanted), len(wanted) // 10)
    # Each answered call is one of the fifty-packs; besides them only what went wrong was sent.
    assert calls <= len(looks) <= calls + restarts + mishaps
    assert sum(world.counted[day, "search"] for day in days) == len(world.calls) - len(looks)


def test_without_trouble_every_call_is_full(
    place: Workspace, world: FakeYouTube, youtube: YouTube, ledger: Ledger, tenth: int
) -> None:
    n, n_calls = (1_020, 21) if tenth == 1 else (120_000, 2_400)
    settle(world, ids(n))
    kept = look_at_channels(youtube, place, ids(n))
    assert (kept.n_found, ledger.spent("general"), len(world.calls)) == (n, n_calls, n_calls)
    assert {len(query["id"]) for _, query in world.calls} == {50, n % 50 or 50}
    assert all("topicDetails" not in query["part"][0] for _, query in world.calls)


def test_a_missing_channel_is_a_fact_with_its_time(place: Workspace, world: FakeYouTube, youtube: YouTube) -> None:
    settle(world, ids(1))
    kept = look_at_channels(youtube, place, ids(2))
    assert (kept.n_found, kept.n_missing) == (1, 1)
    assert facts(place, "select subject_id, outcome, looked_at::varchar from look order by 1") == [
        (ids(2)[0], "found", "2026-03-02 09:00:00"),
        (ids(2)[1], "not_found", "2026-03-02 09:00:00"),
    ]


def test_no_items_at_all_means_that_all_are_missing(place: Workspace, youtube: YouTube) -> None:
    assert look_at_channels(youtube, place, ids(3)).n_missing == 3


def test_every_answer_is_archived_with_its_request_time_and_hash(
    place: Workspace, world: FakeYouTube, youtube: YouTube
) -> None:
    import gzip
    import hashlib

    settle(world, ids(1))
    look_at_channels(youtube, place, ids(1))
    ((method, request, status, digest, body),) = facts(
        place, "select method, request, status, response_hash, body from answer"
    )
    assert (method, status) == ("channels.list", 200)
    assert '"id": ["UC0000000000000000000000"]' in request and "key" not in request
    assert hashlib.sha256(gzip.decompress(body)).hexdigest() == digest


def test_unchanged_answers_refresh_the_fields_by_their_etag(
    place: Workspace, world: FakeYouTube, youtube: YouTube, time: Time
) -> None:
    settle(world, ids(2))
    look_at_channels(youtube, place, ids(3))
    time.pass_by(days=1)
    kept = look_at_channels(youtube, place, ids(3))
    assert (kept.n_found, kept.n_missing, kept.changes) == (2, 1, ())
    assert facts(place, "select status, count(*) from answer group by 1 order by 1") == [(200, 1), (304, 1)]
    assert facts(place, "select count(distinct response_hash), count(body) from answer") == [(1, 2)]
    assert facts(place, "select fetched_at::date::varchar, count(*) from youtube_channel group by 1 order by 1") == [
        ("2026-03-02", 2),
        ("2026-03-03", 2),
    ]


def test_what_became_of_a_channel_is_asked_when_it_is_newly_missing(
    place: Workspace, world: FakeYouTube, youtube: YouTube, time: Time
) -> None:
    settle(world, ids(4))
    look_at_channels(youtube, place, ids(4))
    for channel_id, reason in zip(ids(3), ("channelSuspended", "channelClosed", "channelNotFound"), strict=True):
        del world.channels[channel_id]
        world.fates[channel_id] = reason
    time.pass_by(days=1)
    kept = look_at_channels(youtube, place, ids(4))
    assert [change.words for change in kept.changes] == [("terminated",), ("deleted",), ("gone",)]
    asked = len(world.calls)
    time.pass_by(days=1)
    assert look_at_channels(youtube, place, ids(4)).changes == ()
    assert len(world.calls) == asked + 1, "a channel known to be gone is not asked after again"
    now = facts(place, "select arg_max(outcome, looked_at) from look group by subject_id order by subject_id")
    assert now == [("terminated",), ("deleted",), ("not_found",), ("found",)]


def test_a_quota_that_ends_between_the_questions_loses_no_look(
    place: Workspace, world: FakeYouTube, caller: Callable[..., YouTube], time: Time
) -> None:
    settle(world, ids(2))
    look_at_channels(caller(), place, ids(2))
    world.channels.clear()
    time.pass_by(days=1)
    world.limits |= {"general": 1}
    youtube = caller()
    youtube.ledger = Ledger(place.root / "quota", "other", {"general": 1, "search": 0}, time.clock)
    kept = look_at_channels(youtube, place, ids(2))
    assert [change.words for change in kept.changes] == [("gone",), ("gone",)]


def test_uploads_are_looked_at_before_there_is_trouble(
    place: Workspace, world: FakeYouTube, youtube: YouTube, ledger: Ledger
) -> None:
    (channel_id,) = ids(1)
    settle(world, [channel_id])
    world.channels[channel_id]["contentDetails"]["relatedPlaylists"]["uploads"] = "UUsim"
    world.uploads["UUsim"] = [f"v{i:010d}" for i in range(60)]
    for video_id in world.uploads["UUsim"]:
        world.videos[video_id] = video(channel_id, f"SIMULATED {video_id}", "2026-02-01T10:00:00Z")
    look_at_channels(youtube, place, [channel_id])
    assert look_at_uploads(youtube, place, [channel_id], newest_only=False).n_found == 60
    assert ledger.spent("general") == 1 + 2 + 2
    assert look_at_uploads(youtube, place, [channel_id], newest_only=True).n_found == 50


def test_a_list_of_uploads_without_end_keeps_what_it_named(
    place: Workspace, world: FakeYouTube, youtube: YouTube
) -> None:
    (channel_id,) = ids(1)
    settle(world, [channel_id])
    world.channels[channel_id]["contentDetails"]["relatedPlaylists"]["uploads"] = "UUsim"
    world.uploads["UUsim"] = ["v0000000001"]
    world.videos["v0000000001"] = video(channel_id, "SIMULATED", "2026-02-01T10:00:00Z")
    world.repeated_token = "p0"
    look_at_channels(youtube, place, [channel_id])
    with pytest.raises(ServiceError, match="does not end"):
        look_at_uploads(youtube, place, [channel_id], newest_only=False)
    assert facts(place, "select subject_id from look where kind = 'video'") == [("v0000000001",)]


@pytest.mark.parametrize("mishap", [(500, {}), (403, error_body(403, "quotaExceeded")), "portal"])
def test_what_was_answered_before_the_trouble_is_stored(
    place: Workspace, world: FakeYouTube, youtube: YouTube, mishap: Any
) -> None:
    settle(world, ids(200))
    world.mishaps.extend([None, None, mishap, mishap, mishap])
    with pytest.raises(ServiceError):
        look_at_channels(youtube, place, ids(200))
    assert facts(place, "select count(*) from look") == [(100,)]


def test_what_is_no_id_is_not_asked_for(place: Workspace, world: FakeYouTube, youtube: YouTube) -> None:
    assert look_at_channels(youtube, place, ["title:Some Channel", "UCsim-harbour", ""]).n_missing == 0
    assert look_at_videos(youtube, place, ["vid01", "not a video"]).n_missing == 0
    assert world.calls == []


def test_a_young_look_answers_a_wish_to_look(
    place: Workspace, world: FakeYouTube, youtube: YouTube, time: Time
) -> None:
    look_at_channels(youtube, place, ids(1))
    assert without_young(place, "channel", ids(2), time.moment) == [ids(2)[1]]
    time.pass_by(hours=21)
    assert without_young(place, "channel", ids(2), time.moment) == [ids(2)[1], ids(2)[0]], "the unseen come first"
