"""A process that takes in one table after another and acknowledges each only when it is stored; tests kill it.

python -m tests.security.writer FOLDER FIRST MODE   prints "ack N" lines. MODE is `commit`, or `checkpoint` to spend
most of its time rewriting the database file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from strikes.collect.tables.importer import import_table
from strikes.store.connection import opened
from strikes.store.workspace import Workspace
from tests.factory import event, write_csv

#: Rows of one table: each is one transaction, to be there whole or not at all.
ROWS = 200


def table(folder: Path, number: int) -> Path:
    """The table that a given acknowledgement stands for."""
    rows = [event(event_id=f"{number}-{i}", video_id=f"v{number}-{i}", claim_text="x" * 300) for i in range(ROWS)]
    return write_csv(folder / f"table-{number}.csv", rows)


def main() -> None:
    folder, first, mode = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    place = Workspace(folder / "workspace")
    for number in range(first, first + 10_000):
        import_table(place, table(folder, number))
        sys.stdout.write(f"ack {number}\n")
        sys.stdout.flush()
        if mode == "checkpoint":
            with opened(place.casebook, read_only=False) as con:
                con.execute("update event set claim_text = claim_text || 'y' where event_id like '%-1'")
                con.execute("force checkpoint")


if __name__ == "__main__":
    main()
