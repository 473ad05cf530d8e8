"""Consents: for which purpose a report may be shown; each word is one file when given and a fact once taken in.

The intake writes the same files (docs/reports.md, "Consent"), so that a submission's consents arrive with it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from strikes.errors import FormatError, UsageError
from strikes.store.connection import insert_rows, opened
from strikes.store.durable import remove, waiting, write_once
from strikes.store.workspace import Workspace

PURPOSES = ("platform", "partner", "public")
SUBJECT_KINDS = ("source", "channel")
_FIELDS = ("subject_kind", "subject", "purpose", "is_given", "stated_at", "stated_by")


def write_consent(
    workspace: Workspace, *, subject_kind: str, subject: str, purpose: str, is_given: bool, by: str, now: dt.datetime
) -> None:
    """Store one word of consent or refusal, on disk when this returns.

    `subject` is a source_id (one submission) or a channel id. Raises UsageError for a purpose or kind that is none.
    """
    if purpose not in PURPOSES or subject_kind not in SUBJECT_KINDS:
        raise UsageError(f"{purpose!r} is no purpose; one of: {', '.join(PURPOSES)}")
    if not by.strip():
        raise UsageError("A consent needs the name of who was told: others must be able to ask.")
    stated_at = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    write_once(
        workspace.root / "inbox" / "consents",
        stated_at,
        [dict(zip(_FIELDS, (subject_kind, subject, purpose, is_given, stated_at, by), strict=True))],
    )


def take_in(workspace: Workspace) -> int:
    """Make facts of all waiting consents and return how many; a file goes only after its facts were committed."""
    files = waiting(workspace.root / "inbox" / "consents")
    rows = [_fact(path.name, row) for path, found in files for row in found]
    if rows:
        with opened(workspace.casebook, read_only=False) as con:
            con.execute("begin")
            con.execute("create temp table told as from consent limit 0")
            insert_rows(con, "told", rows)
            con.execute("insert into consent from told where consent_key not in (select consent_key from consent)")
            con.execute("commit")
    for path, _ in files:
        remove(path)
    return len(rows)


def _fact(name: str, row: dict[str, Any]) -> list[Any]:
    try:
        values = [row[field] for field in _FIELDS]
        is_sound = (
            row["purpose"] in PURPOSES and row["subject_kind"] in SUBJECT_KINDS and row["is_given"] in (True, False)
        )
        dt.datetime.fromisoformat(row["stated_at"])
    except (KeyError, TypeError, ValueError):
        is_sound = False
    if not is_sound:
        raise FormatError(f"The consent {name} lacks a field or holds a word that is none; mend or remove it.")
    key = hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:20]
    return [f"n_{key}", *values]
