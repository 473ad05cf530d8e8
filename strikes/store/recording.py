"""Writing to the casebook so that the audit tells of it: one short transaction, one line, the head noted after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from strikes.store import audit
from strikes.store.connection import Connection, EngineError
from strikes.store.workspace import Workspace


@contextmanager
def transaction(con: Connection) -> Iterator[None]:
    """Commit what is done inside, or nothing of it."""
    con.execute("begin")
    try:
        yield
        con.execute("commit")
    except BaseException:
        # A commit that failed has rolled back by itself, and there is nothing left to take back.
        with suppress(EngineError):
            con.execute("rollback")
        raise


@contextmanager
def recorded(
    con: Connection, place: Workspace, action: str, *, schema: str = "main", subject: str | None = None, **counts: int
) -> Iterator[None]:
    """Commit what is done inside, with its line in the audit, or nothing of it.

    Raises DamageError before anything is written where the casebook is not as it was left.
    """
    audit.check_head(con, schema, place.head, place.newest_backup())
    with transaction(con):
        yield
        head = audit.append(con, schema, action, subject, dict(counts), "local")
    audit.write_head(place.head, head)
