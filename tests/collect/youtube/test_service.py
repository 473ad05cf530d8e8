"""Every way the API can answer: handled as the facts say, counted to the unit, nothing endless, the key in no error."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from strikes.collect import wire
from strikes.collect.quota import Ledger, QuotaSpent
from strikes.collect.youtube import service
from strikes.collect.youtube.service import Refused, YouTube
from strikes.errors import ServiceError
from tests.collect.simulated import Time
from tests.collect.youtube.fake import KEY, FakeYouTube, channel, error_body, new_error_body

ID = "UC" + "s" * 22


def ask(youtube: YouTube, **more: Any) -> Any:
    return youtube.ask("channels.list", part="snippet", id=[ID], **more)


def search(youtube: YouTube) -> Any:
    return youtube.ask("search.list", part="snippet", type="channel", q="SIMULATED", maxResults=5)


@pytest.fixture(autouse=True)
def one_channel(world: FakeYouTube) -> None:
    world.channels[ID] = channel("SIMULATED Juniper", "2026-01-01T00:00:00Z")


def test_a_call_follows_the_discovery_document_and_costs_one_unit(
    youtube: YouTube, world: FakeYouTube, ledger: Ledger
) -> None:
    answer = ask(youtube)
    assert json.loads(answer.body)["items"][0]["snippet"]["title"] == "SIMULATED Juniper"
    ((method, query),) = world.calls
    assert method == "channels.list"
    assert query == {"part": ["snippet"], "id": [ID], "key": [KEY], "alt": ["json"]}
    assert ledger.spent("general") == world.spent("general") == 1


def test_the_request_is_kept_without_the_key(youtube: YouTube) -> None:
    answer = ask(youtube)
    assert answer.request == {"part": "snippet", "id": [ID]}
    assert KEY not in answer.request_text and KEY.encode() not in answer.body


@pytest.mark.parametrize(
    "mishap", ["cut", "half", "portal", (500, {}), (503, {}), (403, error_body(403, "rateLimitExceeded"))]
)
def test_what_may_pass_is_tried_again_and_every_try_is_counted(
    youtube: YouTube, world: FakeYouTube, ledger: Ledger, time: Time, mishap: Any
) -> None:
    world.mishaps.extend([mishap, mishap])
    assert ask(youtube).status == 200
    assert ledger.spent("general") == world.spent("general") == 3
    assert time.slept == list(service.WAITS)


def test_silence_is_not_waited_for_forever(
    youtube: YouTube, world: FakeYouTube, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "PATIENCE_SECONDS", 0.2)
    world.mishaps.append("silent")
    assert ask(youtube).status == 200
    assert ledger.spent("general") == world.spent("general") == 2


@pytest.mark.parametrize(
    ("mishap", "words"),
    [
        ("cut", "did not answer"),
        ("portal", "no answer of YouTube"),
        ((500, {}), "does not answer now (HTTP 500"),
        ((429, new_error_body(429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED")), "HTTP 429"),
    ],
)
def test_what_does_not_pass_is_tried_three_times(youtube: YouTube, world: FakeYouTube, mishap: Any, words: str) -> None:
    world.mishaps.extend([mishap] * 3)
    with pytest.raises(ServiceError) as caught:
        ask(youtube)
    assert words in str(caught.value)
    assert caught.value.exit_code == 4
    assert len(world.calls) == 3


def test_a_spent_quota_is_not_asked_again(youtube: YouTube, world: FakeYouTube, ledger: Ledger) -> None:
    world.mishaps.append((403, error_body(403, "quotaExceeded", domain="youtube.quota")))
    with pytest.raises(QuotaSpent, match="midnight Pacific") as caught:
        ask(youtube)
    with pytest.raises(QuotaSpent):
        ask(youtube)
    assert len(world.calls) == 1 and caught.value.exit_code == 4
    assert ledger.left("general") == 0


def test_an_empty_search_bucket_answers_429_and_leaves_the_other_alone(
    youtube: YouTube, world: FakeYouTube, ledger: Ledger
) -> None:
    # Somebody else used up the project's searches: our ledger could not know.
    world.limits = world.limits | {"search": 0}
    with pytest.raises(QuotaSpent, match="search"):
        search(youtube)
    with pytest.raises(QuotaSpent):
        search(youtube)
    assert world.spent("search") == 1
    assert ask(youtube).status == 200


def test_the_ledger_stops_before_the_service_has_to(youtube: YouTube, world: FakeYouTube, time: Time) -> None:
    for _ in range(100):
        search(youtube)
    with pytest.raises(QuotaSpent):
        search(youtube)
    assert world.spent("search") == 100
    time.pass_by(days=1)
    search(youtube)


@pytest.mark.parametrize(
    "body",
    [error_body(400, "keyInvalid", domain="usageLimits"), new_error_body(400, "INVALID_ARGUMENT", "API_KEY_INVALID")],
    ids=["old", "new"],
)
def test_a_wrong_key_is_told_once_in_both_forms(youtube: YouTube, world: FakeYouTube, body: Any) -> None:
    world.mishaps.append((400, body))
    with pytest.raises(Refused, match="does not know this key") as caught:
        ask(youtube)
    assert len(world.calls) == 1 and caught.value.exit_code == 4


def test_the_worlds_own_check_of_keys(caller: Callable[..., YouTube]) -> None:
    with pytest.raises(Refused, match="does not know this key"):
        ask(caller("AIzaWRONG"))


def test_unchanged_is_an_answer(youtube: YouTube) -> None:
    first = ask(youtube)
    assert first.etag
    again = ask(youtube, etag=first.etag)
    assert (again.status, again.body) == (304, b"")
    assert ask(youtube, etag='"other"').status == 200


def test_a_list_is_read_to_its_end(youtube: YouTube, world: FakeYouTube) -> None:
    world.uploads["UUsim"] = [f"v{i:010d}" for i in range(120)]
    pages = list(youtube.pages("playlistItems.list", part="contentDetails", playlistId="UUsim", maxResults=50))
    assert [len(page["items"]) for _, page in pages] == [50, 50, 20]


def test_a_page_that_comes_again_ends_the_list_with_a_sentence(youtube: YouTube, world: FakeYouTube) -> None:
    world.uploads["UUsim"] = ["v0000000001"]
    world.repeated_token = "p0"
    read = []
    with pytest.raises(ServiceError, match="does not end"):
        for _, page in youtube.pages("playlistItems.list", part="contentDetails", playlistId="UUsim", maxResults=50):
            read.append(page)
    assert len(read) == len(world.calls) == 2


def test_ever_new_pages_end_too(youtube: YouTube, world: FakeYouTube, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_PAGES", 3)
    world.uploads["UUsim"] = [f"v{i:010d}" for i in range(500)]
    with pytest.raises(ServiceError, match="does not end"):
        list(youtube.pages("playlistItems.list", part="contentDetails", playlistId="UUsim", maxResults=50))
    assert len(world.calls) == 3


def test_a_machine_without_network_is_told(ledger: Ledger, time: Time) -> None:
    from strikes.settings import Endpoints

    youtube = YouTube(ledger, time.clock, key=KEY, where=Endpoints(youtube="http://127.0.0.1:1"))
    with pytest.raises(ServiceError, match="did not answer"):
        ask(youtube)


def test_no_error_holds_the_key(youtube: YouTube, world: FakeYouTube) -> None:
    told = f"Consumer 'api_key:{KEY}' has been suspended."
    for mishap in ("cut", "half", "portal", (500, {}), (403, new_error_body(403, "PERMISSION_DENIED", "X", told))):
        world.mishaps.extend([mishap] * 3)
        with pytest.raises(ServiceError) as caught:
            ask(youtube)
        world.mishaps.clear()
        error: BaseException | None = caught.value
        while error is not None:
            assert KEY not in str(error) and KEY not in repr(error)
            error = error.__cause__
