"""What a team keeps of its work on a case: status, assignee, tags, notes, questions; each word an entry, never changed.

A case is about channels (by id), claimants (by their records) or a campaign (by its id, which is stable). Entries are
files, so that the dashboard can write them while somebody else has the casebook.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from strikes.errors import UsageError
from strikes.store import durable
from strikes.store.workspace import Workspace

Entry = dict[str, Any]


class Status(StrEnum):
    """How far the work on a case is."""

    OPEN = "open"
    WAITING = "waiting"
    ESCALATED = "escalated"
    CLOSED = "closed"


class Kind(StrEnum):
    """What an entry says."""

    STATUS = "status"
    ASSIGNEE = "assignee"
    TAG = "tag"
    UNTAG = "untag"
    NOTE = "note"
    QUESTION = "question"


@dataclass(frozen=True)
class Casefile:
    """How a case stands, and all that led there, oldest first."""

    status: Status = Status.OPEN
    assignee: str | None = None
    tags: tuple[str, ...] = ()
    history: tuple[Entry, ...] = field(default=())


def add(place: Workspace, subjects: Sequence[str], kind: Kind, value: str, *, by: str, now: dt.datetime) -> None:
    """Add an entry, on disk when this returns. Raises UsageError for an unknown status, and without a name."""
    if not by.strip() or not value.strip():
        raise UsageError("An entry needs something to say and a name: others must be able to ask.")
    if kind is Kind.STATUS and value not in set(Status):
        raise UsageError(f"{value!r} is no status; one of: {', '.join(Status)}")
    at = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    entry = {"subjects": sorted(subjects), "kind": kind.value, "value": value.strip(), "by": by.strip(), "at": at}
    durable.write_once(place.root / "cases", at, [entry])


def casefile(place: Workspace, subjects: Sequence[str]) -> Casefile:
    """Return how the case of these subjects stands; an empty one where nobody wrote anything."""
    wanted = set(subjects)
    return _folded([entry for entry in _entries(place) if wanted & set(entry["subjects"])])


def casefiles(place: Workspace) -> dict[str, Casefile]:
    """Return the case of every subject that somebody wrote something about."""
    by_subject: dict[str, list[Entry]] = {}
    for entry in _entries(place):
        for subject in entry["subjects"]:
            by_subject.setdefault(subject, []).append(entry)
    return {subject: _folded(entries) for subject, entries in sorted(by_subject.items())}


def closed_before(place: Workspace, moment: dt.datetime) -> set[str]:
    """Return the subjects whose case was closed before a moment and not opened since."""
    found = set()
    for subject, case in casefiles(place).items():
        said = [entry for entry in case.history if entry["kind"] == Kind.STATUS]
        if said and said[-1]["value"] == Status.CLOSED and dt.datetime.fromisoformat(said[-1]["at"]) < moment:
            found.add(subject)
    return found


def forget(place: Workspace, word: str) -> int:
    """Remove the entries about or naming somebody (erasure); return how many."""
    found = [
        (path, rows)
        for path, rows in durable.waiting(place.root / "cases")
        if any(word in str(value) for row in rows for value in row.values())
    ]
    for path, _ in found:
        durable.remove(path)
    return len(found)


def _entries(place: Workspace) -> list[Entry]:
    return [row for _, rows in durable.waiting(place.root / "cases") for row in rows]


def _folded(entries: list[Entry]) -> Casefile:
    latest: dict[str, str] = {}
    tags: list[str] = []
    for entry in entries:
        latest[entry["kind"]] = entry["value"]
        if entry["kind"] == Kind.TAG and entry["value"] not in tags:
            tags.append(entry["value"])
        if entry["kind"] == Kind.UNTAG and entry["value"] in tags:
            tags.remove(entry["value"])
    status = Status(latest.get(Kind.STATUS, Status.OPEN))
    return Casefile(status, latest.get(Kind.ASSIGNEE), tuple(tags), tuple(entries))
