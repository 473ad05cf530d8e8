"""Where things lie and how much the engine may use; the only reader of environment variables."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from strikes.errors import FormatError

PACKAGE_DIR = Path(__file__).resolve().parent


def data_dir() -> Path:
    """Return the folder of cases/, reference/ and sample/: inside the installed package, or beside it in a checkout."""
    packaged = PACKAGE_DIR / "_data"
    return packaged if packaged.is_dir() else PACKAGE_DIR.parent / "data"


def reference_dir() -> Path:
    """Return the folder of reference tables (holders, legal forms, label words, ...)."""
    return data_dir() / "reference"


def workspace_dir(given: Path | None = None) -> Path:
    """Return the workspace folder: the one given, else STRIKES_WORKSPACE, else ./workspace."""
    if given is not None:
        return given
    return Path(os.environ.get("STRIKES_WORKSPACE") or "workspace")


def is_debug() -> bool:
    """STRIKES_DEBUG=1 shows developers the traceback that users never see."""
    return os.environ.get("STRIKES_DEBUG") == "1"


def log_file() -> Path | None:
    """STRIKES_LOG names a file for event codes and counts; without it nothing is logged."""
    name = os.environ.get("STRIKES_LOG")
    return Path(name) if name else None


def passphrase_file() -> Path | None:
    """STRIKES_PASSPHRASE_FILE names a file of your own with the passphrase of the keys, for work with nobody there."""
    name = os.environ.get("STRIKES_PASSPHRASE_FILE")
    return Path(name) if name else None


def youtube_key() -> str | None:
    """STRIKES_YOUTUBE_KEY holds the key for the YouTube Data API; a key file or the keyring are the better places."""
    return os.environ.get("STRIKES_YOUTUBE_KEY") or None


def lumen_token() -> str | None:
    """STRIKES_LUMEN_TOKEN holds the token Lumen gave you; a token file or the keyring are the better places."""
    return os.environ.get("STRIKES_LUMEN_TOKEN") or None


@dataclass(frozen=True)
class Endpoints:
    """Where services are asked; other addresses than their own are for trying things out on one's own machine."""

    youtube: str = "https://youtube.googleapis.com"
    lumen: str = "https://lumendatabase.org"
    #: Where Google exchanges, refreshes and revokes OAuth tokens.
    tokens: str = "https://oauth2.googleapis.com"


def endpoints() -> Endpoints:
    """Return the services' addresses.

    STRIKES_YOUTUBE_ENDPOINT, STRIKES_LUMEN_ENDPOINT and STRIKES_TOKENS_ENDPOINT override them.
    """
    named = {name: os.environ.get(f"STRIKES_{name.upper()}_ENDPOINT") for name in ("youtube", "lumen", "tokens")}
    return replace(Endpoints(), **{name: url.rstrip("/") for name, url in named.items() if url})


def is_without_api() -> bool:
    """STRIKES_NO_API=1 (or `strikes --no-api`): no outside service is asked, and no score rests on an answer of one."""
    return os.environ.get("STRIKES_NO_API") == "1"


def forgo_api() -> None:
    """Do without outside services for the rest of this process and in those it starts."""
    os.environ["STRIKES_NO_API"] = "1"


@dataclass(frozen=True)
class Engine:
    """What the database engine may use. Sizes as DuckDB writes them ('2GB')."""

    memory_limit: str = "2GB"
    threads: int = 2


def engine() -> Engine:
    """Return the engine limits; STRIKES_MEMORY and STRIKES_THREADS override the defaults."""
    found = Engine()
    if memory := os.environ.get("STRIKES_MEMORY"):
        found = replace(found, memory_limit=memory)
    if threads := os.environ.get("STRIKES_THREADS"):
        if not threads.isdigit() or int(threads) < 1:
            raise FormatError(f"STRIKES_THREADS is {threads!r}; give a whole number of at least 1.")
        found = replace(found, threads=int(threads))
    return found


@dataclass(frozen=True)
class Policy:
    """What a workspace decided for itself, from its `strikes.toml` (every line optional)."""

    #: `score` counts signals made from YouTube API fields, `context` shows them at weight 0 (youtube.md 3.9).
    api_scores: Literal["score", "context"] = "score"
    #: Zone in which people read times; the casebook always holds UTC.
    timezone: str = "Asia/Baku"
    #: What Google grants a project each day without an audit (youtube.md 3.3); more only if yours was granted more.
    youtube_units_a_day: int = 10_000
    youtube_searches_a_day: int = 100
    #: Claims that nobody resolved go after this many months (docs/security.md), originals this many days
    #: after the case of their channel was closed.
    unresolved_months: int = 24
    originals_days: int = 90
    #: How the dashboard knows who is there (docs/team-server.md): nobody asks, a proxy says so in a header, or OpenID.
    login: Literal["none", "proxy", "oidc"] = "none"
    #: The header in which the proxy names who logged in.
    proxy_header: str = "X-Forwarded-Email"
    #: Under which address colleagues reach the proxy, e.g. https://strikes.newsroom.example
    public_address: str = ""


def policy(workspace: Path) -> Policy:
    """Read the workspace's `strikes.toml`; a missing file means the defaults, an unknown key is an error."""
    path = workspace / "strikes.toml"
    if not path.is_file():
        return Policy()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return Policy(**found)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        raise FormatError(f"{path.name} in the workspace cannot be used: {error}. Mend or remove that line.") from None
