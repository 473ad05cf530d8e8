"""Who may see what on a team's server: by OpenID, by a proxy's word, by role; forged and expired words open nothing."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from dashboard.analyst import server
from strikes import settings
from strikes.errors import UsageError
from strikes.store import deeds, people
from strikes.store.people import Role
from strikes.store.workspace import Workspace
from tests.dashboard.provider import CLIENT, SECRET, Provider
from tests.dashboard.serving import browser, free_port, quiet, served
from tests.factory import facts
from tests.needs import long_run, needs

pytestmark = pytest.mark.xdist_group("browser")
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
#: Stands under every page that shows anything.
SEEN = "A listing is not a finding of fault"
PEOPLE = {"viewer@newsroom.example": Role.VIEWER, "analyst@newsroom.example": Role.ANALYST}


@pytest.fixture(scope="module")
def window() -> Iterator[Any]:
    with browser(needs("chromium")) as opened:
        yield opened


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    found = Provider()
    yield found
    found.end()


def team(source: Workspace, folder: Path, toml: str) -> Workspace:
    """A workspace with roles and a way to log in."""
    place = Workspace(folder / "team")
    shutil.copytree(source.root, place.root)
    (place.root / "strikes.toml").write_text(toml)
    for login, role in PEOPLE.items():
        people.grant(place, login, role, by="An administrator", now=NOW)
    return place


@pytest.fixture(scope="module")
def by_openid(
    one_event: Workspace, provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Workspace]]:
    place = team(one_event, tmp_path_factory.mktemp("openid"), 'login = "oidc"\n')
    port = free_port()
    secrets = place.root / "keys" / "oidc.toml"
    secrets.parent.mkdir(exist_ok=True)
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "{"c" * 40}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
        f'server_metadata_url = "{provider.address}/.well-known/openid-configuration"\n'
    )
    secrets.chmod(0o600)
    with served(place, port) as address:
        yield address, place


def shown(page: Any) -> str:
    """All words on the page once it is drawn."""
    page.wait_for_selector('[class*="st-key-lead"]', timeout=30_000)
    quiet(page)
    return str(page.inner_text("body"))


def logged_in(window: Any, address: str, provider: Provider, forged: bool = False, **claims: Any) -> Any:
    """Log in as the provider says; the page afterwards."""
    provider.claims, provider.is_forged = claims, forged
    page = window.new_context(viewport={"width": 1400, "height": 1400}).new_page()
    page.goto(f"{address}/claimants")
    assert SEEN not in shown(page) and "Log in to see anything" in page.inner_text("body")
    page.click('button:has-text("Log in")')
    page.wait_for_function("() => !location.pathname.includes('claimants')", timeout=30_000)
    page.goto(f"{address}/claimants")
    return page


def test_who_has_a_role_sees_the_pages_and_the_audit_says_so(
    window: Any, by_openid: tuple[str, Workspace], provider: Provider
) -> None:
    address, place = by_openid
    page = logged_in(window, address, provider, email="Analyst@newsroom.example")
    assert SEEN in shown(page)
    deeds.take_in(place)
    assert ("login", "analyst@newsroom.example") in [
        (action, actor.casefold()) for action, actor in facts(place, "select action, actor from audit")
    ]
    page.context.close()


def test_who_has_no_role_sees_nothing(window: Any, by_openid: tuple[str, Workspace], provider: Provider) -> None:
    page = logged_in(window, by_openid[0], provider, email="stranger@elsewhere.example")
    said = shown(page)
    assert SEEN not in said and "Nobody gave stranger@elsewhere.example a role" in said
    page.context.close()


def test_a_viewer_sees_neither_quarantine_nor_the_form_for_reviews(
    window: Any, by_openid: tuple[str, Workspace], provider: Provider
) -> None:
    page = logged_in(window, by_openid[0], provider, email="viewer@newsroom.example")
    assert SEEN in shown(page)
    frames: list[bytes] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(_bytes(frame))))
    page.goto(f"{by_openid[0]}/data")
    assert "This page is for the role analyst" in shown(page)
    assert frames and not [frame for frame in frames if b"Sources, newest first" in frame]
    page.context.close()


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


REFUSED: dict[str, dict[str, Any]] = {
    "signed by somebody else": {"forged": True},
    "expired": {"exp": 1_700_000_000},
    "for another client": {"aud": "somebody-else"},
    "of another provider": {"iss": "https://elsewhere.example"},
    "replayed": {"nonce": "an older one"},
    "with an address nobody verified": {"email_verified": False},
}


@pytest.mark.parametrize(
    "why", [why if at < 2 else pytest.param(why, marks=long_run) for at, why in enumerate(REFUSED)]
)
def test_a_token_that_does_not_hold_opens_nothing(
    window: Any, by_openid: tuple[str, Workspace], provider: Provider, why: str
) -> None:
    page = logged_in(window, by_openid[0], provider, **({"email": "analyst@newsroom.example"} | REFUSED[why]))
    assert SEEN not in shown(page) and "Log in to see anything" in page.inner_text("body")
    page.context.close()


def test_a_login_ends_when_its_token_does(window: Any, by_openid: tuple[str, Workspace], provider: Provider) -> None:
    ends = int(time.time()) + 8
    page = logged_in(window, by_openid[0], provider, email="analyst@newsroom.example", exp=ends)
    assert SEEN in shown(page)
    page.wait_for_timeout(max(0, ends - time.time() + 1) * 1000)
    page.reload()
    assert SEEN not in shown(page)
    page.context.close()


def test_a_cookie_made_by_hand_opens_nothing(window: Any, by_openid: tuple[str, Workspace]) -> None:
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

    told = b'{"email": "analyst@newsroom.example", "is_logged_in": true, "exp": 4000000000}'
    for secret in ("", "x" * 40):
        context = window.new_context()
        cookie = create_signed_value(secret or "guess", "_streamlit_user", told).decode()
        context.add_cookies([{"name": "_streamlit_user", "value": cookie, "url": by_openid[0]}])
        page = context.new_page()
        page.goto(by_openid[0])
        assert SEEN not in shown(page)
        context.close()


@pytest.fixture(scope="module")
def by_proxy(one_event: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(team(one_event, tmp_path_factory.mktemp("proxy"), 'login = "proxy"\n')) as address:
        yield address


@pytest.mark.parametrize(
    ("headers", "sees"),
    [
        ({"X-Forwarded-Email": "analyst@newsroom.example"}, True),
        ({"X-Forwarded-Email": "stranger@elsewhere.example"}, False),
        ({"X-Forwarded-User": "analyst@newsroom.example"}, False),
    ],
)
def test_the_proxys_word_says_who_is_there(window: Any, by_proxy: str, headers: dict[str, str], sees: bool) -> None:
    context = window.new_context(extra_http_headers=headers)
    page = context.new_page()
    page.goto(f"{by_proxy}/claimants")
    if "X-Forwarded-Email" not in headers:
        # Without the proxy's word there is no connection at all.
        page.wait_for_timeout(3000)
        assert SEEN not in page.inner_text("body")
    else:
        assert (SEEN in shown(page)) is sees
    context.close()


def connected(client: str, *words: str, header: str | None = "X-Forwarded-Email") -> bool:
    """Does the guard let a websocket through?"""
    passed: list[str] = []
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        passed.append(scope["type"])

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "client": (client, 5000),
             "headers": [(b"x-forwarded-email", word.encode()) for word in words]}  # fmt: skip
    with suppress(StopIteration):
        # Nothing in it waits, and a browser's own event loop may be running here.
        server.Guard(app, proxy_header=header)(scope, None, send).send(None)
    assert bool(passed) != bool(sent)
    return bool(passed)


def test_a_proxys_word_counts_once_and_from_this_machine_only() -> None:
    assert connected("127.0.0.1", "analyst@newsroom.example")
    assert not connected("127.0.0.1"), "the proxy said nothing"
    assert not connected("127.0.0.1", "forged@by.visitor", "analyst@newsroom.example"), "the first would be taken"
    assert not connected("203.0.113.9", "analyst@newsroom.example"), "not behind loopback"
    assert not connected("203.0.113.9", header=None) and connected("127.0.0.1", header=None)


@pytest.mark.parametrize("content", [None, "", "[auth]\ncookie_secret = 'short'\n", "[other]\n"])
def test_a_weak_or_missing_secret_is_refused_at_start(tmp_path: Path, content: str | None) -> None:
    place = Workspace(tmp_path / "w").ensure()
    if content is not None:
        (place.root / "keys" / "oidc.toml").write_text(content)
        (place.root / "keys" / "oidc.toml").chmod(0o600)
    with pytest.raises(UsageError, match="oidc.toml"):
        server.login_settings(place.root, settings.Policy(login="oidc"))


@pytest.mark.parametrize("address", ["http://strikes.newsroom.example", "strikes.newsroom.example", "https://"])
def test_colleagues_come_by_https_only(tmp_path: Path, address: str) -> None:
    with pytest.raises(UsageError, match="https"):
        server.login_settings(tmp_path, settings.Policy(login="proxy", public_address=address))
