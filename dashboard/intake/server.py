"""Serving the owner's app: on this machine, or behind a proxy or onion service that does; telling nobody else (R21)."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware

from dashboard import intake
from dashboard.i18n import LANGUAGES, of_browser, phrases
from strikes import settings
from strikes.errors import UsageError
from strikes.intake.desk import Desk
from strikes.intake.submission import MAX_BYTES, MAX_FILE, MAX_FILES

_APP = Path(__file__).resolve().parent / "app.py"
#: Never anything else: who lets others in puts a proxy with TLS, or an onion service, before it (docs/deploy.md).
ADDRESS = "127.0.0.1"
#: What the app may not be run without.
SETTINGS: dict[str, Any] = {
    "server.address": ADDRESS,
    "server.headless": True,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    # The browser counts a megabyte as 1,000,000 bytes (seen with 1.67): 27 of them hold our 25; `look_at` checks these.
    "server.maxUploadSize": 27,
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
}
_LOOK: dict[str, Any] = {
    "theme.baseFontSize": 17,
    "theme.baseRadius": "0.4rem",
    "theme.headingFontSizes": ["1.7rem", "1.25rem", "1.1rem"],
    "theme.headingFontWeights": [650, 600, 600],
    "theme.light.primaryColor": "#2F4A7A",
    "theme.dark.primaryColor": "#3F66B0",
    "theme.dark.backgroundColor": "#15171B",
    "theme.dark.secondaryBackgroundColor": "#23262C",
}
_HEADERS = {
    # Streamlit starts with an inline script and styles of its own; nothing comes from anywhere else.
    b"content-security-policy": b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    b"style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; "
    b"connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}
_HSTS = (b"strict-transport-security", b"max-age=31536000")
_KEPT, _UPLOADS = "/static/", "/_stcore/upload_file/"
_CLOSED = ("/_stcore/metrics",)
_MOST_SESSIONS = 5_000
#: A multipart body is a little larger than the file in it.
_AROUND = 2**16

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]


@dataclass(frozen=True)
class Public:
    """Under which address others reach the app, if they do: https, or http for an onion service alone."""

    scheme: str
    host: str

    @classmethod
    def read(cls, address: str | None) -> Public | None:
        """Read an address; raises UsageError for one that would show what people write to the network."""
        if address is None:
            return None
        parts = urlsplit(address)
        is_onion = (parts.hostname or "").endswith(".onion")
        if not parts.hostname or parts.scheme != "https" and not (parts.scheme == "http" and is_onion):
            raise UsageError(
                f"--public {address!r} would show to the network what people write. Give https://..., with a "
                "proxy that does TLS, or the http://....onion address of an onion service (docs/deploy.md)."
            )
        return cls(parts.scheme, parts.hostname)

    @property
    def is_onion(self) -> bool:
        """Do all come from the onion service, so that nobody can be told apart?"""
        return self.host.endswith(".onion")


class Guard:
    """Answers under its own names only, bounds uploads, puts headers on all, and says the page's language."""

    def __init__(self, app: Any, public: Public | None) -> None:
        self._app = app
        self._hosts = {ADDRESS, "localhost", *([public.host] if public else [])}
        own = [_HSTS] if public and public.scheme == "https" else []
        self._headers = [*_HEADERS.items(), *own]
        self._sent: OrderedDict[str, dict[str, int]] = OrderedDict()

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        if scope["path"].endswith(_CLOSED) or headers.get(b"host", "").rsplit(":", 1)[0] not in self._hosts:
            await self._refuse(404, send)
        elif _UPLOADS in scope["path"] and not self._may_upload(scope, headers):
            await self._refuse(413, send)
        else:
            await self._app(scope, receive, self._guarded(scope, headers, send))

    def _may_upload(self, scope: Message, headers: dict[bytes, str]) -> bool:
        """Keep each session to its files and bytes (R13); what a page takes back is given back."""
        session, _, file = scope["path"].split(_UPLOADS, 1)[1].partition("/")
        kept = self._sent.setdefault(session, {})
        self._sent.move_to_end(session)
        if len(self._sent) > _MOST_SESSIONS:
            self._sent.popitem(last=False)
        if scope["method"] == "DELETE":
            kept.pop(file, None)
        if scope["method"] != "PUT":
            return True
        length = headers.get(b"content-length", "")
        if not length.isdigit():
            return False
        others = [size for name, size in kept.items() if name != file]
        if len(others) >= MAX_FILES or sum(others) + int(length) > MAX_BYTES + MAX_FILES * _AROUND:
            return False
        kept[file] = int(length)
        return True

    def _guarded(self, scope: Message, headers: dict[bytes, str], send: Send) -> Send:
        is_page = scope["method"] == "GET" and "text/html" in headers.get(b"accept", "") and "." not in scope["path"]
        lang = _language(scope, headers).encode()

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message["headers"] if pair[0].lower() not in dict(self._headers)]
                if _KEPT not in scope["path"]:
                    kept = [pair for pair in kept if pair[0].lower() != b"cache-control"]
                    kept.append((b"cache-control", b"no-store"))
                message["headers"] = kept + self._headers
            elif is_page and b'<html lang="en"' in message.get("body", b""):
                # Two letters for two letters: the length stays.
                message["body"] = message["body"].replace(b'<html lang="en"', b'<html lang="' + lang + b'"', 1)
            await send(message)

        return guarded

    async def _refuse(self, status: int, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": self._headers})
        await send({"type": "http.response.body", "body": b""})


def _language(scope: Message, headers: dict[bytes, str]) -> str:
    wanted = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return wanted if wanted in LANGUAGES else of_browser(headers.get(b"accept-language"))


def serve(desk: Desk, port: int, public: Public | None = None) -> None:
    """Serve the app until it is stopped.

    Raises UsageError where the environment would make the app talkative or reachable from outside.
    """
    _refuse_overrides()
    # Uploads stay in memory: a file on the disk, even one without a name, could be read from a seized machine.
    MultiPartParser.spool_max_size = MAX_FILE + _AROUND
    intake.open_desk(desk, is_behind_proxy=public is not None and not public.is_onion)
    app = st.App(_APP, middleware=[Middleware(Guard, public=public)], on_script_error=_own_up)
    own: dict[str, Any] = {"server.port": port, "server.allowedHosts": [ADDRESS, "localhost"]}
    if public:
        own["server.allowedHosts"] = [*own["server.allowedHosts"], public.host]
        own["server.corsAllowedOrigins"] = [f"{public.scheme}://{public.host}"]
        own["browser.serverAddress"] = public.host
    try:
        app.run(config=SETTINGS | _LOOK | own)
    finally:
        desk.close()


def _own_up(error: Exception) -> bool:
    """Say that something went wrong without showing where; STRIKES_DEBUG=1 shows developers."""
    if settings.is_debug():
        return False
    st.text(phrases(st.session_state.get("lang", "en"))("app.wrong"))
    return True


def _refuse_overrides() -> None:
    for name in SETTINGS:
        variable = "STREAMLIT_" + "".join(f"_{c}" if c.isupper() else c for c in name.replace(".", "_")).upper()
        if variable in os.environ:
            raise UsageError(
                f"{variable} is set and would change how the intake guards what people write; unset it and start again."
            )
