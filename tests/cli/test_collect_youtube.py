"""`strikes collect youtube | lumen | due | purge` and `strikes watch` against services of our own on this machine.

After every command its output, its log and the whole workspace are searched for the keys (R27).
"""

from __future__ import annotations

import json
import logging
import sys
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import keyring
import pytest

from strikes import cli
from strikes.collect.clock import SYSTEM
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace
from tests.collect.lumen.fake import TOKEN, FakeLumen, fake_lumen, notice
from tests.collect.markers import marked, marked_files
from tests.collect.youtube.fake import KEY, FakeYouTube, channel, error_body, fake_youtube, video
from tests.collect.youtube.google import FakeGoogle, fake_google
from tests.factory import event, facts, write_csv

CLAIMANT, TARGET = "UC" + "c" * 22, "UC" + "t" * 22
NAME, VIDEO = "Juniper Film Trust", "vid00000001"


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(scope="module")
def google() -> Iterator[FakeGoogle]:
    with fake_google({}, TARGET) as google:
        yield google


@pytest.fixture
def world(google: FakeGoogle) -> Iterator[FakeYouTube]:
    with fake_youtube(SYSTEM, tokens=google.tokens) as world:
        world.channels[CLAIMANT] = channel(NAME, "2026-01-01T00:00:00Z", snippet={"customUrl": "@juniperfilm"})
        world.channels[TARGET] = channel("SIMULATED Harbour Walks", "2015-01-01T00:00:00Z")
        world.channels[TARGET]["contentDetails"]["relatedPlaylists"]["uploads"] = "UUtarget"
        world.uploads["UUtarget"] = [VIDEO]
        world.videos[VIDEO] = video(TARGET, "SIMULATED walk", "2026-01-05T00:00:00Z")
        yield world


@pytest.fixture
def register() -> Iterator[FakeLumen]:
    with fake_lumen(SYSTEM) as register:
        yield register


@pytest.fixture
def place(own_workspace: Path, tmp_path: Path, run: Run) -> Workspace:
    place = Workspace(own_workspace)
    rows = [
        event(claimant_channel_id="@juniperfilm", channel_id=TARGET, video_id=VIDEO),
        event(claimant_name="Maple Rights", channel_id=TARGET, video_id="vid00000002"),
    ]
    assert run("collect", "table", str(write_csv(tmp_path / "events.csv", rows))).code == 0
    return place


