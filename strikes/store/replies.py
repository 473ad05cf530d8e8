"""The right of reply: a claimant's answer, in its own words, beside its records and shown with every score and pack."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

from strikes.errors import UsageError
from strikes.store import audit
from strikes.store.connection import insert_rows, opened
from strikes.store.migrations import migrate
from strikes.store.recording import transaction
from strikes.store.workspace import Workspace

#: Longer answers are quoted in part, with the address of the whole.
MOST = 4000


def add_reply(
    place: Workspace,
    records: Sequence[str],
    said: str,
    *,
    said_at: dt.datetime,
    by: str,
    source_url: str | None = None,
) -> None:
    """Store an answer beside the records of a claimant. Raises UsageError for an empty or overlong one."""
    if not said.strip() or not by.strip():
        raise UsageError("An answer needs its words, and the name of who received it.")
    if len(said) > MOST:
        raise UsageError(f"The answer is longer than {MOST} letters: give its main part and --url of the whole.")
    at = said_at.astimezone(dt.UTC).replace(tzinfo=None).isoformat(sep=" ")
    rows = [[_key(record, said, at), record, said.strip(), at, source_url, by] for record in records]
    with opened(place.casebook, read_only=False) as con:
        migrate(con)
        audit.check_head(con, "main", place.head, place.newest_backup())
        con.execute("create temp table told as from reply limit 0")
        insert_rows(con, "told", rows)
        with transaction(con):
            con.execute("insert into reply from told where reply_key not in (select reply_key from reply)")
            head = audit.append(con, "main", "reply", records[0], {"records": len(records)}, by)
        audit.write_head(place.head, head)


def _key(record: str, said: str, at: str) -> str:
    return "a_" + hashlib.sha256(json.dumps([record, said, at], ensure_ascii=False).encode()).hexdigest()[:20]
