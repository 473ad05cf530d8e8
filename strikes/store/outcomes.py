"""What came of a pack becomes facts: one durable file when it is told, an event per claim once it is taken in."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from strikes import __version__
from strikes.model import EventType
from strikes.store import casebook
from strikes.store.committing import Counts, Source
from strikes.store.durable import remove, waiting, write_once
from strikes.store.kinds import EVENTS
from strikes.store.workspace import Workspace

#: What the recipient did, and the event it is. An answer that changed nothing is no event.
RESULTS = {
    "restored": EventType.REINSTATEMENT,
    "invalid": EventType.REQUEST_REJECTED,
    "withdrawn": EventType.RETRACTION,
    "refused": None,
    "no_answer": None,
}
_KEPT = ("claim_id", "channel_id", "channel_title", "video_id", "video_title")


def write_outcome(
    workspace: Workspace, *, pack: str, claims: Sequence[dict[str, Any]], result: str, day: str, level: str
) -> None:
    """Store what became of claims of a pack, on disk when this returns; nothing for a result that is no event.

    `claims` are rows of `read_reports.claims`, `day` is when it happened (as precise as known), `level` its provenance.
    """
    event = RESULTS[result]
    if event is None:
        return
    rows = [_row(row, event, pack, day, level) for row in claims]
    write_once(workspace.root / "inbox" / "outcomes", f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%S.%fZ}", rows)


def _row(claim: dict[str, Any], event: EventType, pack: str, day: str, level: str) -> dict[str, Any]:
    # A reference is unique in its source only; without name or mail the claim is found by its video.
    return {name: claim[name] for name in _KEPT} | {
        "event_id": f"outcome-{pack}-{claim['claim_key']}-{event}",
        "event_type": str(event),
        "occurred_at": day,
        "claimant_name": claim["name"],
        "claimant_email": claim["email"],
        "provenance": level,
    }


def take_in(workspace: Workspace) -> Counts:
    """Make facts of all waiting outcomes; a file goes only after its facts were committed."""
    total = Counts()
    for path, rows in waiting(workspace.root / "inbox" / "outcomes"):
        content = json.dumps(rows, ensure_ascii=False).encode()
        source = Source(
            sha256=hashlib.sha256(content).hexdigest(),
            name=path.name,
            n_bytes=len(content),
            way="outcome",
            collector="store.outcomes",
            collector_version=__version__,
            collected_at=dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),
            mapping={},
        )
        (counts,) = casebook.add(workspace, EVENTS, [(source, rows)])
        remove(path)
        total = total + counts
    return total
