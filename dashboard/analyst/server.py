"""Serving the analyst's app: on this machine only, telling nobody else, letting no other page in (R21)."""

from __future__ import annotations

import ipaddress
import os
import tomllib
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware

from dashboard.analyst.blocks import safe
from strikes import settings
from strikes.errors import UsageError

_APP = Path(__file__).resolve().parent / "app.py"
#: Only this machine: whoever lets others in puts a proxy with a login before it (docs/dashboard.md).
ADDRESS = "127.0.0.1"
HOSTS = (ADDRESS, "localhost")

#: What the app may not be run without; checked again from inside before the first page is served.
SETTINGS: dict[str, Any] = {
    "server.address": ADDRESS,
    "server.allowedHosts": [*HOSTS],
    "server.headless": True,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.maxUploadSize": 1,
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    # A table's own CSV leaves formulas as they are; ours does not (R23).
    "client.disableDataExport": True,
}
#: How it looks; the three axes' colours stand in for violet, orange and green in markdown of ours.
_LOOK: dict[str, Any] = {
    "theme.baseRadius": "0.35rem",
    "theme.headingFontSizes": ["1.7rem", "1.15rem", "1.05rem"],
    "theme.headingFontWeights": [650, 600, 600],
    "theme.light.primaryColor": "#3D4450",
    "theme.dark.primaryColor": "#AEB6C2",
    "theme.light.sidebar.backgroundColor": "#F7F7F5",
    "theme.dark.backgroundColor": "#15171B",
    "theme.dark.secondaryBackgroundColor": "#23262C",
    "theme.dark.sidebar.backgroundColor": "#1B1E23",
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
}
#: What is named by its content may stay in the browser; everything else may hold data and may not.
_KEPT = "/static/"
_CLOSED = ("/_stcore/metrics",)
#: Loaded before the first page is asked for, so that nobody waits for them then.
_SLOW = ("altair", "strikes.score.what_if")

Message = MutableMapping[str, Any]


class Guard:
    """Closes what tells about others, and puts the headers on what is left."""

    def __init__(self, app: Any, hosts: Sequence[str] = HOSTS, proxy_header: str | None = None) -> None:
        self._app, self._hosts = app, tuple(hosts)
        self._proxy_header = proxy_header.lower().encode() if proxy_header else None

    async def __call__(self, scope: Message, receive: Any, send: Callable[[Message], Awaitable[None]]) -> None:
        """Answer one request."""
        if scope["type"] == "websocket" and not self._is_vouched_for(scope):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"].endswith(_CLOSED) or not _is_ours(scope["headers"], self._hosts) or not _is_near(scope):
            await send({"type": "http.response.start", "status": 404, "headers": list(_HEADERS.items())})
            await send({"type": "http.response.body", "body": b""})
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message["headers"] if pair[0].lower() not in _HEADERS]
                kept += _HEADERS.items()
                if _KEPT not in scope["path"]:
                    kept = [pair for pair in kept if pair[0].lower() != b"cache-control"]
                    kept.append((b"cache-control", b"no-store"))
                message["headers"] = kept
            await send(message)

        await self._app(scope, receive, guarded)

    def _is_vouched_for(self, scope: Message) -> bool:
        """Does it come from this machine, and, behind a proxy, with its word exactly once?

        Of a header sent twice the app would take the first, which is the visitor's own where a proxy adds its word.
        """
        if self._proxy_header is None:
            return _is_near(scope)
        return _is_near(scope) and sum(name.lower() == self._proxy_header for name, _ in scope["headers"]) == 1


def _is_near(scope: Message) -> bool:
    """Did this machine itself ask (its browser, or the proxy on it)?"""
    try:
        return ipaddress.ip_address((scope.get("client") or ("", 0))[0]).is_loopback
    except ValueError:
        return False


def _is_ours(headers: list[tuple[bytes, bytes]], hosts: Sequence[str] = HOSTS) -> bool:
    """Was this machine asked by its own name? A page elsewhere can point a name of its own at us (DNS rebinding)."""
    host = next((value.decode("latin-1") for name, value in headers if name == b"host"), "")
    return host.rsplit(":", 1)[0] in hosts


def serve(workspace: Path, port: int) -> None:
    """Serve the app of a workspace until it is stopped.

    Raises UsageError where the environment would make the app talkative or reachable from outside.
    """
    _refuse_overrides()
    for slow in _SLOW:
        import_module(slow)
    os.environ["STRIKES_WORKSPACE"] = str(workspace.resolve())
    policy = settings.policy(workspace)
    own, hosts = login_settings(workspace, policy)
    header = policy.proxy_header if policy.login == "proxy" else None
    app = st.App(_APP, middleware=[Middleware(Guard, hosts=hosts, proxy_header=header)], on_script_error=_own_up)
    app.run(config=SETTINGS | _LOOK | own | {"server.port": port})


def login_settings(workspace: Path, policy: settings.Policy) -> tuple[dict[str, Any], list[str]]:
    """Return what the app needs to know who is there, and the names it may be asked by.

    Raises UsageError for a login that would not hold.
    """
    hosts = [*HOSTS]
    own: dict[str, Any] = {}
    if policy.public_address:
        address = urlsplit(policy.public_address)
        if address.scheme != "https" and address.hostname not in HOSTS or not address.hostname:
            raise UsageError("public_address in strikes.toml must begin with https:// and name a host.")
        hosts.append(address.hostname)
        own["server.corsAllowedOrigins"] = [policy.public_address.rstrip("/")]
    if policy.login == "proxy":
        own["server.trustedUserHeaders"] = {policy.proxy_header: "login"}
    if policy.login == "oidc":
        own["secrets.files"] = [str(_secrets(workspace))]
    return own | {"server.allowedHosts": hosts}, hosts


def _secrets(workspace: Path) -> Path:
    """Return the file with the client's secret. Raises UsageError where it is missing, open to others, or too weak."""
    path = workspace.resolve() / "keys" / "oidc.toml"
    if not path.is_file() or path.stat().st_mode & 0o077:
        raise UsageError('login = "oidc" needs keys/oidc.toml in the workspace, readable by you alone (chmod 600).')
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))["auth"]
        is_weak = len(found["cookie_secret"]) < 32
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError):
        raise UsageError("keys/oidc.toml has no section [auth] with a cookie_secret (docs/team-server.md).") from None
    if is_weak:
        raise UsageError(
            "The cookie_secret in keys/oidc.toml is shorter than 32 letters: whoever guesses it is anybody."
        )
    return path


def _own_up(error: Exception) -> bool:
    """Say that something went wrong without showing where: the place may hold data. STRIKES_DEBUG=1 shows it."""
    if settings.is_debug():
        return False
    told = "Something went wrong inside strikes ({name}). Nothing was changed. STRIKES_DEBUG=1 shows developers where."
    safe.say(told, name=type(error).__name__)
    return True


def _refuse_overrides() -> None:
    for name in SETTINGS:
        variable = "STREAMLIT_" + "".join(f"_{c}" if c.isupper() else c for c in name.replace(".", "_")).upper()
        if variable in os.environ:
            raise UsageError(
                f"{variable} is set and would change how the dashboard guards its data; unset it and start again."
            )
