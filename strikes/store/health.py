"""What is safe about a workspace, what is not, and what to do: the questions `strikes doctor` asks."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from strikes import settings
from strikes.errors import StrikesError
from strikes.store import audit, backup, keys
from strikes.store.connection import EngineError, opened
from strikes.store.erase import DUE
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace


class State(StrEnum):
    """How bad it is."""

    SAFE = "safe"
    UNSAFE = "not safe"
    BROKEN = "broken"


@dataclass(frozen=True)
class Sign:
    """One thing that was looked at; `advice` says what to do where it is not safe."""

    state: State
    told: str
    advice: str = ""


def examine(place: Workspace, now: dt.datetime) -> list[Sign]:
    """Return what was found, in a fixed order. Changes nothing."""
    questions: tuple[Callable[[], Iterator[Sign]], ...] = (
        lambda: _facts(place),
        lambda: _modes(place),
        lambda: _volume(place),
        lambda: _keys(place),
        lambda: _backups(place, now),
        lambda: _erasures(place),
        lambda: _room(place),
        lambda: _api(place),
    )
    return [sign for ask in questions for sign in ask()]


def _facts(place: Workspace) -> Iterator[Sign]:
    if not place.casebook.exists():
        yield Sign(State.UNSAFE, "There is no casebook here yet.", "Make one: strikes init")
        return
    verdict = verify_workspace(place)
    for wrong in verdict.wrong:
        yield Sign(
            State.BROKEN, wrong, f"Restore the newest good backup ({place.newest_backup()}): strikes restore FILE"
        )
    if not verdict.wrong:
        yield Sign(State.SAFE, f"The facts are those that were stored ({verdict.checked[0]}).")


def _modes(place: Workspace) -> Iterator[Sign]:
    found = [path for path in (place.root, *place.root.rglob("*")) if not path.is_symlink()]
    n_open = sum(bool(path.stat().st_mode & 0o077) for path in found if path.exists())
    if n_open:
        yield Sign(State.UNSAFE, f"Others on this machine may read {n_open} files here.", "chmod -R go= WORKSPACE")
    elif found:
        yield Sign(State.SAFE, "Only you can read the files of this workspace.")


def _volume(place: Workspace) -> Iterator[Sign]:
    if not place.root.exists():
        return
    if _is_encrypted(place.root):
        yield Sign(State.SAFE, "The disk below the workspace is encrypted.")
    else:
        yield Sign(
            State.UNSAFE,
            "The disk below the workspace is not encrypted, as far as can be seen: who takes it can read the casebook.",
            "Keep the workspace on an encrypted volume (docs/security.md); originals and backups are sealed anyway.",
        )


def _is_encrypted(path: Path) -> bool:
    """Does the file system lie on a device that the kernel decrypts, or that one lies on?"""
    device = path.stat().st_dev
    waiting = [Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")]
    while waiting:
        block = waiting.pop()
        uuid = block / "dm" / "uuid"
        if uuid.is_file() and uuid.read_text().startswith("CRYPT-"):
            return True
        if (block / "slaves").is_dir():
            waiting += sorted((block / "slaves").iterdir())
    return False


def _keys(place: Workspace) -> Iterator[Sign]:
    folder = place.root / "keys"
    if keys.state(folder) == "bare":
        yield Sign(State.UNSAFE, "The private keys lie bare in keys/.", "Lock them: strikes keys lock")
    else:
        yield Sign(State.SAFE, f"The private keys are locked by a {keys.state(folder)}.")
    if keys.recipient(folder) is None:
        yield Sign(State.UNSAFE, "There is no recovery key.", "Make one and keep it on paper: strikes keys recovery")


def _backups(place: Workspace, now: dt.datetime) -> Iterator[Sign]:
    made = backup.made(place)
    if not made:
        yield Sign(State.UNSAFE, "No backup was made.", "Make one on another disk: strikes backup FILE")
        return
    age = (now - dt.datetime.fromisoformat(made[-1]["made_at"])).days
    told = f"The newest backup is {age} days old ({place.newest_backup()})."
    yield Sign(State.SAFE if age <= 7 else State.UNSAFE, told, "" if age <= 7 else "Make one: strikes backup FILE")
    old = [row["name"] for row in made if (now - dt.datetime.fromisoformat(row["made_at"])).days > backup.WINDOW_DAYS]
    if old:
        yield Sign(
            State.UNSAFE,
            f"{len(old)} backups were made over {backup.WINDOW_DAYS} days ago; what was erased since lies in them.",
            f"Delete them where they still exist: {', '.join(old[:5])}",
        )


def _erasures(place: Workspace) -> Iterator[Sign]:
    if (place.root / DUE).exists():
        yield Sign(
            State.UNSAFE, "An erasure was cut off before the file was written anew.", "Run the same strikes erase again"
        )


def _room(place: Workspace) -> Iterator[Sign]:
    if not place.root.exists():
        return
    free = shutil.disk_usage(place.root).free
    needed = 3 * (place.casebook.stat().st_size if place.casebook.exists() else 0) + 256 * 2**20
    told = f"{free // 2**20} MB are free; {needed // 2**20} MB are needed to write the casebook anew."
    yield Sign(State.SAFE if free >= needed else State.UNSAFE, told, "" if free >= needed else "Free some space.")


def _api(place: Workspace) -> Iterator[Sign]:
    if not place.casebook.exists():
        return
    try:
        with opened(place.casebook, read_only=True) as con:
            audit.check_head(con, "main", place.head, place.newest_backup())
            ((n_fields,),) = con.execute("select count(*) from youtube_channel").fetchall()
    except (StrikesError, EngineError):
        return
    if n_fields and settings.policy(place.root).api_scores == "score":
        yield Sign(
            State.UNSAFE,
            "Scores rest on fields of the YouTube API. Its terms forbid deriving metrics from them without permission.",
            'Ask YouTube, or show them without weight: api_scores = "context" in strikes.toml (docs/api.md)',
        )
