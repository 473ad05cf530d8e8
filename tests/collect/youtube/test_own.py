"""An owner's permission from the first click to the last: asked for, renewed, ended, given back; in no database."""

from __future__ import annotations

import datetime as dt
import json
import webbrowser
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from google.oauth2.credentials import Credentials

from strikes import seal
from strikes.collect.quota import Ledger
from strikes.collect.youtube import consent, own
from strikes.collect.youtube.consent import AUDIT, READ, ask_consent, restored, written
from strikes.collect.youtube.service import PermissionEnded, YouTube
from strikes.collect.youtube.tokens import SealedTokens
from strikes.errors import InputError, ServiceError, UsageError
from strikes.settings import Endpoints
from strikes.store import looks
from strikes.store.workspace import Workspace
from tests.collect.simulated import Time
from tests.collect.youtube.fake import FakeYouTube, channel, video
from tests.collect.youtube.google import TOKEN_MARK, FakeGoogle, fake_google
from tests.factory import collected, event, facts

MINE = "UC" + "o" * 22
Ask = Callable[..., Credentials]


@pytest.fixture
def google(world: FakeYouTube, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGoogle]:
    # The library wants https of everybody but who says so; the server of this test is on this machine.
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    world.channels[MINE] = channel("SIMULATED Harbour Walks", "2018-01-01T00:00:00Z")
    world.channels[MINE]["contentDetails"]["relatedPlaylists"]["uploads"] = "UUmine"
    with fake_google(world.tokens, MINE) as google:
        monkeypatch.setattr(webbrowser, "get", lambda name=None: google)
        yield google


@pytest.fixture
def where(google: FakeGoogle, world: FakeYouTube) -> Endpoints:
    return Endpoints(youtube=world.url, tokens=google.url)


@pytest.fixture
def ask(google: FakeGoogle, where: Endpoints, tmp_path: Path) -> Ask:
    return partial(ask_consent, google.client_file(tmp_path), in_browser=True, where=where)


@pytest.fixture
def call(ledger: Ledger, time: Time, where: Endpoints) -> own.Caller:
    return lambda credentials: YouTube(ledger, time.clock, credentials=credentials, where=where)


@pytest.fixture
def tokens(place: Workspace) -> SealedTokens:
    identity, recipient = seal.new_identity()
    return SealedTokens(
        place.root / "keys", partial(seal.seal, recipients=[recipient]), partial(seal.unseal, identities=[identity])
    )


@pytest.fixture
def added(ask: Ask, call: own.Caller, place: Workspace, tokens: SealedTokens) -> str:
    return own.add_owner(ask([READ]), call, place, tokens)


def files_of(place: Workspace) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(place.root.rglob("*")) if path.is_file())


