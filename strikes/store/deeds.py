"""Who did what besides adding facts: logins, views of secrets, packs made. A file at once, an audit line when taken in.

The dashboard never opens the casebook, so what is done there waits in `inbox/deeds` for the next command that does.
"""

from __future__ import annotations

import datetime as dt

from strikes.errors import FormatError
from strikes.store import audit, durable
from strikes.store.connection import opened
from strikes.store.migrations import migrate
from strikes.store.recording import transaction
from strikes.store.workspace import Workspace


def note(place: Workspace, action: str, about: str | None, *, by: str, now: dt.datetime) -> None:
    """Note a deed such as `login`, `original.opened`, `pack.made`; `about` is an id, never content."""
    at = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    entry = {"action": action, "about": about, "by": by, "at": at}
    durable.write_once(place.root / "inbox" / "deeds", at, [entry])


def take_in(place: Workspace) -> int:
    """Put the deeds that wait into the audit chain and return how many; a file goes once its line was committed."""
    files = durable.waiting(place.root / "inbox" / "deeds")
    if not files:
        return 0
    with opened(place.casebook, read_only=False) as con:
        migrate(con)
        audit.check_head(con, "main", place.head, place.newest_backup())
        for path, rows in files:
            try:
                told = [(row["action"], row["about"], {"at": row["at"]}, row["by"]) for row in rows]
            except KeyError as missing:
                raise FormatError(f"The deed {path.name} does not say its {missing}; mend or remove it.") from None
            with transaction(con):
                for action, about, detail, by in told:
                    head = audit.append(con, "main", action, about, detail, by)
            audit.write_head(place.head, head)
            durable.remove(path)
    return len(files)
