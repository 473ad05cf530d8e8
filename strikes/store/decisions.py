"""What analysts decide about who is who: kept as facts, obeyed by every later run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import product

from strikes.errors import UsageError
from strikes.store import audit
from strikes.store.connection import insert_rows, opened
from strikes.store.migrations import migrate
from strikes.store.workspace import Workspace


def decide(
    workspace: Workspace, first: Sequence[str], second: Sequence[str], *, are_same: bool, reason: str, by: str
) -> int:
    """Store that the records of `first` and `second` are one claimant, or are not; return how many pairs that is.

    Raises UsageError without a name: a decision that nobody stands for cannot be asked about.
    """
    if not by.strip():
        raise UsageError("Say who decides this: --by NAME")
    # One tie makes two groups one; only every pair keeps them apart, for a third record could join them.
    pairs = [(first[0], second[0])] if are_same else list(product(first, second))
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    decision = "same" if are_same else "different"
    rows = [[a, b, decision, reason, by, now] for a, b in pairs]
    with opened(workspace.casebook, read_only=False) as con:
        migrate(con)
        audit.check_head(con, "main", workspace.head, workspace.newest_backup())
        con.execute("begin")
        insert_rows(con, "identity_decision", rows)
        head = audit.append(con, "main", f"identity.{decision}", first[0], {"pairs": len(rows)}, by)
        con.execute("commit")
        audit.write_head(workspace.head, head)
    return len(rows)
