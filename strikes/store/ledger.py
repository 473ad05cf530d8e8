"""The ledger of what left the house: each pack made, each one sent, each answer; one durable file per entry."""

from __future__ import annotations

import datetime as dt
from typing import Any

from strikes.store import deeds
from strikes.store.durable import waiting, write_once
from strikes.store.workspace import Workspace

Entry = dict[str, Any]


def note(workspace: Workspace, entry: Entry, now: dt.datetime) -> None:
    """Add an entry, on disk when this returns; `what` is `made`, `sent` or `answered`, and `at` is set here."""
    stamp = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    write_once(workspace.exports / "ledger", stamp, [entry | {"at": stamp}])
    deeds.note(workspace, f"pack.{entry['what']}", str(entry.get("pack")), by=str(entry.get("by") or "local"), now=now)


def entries(workspace: Workspace, what: str) -> list[Entry]:
    """Return the entries of one kind, oldest first."""
    return [row for _, rows in waiting(workspace.exports / "ledger") for row in rows if row.get("what") == what]
