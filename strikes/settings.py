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
