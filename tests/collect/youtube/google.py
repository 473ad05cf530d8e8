"""A Google sign-in of our own on 127.0.0.1: consent page, tokens with PKCE, refresh, revocation (RFC 6749, 7636).

The browser is played by a thread that opens the consent page and follows where it is sent.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.collect.simulated import serving

CLIENT_ID, CLIENT_SECRET = "SIMULATED.apps.example", "SIMULATEDsecret-MARKER-24680"
#: Begins every token that is given out; after each test it is searched for everywhere (tests/collect/markers.py).
TOKEN_MARK = "SIMULATEDtoken-MARKER-"


@dataclass
class FakeGoogle:
    """Who is signed in and what they do on the consent page; `tokens` is what the API accepts: token -> channel."""

    tokens: dict[str, str]
    channel_id: str = ""
    #: agree, deny, less (than was asked), forge (somebody else's answer comes first), leave (the page is closed)
    decision: str = "agree"
    seconds: int = 3600
    #: code -> (channel, scope, PKCE challenge)
    codes: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    #: refresh token -> (channel, scope)
    permissions: dict[str, tuple[str, str]] = field(default_factory=dict)
    asked_scopes: list[str] = field(default_factory=list)
    n_refreshed: int = 0
    revoked: list[str] = field(default_factory=list)
    #: Answer a refresh with a new refresh token too.
    rotates: bool = False
    #: HTTP status of the revocation address, where it fails.
    revocation_fails: int | None = None
    url: str = ""

    def client_file(self, folder: Path, **changed: str) -> Path:
        """Write the client file of a desktop app, as Google's console gives it."""
        installed = {
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "auth_uri": f"{self.url}/o/oauth2/auth",
            "token_uri": f"{self.url}/token",
            "redirect_uris": ["http://localhost"],
        }
        path = folder / "client.json"
        path.write_text(json.dumps({"installed": installed | changed}))
        return path

    def consent(self, query: dict[str, str]) -> str:
        """Return where the browser is sent from the consent page."""
        assert query["client_id"] == CLIENT_ID and query["response_type"] == "code"
        assert query["access_type"] == "offline" and query["code_challenge_method"] == "S256"
        assert urlsplit(query["redirect_uri"]).hostname == "127.0.0.1"
        self.asked_scopes.append(query["scope"])
        state = {"state": query["state"]}
        if self.decision == "deny":
            return f"{query['redirect_uri']}?{urlencode({'error': 'access_denied', **state})}"
        if self.decision == "forge":
            return f"{query['redirect_uri']}?{urlencode({'code': 'forged', 'state': 'not-yours'})}"
        scope = query["scope"] if self.decision == "agree" else "openid"
        code = secrets.token_hex(8)
        self.codes[code] = (self.channel_id, scope, query["code_challenge"])
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'scope': scope, **state})}"

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Answer the token address."""
        if form.get("client_id", CLIENT_ID) != CLIENT_ID or form.get("client_secret", CLIENT_SECRET) != CLIENT_SECRET:
            return 401, {"error": "invalid_client"}
        if form["grant_type"] == "refresh_token":
            permission = self.permissions.get(form["refresh_token"])
            if permission is None:
                return 400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
            self.n_refreshed += 1
            if self.rotates:
                del self.permissions[form["refresh_token"]]
            return 200, self._given(*permission, is_new=self.rotates)
        channel_id, scope, challenge = self.codes.pop(form["code"])
        told = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        assert told == challenge, "the code is handed in by somebody who did not begin"
        return 200, self._given(channel_id, scope, is_new=True)

    def _given(self, channel_id: str, scope: str, *, is_new: bool) -> dict[str, Any]:
        access = TOKEN_MARK + secrets.token_hex(8)
        self.tokens[access] = channel_id
        given = {"access_token": access, "expires_in": self.seconds, "scope": scope, "token_type": "Bearer"}
        if is_new:
            refresh = TOKEN_MARK + secrets.token_hex(8)
            self.permissions[refresh] = (channel_id, scope)
            given["refresh_token"] = refresh
        return given

    def revoke(self, token: str) -> tuple[int, dict[str, Any]]:
        """Answer the revocation address."""
        if self.revocation_fails:
            return self.revocation_fails, {}
        if token not in self.permissions:
            return 400, {"error": "invalid_token"}
        del self.permissions[token]
        self.revoked.append(token)
        return 200, {}

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        """Play the browser: go to the consent page and wherever it leads."""
        if self.decision != "leave":
            threading.Thread(target=_follow, args=[url], daemon=True).start()
        return True


def _follow(url: str) -> None:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=10) as page:
            page.read()
    except (urllib.error.URLError, ConnectionError):
        return


@contextmanager
def fake_google(tokens: dict[str, str], channel_id: str) -> Iterator[FakeGoogle]:
    """Serve a sign-in for the length of a test."""
    google = FakeGoogle(tokens, channel_id)
    with serving(_handler(google)) as url:
        google.url = url
        yield google


def _handler(google: FakeGoogle) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            assert url.path == "/o/oauth2/auth"
            self.send_response(302)
            self.send_header("Location", google.consent(_flat(url.query)))
            self.end_headers()

        def do_POST(self) -> None:
            form = _flat(self.rfile.read(int(self.headers["content-length"])).decode())
            status, payload = google.token(form) if self.path == "/token" else google.revoke(form["token"])
            body = json.dumps(payload).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    return Handler


def _flat(text: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(text).items()}
