"""Writing the casebook anew, so that what was deleted is no longer in the file.

DuckDB leaves deleted rows readable in a file through checkpoints and later writes; a copy of the live rows is clean.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from strikes.errors import BusyError, NoSpaceError
from strikes.store.connection import attach, engine_errors, has_room, opened, scratch
from strikes.store.workspace import Workspace


@contextmanager
def deleting(place: Workspace) -> Iterator[None]:
    """Delete inside; the casebook is written anew at the end, or, where this is cut short, by `settle` later."""
    _owed(place).touch(mode=0o600)
    yield
    rewrite(place)


def settle(place: Workspace) -> None:
    """Write the casebook anew where a deletion was cut short before that."""
    if _owed(place).exists():
        rewrite(place)


def _owed(place: Workspace) -> Path:
    return place.root / ".rewrite-owed"


def rewrite(place: Workspace) -> None:
    """Put a copy of the casebook's live rows in its place. A reader of the old file reads on; a writer waits.

    Raises BusyError while others keep writing, NoSpaceError where there is no room for the copy.
    """
    if not has_room(place.root, place.casebook.stat().st_size):
        raise NoSpaceError("There is not enough free disk space to write the casebook anew. Free some and try again.")
    fresh = place.root / f".casebook-{uuid.uuid4().hex}.duckdb"
    try:
        for _ in range(3):
            if _copied(place, fresh):
                _owed(place).unlink(missing_ok=True)
                return
        raise BusyError("Others keep writing to the casebook. Try again when they have ended.")
    finally:
        fresh.unlink(missing_ok=True)


def _copied(place: Workspace, fresh: Path) -> bool:
    fresh.unlink(missing_ok=True)
    with opened(place.casebook, read_only=False) as con:
        con.execute("force checkpoint")
    with scratch(beside=place.root, reachable=[place.casebook, fresh]) as con, engine_errors():
        # Attached for reading it keeps writers out, and closing it touches nothing of the file that took its name.
        attach(con, place.casebook, "old", read_only=True)
        if place.casebook.with_name(place.casebook.name + ".wal").exists():
            return False
        attach(con, fresh, "fresh", read_only=False)
        con.execute("copy from database old to fresh")
        con.execute("detach fresh")
        _sync(fresh)
        os.replace(fresh, place.casebook)
        _sync(place.root)
        con.execute("detach old")
    return True


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
