"""Reviews: an analyst's judgement is one file the moment it is given, and a fact once `collect inbox` took it in."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from strikes import __version__
from strikes.errors import FormatError, UsageError
from strikes.model import Axis
from strikes.store import casebook
from strikes.store.committing import Counts, Source
from strikes.store.kinds import LABEL_WORDS, LABELS
from strikes.store.workspace import Workspace


def write_review(
    workspace: Workspace, *, subjects: Sequence[str], axis: str, label: str, reason: str, by: str, now: dt.datetime
) -> Path:
    """Store one review, on disk when this returns. `subjects` are records as reported, never computed ids.

    Raises UsageError for an axis or label that is none, and where reason or name is missing.
    """
    if axis not in set(Axis):
        raise UsageError(f"{axis!r} is no axis; one of: {', '.join(Axis)}")
    if label not in LABEL_WORDS[Axis(axis)]:
        raise UsageError(f"{label!r} is no label of the axis {axis}; one of: {', '.join(LABEL_WORDS[Axis(axis)])}")
    if not reason.strip() or not by.strip():
        raise UsageError("A review needs a reason and a name: others must be able to follow and to ask.")
    labelled_at = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    about = {"axis": axis, "label": label, "reason": reason, "labelled_by": by, "labelled_at": labelled_at}
    workspace.ensure()
    path = workspace.reviews / f"{labelled_at.replace(':', '')}-{uuid.uuid4().hex[:12]}.json"
    beside = path.with_suffix(".part")
    with beside.open("w", encoding="utf-8") as stream:
        json.dump([{"subject": subject, **about} for subject in subjects], stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    beside.rename(path)
    folder = os.open(workspace.reviews, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return path


def waiting_reviews(workspace: Workspace) -> list[dict[str, Any]]:
    """Return the reviews that are no facts yet, oldest first."""
    return [row for path in _files(workspace) for row in _rows(path)]


def take_in(workspace: Workspace) -> Counts:
    """Make facts of all waiting reviews; a file goes only after its facts were committed."""
    total = Counts()
    for path in _files(workspace):
        content = path.read_bytes()
        source = Source(
            sha256=hashlib.sha256(content).hexdigest(),
            name=path.name,
            n_bytes=len(content),
            way="review",
            collector="store.reviews",
            collector_version=__version__,
            collected_at=dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),
            mapping={},
        )
        (counts,) = casebook.add(workspace, LABELS, [(source, _rows(path))])
        path.unlink()
        total = total + counts
    return total


def _files(workspace: Workspace) -> list[Path]:
    return sorted(workspace.reviews.glob("*.json")) if workspace.reviews.is_dir() else []


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise FormatError(f"The review {path.name} cannot be read ({error}); mend or remove it.") from None
    return list(found)