@pytest.fixture
def run(
    world: FakeYouTube,
    register: FakeLumen,
    google: FakeGoogle,
    own_workspace: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run `strikes WORDS...` in this process as its own would end."""
    log = tmp_path / "strikes.log"
    for name, value in {
        "STRIKES_YOUTUBE_ENDPOINT": world.url,
        "STRIKES_LUMEN_ENDPOINT": register.url,
        "STRIKES_TOKENS_ENDPOINT": google.url,
        "STRIKES_YOUTUBE_KEY": KEY,
        "STRIKES_LUMEN_TOKEN": TOKEN,
        "STRIKES_LOG": str(log),
        "OAUTHLIB_INSECURE_TRANSPORT": "1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(keyring, "get_password", lambda service, name: None)
    monkeypatch.setattr(webbrowser, "get", lambda name=None: google)

    def command(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["strikes", *words])
        # `--no-api` holds for the rest of a process, and this one goes on.
        monkeypatch.setenv("STRIKES_NO_API", "0")
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            logging.disable(logging.NOTSET)
        told = capsys.readouterr()
        assert marked(told.out + told.err) == []
        assert "Traceback" not in told.err
        assert marked(log.read_bytes() if log.exists() else b"") == []
        assert marked_files(own_workspace) == []
        return Done(code, told.out, told.err)

    return command


def test_claimants_are_looked_at_by_what_was_stated(place: Workspace, run: Run, world: FakeYouTube) -> None:
    done = run("collect", "youtube", "claimants")
    assert (done.code, done.out) == (0, "claimants: looked at 1 = there 1 + missing 0\n"), (
        "the handle's answer is a look"
    )
    assert facts(place, "select subject, channel_id, channel_link_basis from channel_link") == [
        ("@juniperfilm", CLAIMANT, "handle")
    ]
    assert facts(place, "select subject_id, outcome from look") == [(CLAIMANT, "found")]
    again = run("collect", "youtube", "claimants", "--again")
    assert "looked at 1 = there 1 + missing 0" in again.out
    assert "units left today: 9,998" in again.err
    assert len(world.calls) == 2


def test_a_search_is_a_last_resort_and_its_find_a_guess(place: Workspace, run: Run, world: FakeYouTube) -> None:
    world.channels["UC" + "m" * 22] = channel("Maple Rights", "2026-02-01T00:00:00Z")
    done = run("collect", "youtube", "claimants", "--search", "1")
    assert "Maple Rights: bears that name: UCmmmmmmmmmmmmmmmmmmmmmm (a guess)" in done.err
    assert ("Maple Rights", "search_guess") in facts(place, "select subject, channel_link_basis from channel_link")
    assert world.spent("search") == 1


def test_an_analysts_word_links_a_claimant(place: Workspace, run: Run) -> None:
    done = run("collect", "youtube", "link", "Maple Rights", "https://www.youtube.com/@juniperfilm", "--by", "Leyla")
    assert done.out == f"Maple Rights has the channel {CLAIMANT} (by Leyla's word)\n"
    assert run("collect", "youtube", "link", "Maple Rights", "no channel", "--by", "Leyla").code == 2


def test_channels_and_videos_under_claim(place: Workspace, run: Run) -> None:
    assert "looked at 1 = there 1" in run("collect", "youtube", "channels").out
    assert "looked at 2 = there 1 + missing 1" in run("collect", "youtube", "videos").out
    assert "looked at 1 = there 1" in run("collect", "youtube", "videos", "--of", TARGET).out
    wrong = run("collect", "youtube", "channels", "what is this?")
    assert wrong.code == 2 and "no channel. Give its id" in wrong.err


def test_counts_are_printed_as_asked(place: Workspace, run: Run) -> None:
    done = run("collect", "youtube", "channels", "--format", "json")
    assert json.loads(done.out) == [{"what": "channels", "looked": 1, "found": 1, "missing": 0, "changed": {}}]


@pytest.mark.parametrize(
    ("mishap", "words"),
    [
        ((403, error_body(403, "quotaExceeded", domain="youtube.quota")), "midnight Pacific time"),
        ((400, error_body(400, "keyInvalid", message=f"Bad key {KEY}")), "does not know this key"),
        ((403, error_body(403, "accessNotConfigured")), "Enable it"),
        ((302, {}), "does not follow"),
    ],
)
def test_what_youtube_refuses_is_one_sentence_and_exit_4(
    place: Workspace, run: Run, world: FakeYouTube, mishap: object, words: str
) -> None:
    world.mishaps.append(mishap)
    done = run("collect", "youtube", "channels")
    assert done.code == 4 and words in done.err
    assert done.err.count("strikes: ") == 1


def test_a_key_that_is_missing_or_open_to_others_is_told(
    place: Workspace, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, world: FakeYouTube
) -> None:
    monkeypatch.delenv("STRIKES_YOUTUBE_KEY")
    none = run("collect", "youtube", "channels")
    assert none.code == 2 and "There is no YouTube key" in none.err and "docs/youtube.md" in none.err
    file = tmp_path / "key"
    file.write_text(KEY)
    file.chmod(0o644)
    assert run("collect", "youtube", "channels", "--key-file", str(file)).code == 2
    file.chmod(0o600)
    assert run("collect", "youtube", "channels", "--key-file", str(file)).code == 0
    file.unlink()


def test_without_api_nothing_is_asked_and_everything_else_works(place: Workspace, run: Run, world: FakeYouTube) -> None:
    for words in (["youtube", "claimants"], ["lumen", "--claimant", NAME], ["youtube", "own"]):
        done = run("--no-api", "collect", *words)
        assert (done.code, "nothing was asked" in done.err) == (2, True), words
    assert run("--no-api", "watch").code == run("--no-api", "collect", "due").code == 0
    assert world.calls == []


def test_due_is_listed_done_and_then_not_due(place: Workspace, run: Run, tmp_path: Path, world: FakeYouTube) -> None:
    now = SYSTEM.now().isoformat()
    rows = [event(claimant_name="Cedar", claimant_channel_id=CLAIMANT, channel_id=TARGET, occurred_at=now)]
    run("collect", "table", str(write_csv(tmp_path / "now.csv", rows)))
    run("collect", "youtube", "channels", "@juniperfilm")
    listed = json.loads(run("collect", "due", "--dry-run", "--format", "json").out)
    assert {row["why"] for row in listed} == {"video", "target"}
    asked = len(world.calls)
    done = run("collect", "due")
    assert done.code == 0 and "due: looked at " in done.out
    assert len(world.calls) > asked
    assert run("collect", "due", "--dry-run").err == "Nothing is due.\n"


def test_watch_prints_what_changed(place: Workspace, run: Run, world: FakeYouTube) -> None:
    run("collect", "youtube", "claimants")
    assert "Nothing changed" in run("watch").err
    world.channels.pop(CLAIMANT)
    world.fates[CLAIMANT] = "channelSuspended"
    assert "changed: 1 terminated" in run("collect", "youtube", "claimants", "--again").out
    (row,) = json.loads(run("watch", "--format", "json").out)
    assert (row["what"], row["id"], row["title"], row["claimants"]) == ("terminated", CLAIMANT, NAME, [NAME])
    assert row["origin"] == "YouTube API"
    assert run("watch", "--since", "yesterday").code == 2


def test_a_purge_says_what_goes_and_what_the_score_loses(
    place: Workspace, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No API field is old enough" in run("collect", "purge").err
    run("collect", "youtube", "claimants")
    before = run("score").out.strip()
    done = run("collect", "purge", "--older-than", "0")
    assert "purged the API fields of 1 looks at channels and 0 at videos" in done.out
    assert "removed 1 runs that held such fields" in done.out and "Scored again without them" in done.err
    left = [path.stem for path in place.runs.glob("*.duckdb")]
    assert len(left) == 1 and left != [before]
    assert verify_workspace(place).wrong == ()


def test_lumen_is_kept_beside_the_reported(place: Workspace, run: Run, register: FakeLumen) -> None:
    register.notices = [notice(1), notice(2, sender_name=f"{NAME} of Elsewhere")]
    # One page for each role: the wait between them is Lumen's own pace.
    done = run("collect", "lumen", "--claimant", NAME)
    assert done.out == f"{NAME}: 1 notices kept; 1 of others of like name not kept\n"
    register.tokens.clear()
    wrong = run("collect", "lumen", "--claimant", NAME)
    assert wrong.code == 4 and "does not accept this token" in wrong.err


def test_an_owner_agrees_looks_and_takes_it_back(
    place: Workspace, run: Run, google: FakeGoogle, tmp_path: Path
) -> None:
    client = str(google.client_file(tmp_path))
    done = run("collect", "youtube", "own", "--add", "--client", client, "--sealed")
    assert done.code == 0 and f"{TARGET}: its owner gave permission to read" in done.out
    assert f"{TARGET}: there 2, not there for others 1" in done.out
    assert run("collect", "youtube", "own").code == 0, "that permissions lie sealed here is seen"
    assert "copyright strikes not told" in run("collect", "youtube", "own", "--standing", "--client", client).out
    google.permissions.clear()
    google.tokens.clear()
    ended = run("collect", "youtube", "own")
    assert ended.code == 4 and "has ended" in ended.err
    assert run("collect", "youtube", "own").code == 2
    run("collect", "youtube", "own", "--add", "--client", client, "--sealed")
    back = run("collect", "youtube", "own", "--forget", TARGET)
    assert back.code == 0 and google.permissions == {}


def test_an_owner_who_does_not_agree(place: Workspace, run: Run, google: FakeGoogle, tmp_path: Path) -> None:
    google.decision = "deny"
    done = run("collect", "youtube", "own", "--add", "--client", str(google.client_file(tmp_path)))
    google.decision = "agree"
    assert done.code == 4 and "did not agree" in done.err
    assert "client" in run("collect", "youtube", "own", "--add").err


def test_a_process_shows_no_key_to_others(place: Workspace, world: FakeYouTube) -> None:
    """`ps` shows words of a command: no option takes a key itself."""
    from typer.main import get_command

    from strikes.cli.app import app

    def options(command: object) -> Iterator[str]:
        for inner in getattr(command, "commands", {}).values():
            yield from options(inner)
        for parameter in getattr(command, "params", ()):
            if not getattr(parameter, "is_flag", False):
                yield from parameter.opts

    named = {name for name in options(get_command(app)) if "key" in name or "token" in name or "secret" in name}
    assert all(name.endswith("-file") for name in named), named
