"""An owner's permission to look at their own channel: asked for in their browser, refreshed, revoked (RFC 8252, PKCE).

The smallest scope there is reads and nothing else. The one for `auditDetails` is asked for only where a person wants to
see their standing once, and revoked at once: Google gives it for vetting channels, not for watching them.
"""

from __future__ import annotations

import contextlib
import json
import sys
import webbrowser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.oauth2 import AccessDeniedError, OAuth2Error

from strikes import settings
from strikes.collect.wire import Wire
from strikes.errors import FormatError, InputError, ServiceError, UsageError

READ = "https://www.googleapis.com/auth/youtube.readonly"
AUDIT = "https://www.googleapis.com/auth/youtubepartner-channel-audit"
#: Where Google shows its consent page.
CONSENT_ORIGIN = "https://accounts.google.com"
PATIENCE_SECONDS = 600


def ask_consent(client: Path, scopes: list[str], *, in_browser: bool, where: settings.Endpoints) -> Credentials:
    """Let the owner agree in the browser; the answer comes back to 127.0.0.1. `client` is Google's client file.

    Raises ServiceError where consent is refused, given for less than asked, or does not come in ten minutes,
    UsageError where there is no browser to open.
    """
    flow = InstalledAppFlow.from_client_config(_client(client, where), scopes)
    # No proxies and passwords from the environment: the code goes to the token address and nowhere else.
    flow.oauth2session.trust_env = False
    try:
        # The library prints where to go; results alone belong on stdout.
        with contextlib.redirect_stdout(sys.stderr):
            agreed: Credentials = flow.run_local_server(
                host="127.0.0.1",
                port=0,
                open_browser=in_browser,
                timeout_seconds=PATIENCE_SECONDS,
                authorization_prompt_message="Agree in your browser, as the channel's owner: {url}",
                success_message="strikes has your answer. You may close this page.",
                prompt="consent",
            )
            return agreed
    except webbrowser.Error:
        raise UsageError("No browser can be opened here. Have the address printed instead: --no-browser") from None
    except AccessDeniedError:
        raise ServiceError("The owner did not agree, so nothing was looked at.") from None
    except WSGITimeoutError:
        raise ServiceError("Nobody answered in the browser. Begin again when the owner is there.") from None
    except Warning:
        raise ServiceError("The owner agreed to less than was asked: reading the channel. Nothing was kept.") from None
    except (OAuth2Error, OSError) as error:
        raise ServiceError(
            f"The permission could not be had from Google ({type(error).__name__}). Begin again."
        ) from None


def _client(path: Path, where: settings.Endpoints) -> dict[str, Any]:
    """Read Google's client file and see that it sends nobody elsewhere."""
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
        installed = config["installed"]
        auth, token = installed["auth_uri"], installed["token_uri"]
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError):
        raise FormatError(
            f"{path.name} is no client file of a desktop app. Make one (Google Cloud console, Credentials, OAuth client"
            " ID, Desktop app) and download it."
        ) from None
    if _origin(token) != where.tokens or _origin(auth) not in (CONSENT_ORIGIN, where.tokens):
        raise UsageError(f"{path.name} sends the owner and the permission elsewhere than to Google. Do not use it.")
    return dict(config)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def restored(text: str) -> Credentials:
    """Return kept credentials."""
    info = json.loads(text)
    kept: Credentials = Credentials.from_authorized_user_info(info)  # type: ignore[no-untyped-call]
    # The library restores neither the address the permission came from nor, when that is set, how long it lasts.
    expiry, kept = kept.expiry, kept.with_token_uri(info["token_uri"])
    kept.expiry = expiry
    return kept


def written(credentials: Credentials) -> str:
    """Return credentials as text to keep: whoever has it may read the channel."""
    return str(credentials.to_json())  # type: ignore[no-untyped-call]


def revoke(credentials: Credentials, where: settings.Endpoints) -> None:
    """Give a permission back to Google. Raises ServiceError where Google does not take it."""
    wire = Wire({where.tokens})
    try:
        head, _ = wire.request(
            f"{where.tokens}/revoke",
            "POST",
            body=urlencode({"token": credentials.refresh_token or credentials.token}),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
    except OSError as error:
        raise ServiceError(_NOT_REVOKED.format(type(error).__name__)) from None
    finally:
        wire.close()
    # 400: it was revoked or ran out before; there is nothing left to give back.
    if head.status not in (200, 400):
        raise ServiceError(_NOT_REVOKED.format(f"HTTP {head.status}"))


_NOT_REVOKED = "Google did not take the permission back ({}). Do it by hand: https://myaccount.google.com/permissions"