def age(tokens: SealedTokens) -> None:
    """Let the access token run out, as it does after an hour."""
    kept = json.loads(tokens.load(MINE) or "")
    kept["expiry"] = (dt.datetime.now(dt.UTC) - dt.timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    tokens.save(MINE, json.dumps(kept))


def test_an_owner_agrees_in_the_browser_and_that_proves_who_runs_the_channel(
    added: str, google: FakeGoogle, place: Workspace, tokens: SealedTokens
) -> None:
    assert added == MINE and google.asked_scopes == [READ]
    assert facts(place, "select channel_id, basis, ended_at from channel_control") == [(MINE, "oauth", None)]
    assert looks.controlled_channels(place) == [MINE]
    assert restored(tokens.load(MINE) or "").refresh_token in google.permissions


def test_a_permission_is_in_no_database_and_readable_with_the_key_alone(added: str, place: Workspace) -> None:
    assert TOKEN_MARK.encode() not in files_of(place)
    (kept,) = (place.root / "keys").glob("*.age")
    assert kept.stat().st_mode & 0o077 == 0


def test_the_owner_is_shown_what_was_removed_and_why(
    added: str, call: own.Caller, world: FakeYouTube, place: Workspace, tokens: SealedTokens, tmp_path: Path
) -> None:
    world.uploads["UUmine"] = ["v0000000001"]
    world.videos["v0000000001"] = video(MINE, "SIMULATED still there", "2026-01-01T00:00:00Z")
    world.videos["v0000000002"] = video(
        MINE, "SIMULATED removed", "2026-01-02T00:00:00Z", uploadStatus="rejected", rejectionReason="copyright"
    )
    collected(place, [event(channel_id=MINE, video_id="v0000000002")], tmp_path)
    kept = own.look_at_own(MINE, call, place, tokens)
    assert (kept.n_found, kept.n_missing) == (2, 1)
    assert facts(
        place,
        "select video_id, upload_status, rejection_reason, outcome "
        "from youtube_video join look on subject_id = video_id order by 1",
    ) == [
        ("v0000000001", "processed", None, "found"),
        ("v0000000002", "rejected", "copyright", "removed"),
    ]


def test_a_permission_of_an_hour_is_renewed_without_a_unit_of_quota(
    added: str, google: FakeGoogle, call: own.Caller, place: Workspace, tokens: SealedTokens, ledger: Ledger
) -> None:
    spent = ledger.spent("general")
    before = restored(tokens.load(MINE) or "").token
    age(tokens)
    google.rotates = True
    own.look_at_own(MINE, call, place, tokens)
    after = restored(tokens.load(MINE) or "")
    assert google.n_refreshed == 1 and after.token != before
    assert after.refresh_token in google.permissions, "a refresh token that came anew is the one to keep"
    # The channel and its list of uploads, which is not there.
    assert ledger.spent("general") == spent + 2


def test_an_access_token_refused_too_early_is_renewed(
    added: str, google: FakeGoogle, world: FakeYouTube, call: own.Caller, place: Workspace, tokens: SealedTokens
) -> None:
    world.tokens.clear()
    assert own.look_at_own(MINE, call, place, tokens).n_found == 1
    assert google.n_refreshed == 1


@pytest.mark.parametrize("is_old", [True, False])
def test_a_permission_taken_back_at_google_ends_with_a_sentence_and_is_not_tried_again(
    added: str,
    google: FakeGoogle,
    world: FakeYouTube,
    call: own.Caller,
    place: Workspace,
    tokens: SealedTokens,
    is_old: bool,
) -> None:
    google.permissions.clear()
    world.tokens.clear()
    if is_old:
        age(tokens)
    with pytest.raises(PermissionEnded, match="revoked, or it ran out") as caught:
        own.look_at_own(MINE, call, place, tokens)
    assert caught.value.exit_code == 4 and TOKEN_MARK not in str(caught.value)
    assert looks.controlled_channels(place) == [] and tokens.load(MINE) is None
    assert facts(place, "select count(*) from channel_control where ended_at is not null") == [(1,)]
    with pytest.raises(UsageError, match="No permission is kept"):
        own.look_at_own(MINE, call, place, tokens)


@pytest.mark.parametrize(
    ("decision", "words"),
    [("deny", "did not agree"), ("less", "less than was asked"), ("forge", "could not be had"), ("leave", "Nobody")],
)
def test_what_is_no_agreement_keeps_nothing(
    ask: Ask, google: FakeGoogle, place: Workspace, monkeypatch: pytest.MonkeyPatch, decision: str, words: str
) -> None:
    monkeypatch.setattr(consent, "PATIENCE_SECONDS", 0.2 if decision == "leave" else 20)
    google.decision = decision
    with pytest.raises(ServiceError, match=words) as caught:
        ask([READ])
    assert caught.value.exit_code == 4
    assert looks.controlled_channels(place) == []


def test_a_machine_without_browser_is_told_how_to_go_on(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str | None = None) -> None:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    with pytest.raises(UsageError, match="--no-browser"):
        ask([READ])


def test_without_opening_a_browser_the_address_is_printed_beside_the_results(
    ask: Ask, google: FakeGoogle, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(consent, "PATIENCE_SECONDS", 0.2)
    with pytest.raises(ServiceError, match="Nobody"):
        ask([READ], in_browser=False)
    told = capsys.readouterr()
    assert told.out == "" and f"{google.url}/o/oauth2/auth?" in told.err


def test_a_google_account_without_channel_is_told(
    ask: Ask, google: FakeGoogle, call: own.Caller, place: Workspace, tokens: SealedTokens
) -> None:
    google.channel_id = "UC" + "x" * 22
    with pytest.raises(ServiceError, match="has no YouTube channel"):
        own.add_owner(ask([READ]), call, place, tokens)
    assert list((place.root / "keys").glob("*.age")) == []


def test_standing_is_asked_once_told_and_the_permission_given_back_at_once(
    ask: Ask, google: FakeGoogle, world: FakeYouTube, call: own.Caller, where: Endpoints, place: Workspace
) -> None:
    world.channels[MINE]["auditDetails"] = {
        "copyrightStrikesGoodStanding": False,
        "communityGuidelinesGoodStanding": True,
    }
    found = own.ask_standing(ask([READ, AUDIT]), call, where)
    assert (found.channel_id, found.copyright_strikes, found.community_guidelines) == (MINE, False, True)
    assert found.content_id_claims is None
    assert google.permissions == {} and len(google.revoked) == 1
    assert facts(place, "select count(*) from answer") == [(0,)], "nothing of it is kept"


def test_standing_gives_back_also_where_it_could_not_be_had(
    ask: Ask, google: FakeGoogle, world: FakeYouTube, call: own.Caller, where: Endpoints
) -> None:
    agreed = ask([READ, AUDIT])
    world.mishaps.extend([(500, {})] * 3)
    with pytest.raises(ServiceError):
        own.ask_standing(agreed, call, where)
    assert google.permissions == {}


def test_watching_never_asks_for_the_standing(
    added: str, world: FakeYouTube, call: own.Caller, place: Workspace, tokens: SealedTokens
) -> None:
    own.look_at_own(MINE, call, place, tokens)
    assert not [query for _, query in world.calls if "auditDetails" in query["part"][0]]


def test_a_permission_given_back_leaves_the_proof_that_it_was_given(
    added: str, google: FakeGoogle, place: Workspace, tokens: SealedTokens, where: Endpoints, time: Time
) -> None:
    time.pass_by(days=3)
    own.forget_owner(MINE, tokens, place, where, time.moment)
    assert google.permissions == {} and tokens.load(MINE) is None
    assert facts(place, "select proven_at::varchar, ended_at::varchar from channel_control") == [
        ("2026-03-02 09:00:00", "2026-03-05 09:00:00")
    ]


@pytest.mark.parametrize(("status", "is_fine"), [(400, True), (500, False), (403, False)])
def test_a_revocation_that_fails_says_where_to_do_it_by_hand(
    ask: Ask, google: FakeGoogle, where: Endpoints, status: int, is_fine: bool
) -> None:
    agreed = ask([READ])
    google.revocation_fails = status
    if is_fine:
        consent.revoke(agreed, where)
        return
    with pytest.raises(ServiceError, match=r"myaccount\.google\.com/permissions") as caught:
        consent.revoke(agreed, where)
    assert TOKEN_MARK not in str(caught.value)


@pytest.mark.parametrize("changed", [{"token_uri": "https://evil.example/token"}, {"auth_uri": "http://evil.example/"}])
def test_a_client_file_that_sends_the_owner_elsewhere_is_refused(
    google: FakeGoogle, where: Endpoints, tmp_path: Path, changed: dict[str, str]
) -> None:
    with pytest.raises(UsageError, match="elsewhere than to Google"):
        ask_consent(google.client_file(tmp_path, **changed), [READ], in_browser=True, where=where)
    assert google.asked_scopes == []


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"web": {}}', '{"installed": {"client_id": 1}}', "\ud83d nonsense"])
def test_what_is_no_client_file_is_told(where: Endpoints, tmp_path: Path, text: str) -> None:
    path = tmp_path / "client.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError, match="Desktop app"):
        ask_consent(path, [READ], in_browser=True, where=where)


def test_a_client_file_that_is_not_there_is_told(where: Endpoints, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        ask_consent(tmp_path / "none.json", [READ], in_browser=True, where=where)


def test_written_and_restored_are_one(ask: Ask) -> None:
    agreed: Any = ask([READ])
    again = restored(written(agreed))
    assert (again.token, again.refresh_token, again.scopes) == (agreed.token, agreed.refresh_token, [READ])
