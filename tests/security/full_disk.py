"""A small disk filled in four ways, in a mount of its own; tests/security/test_r03 starts it and reads its lines.

unshare -rm python -m tests.security.full_disk FOLDER PHASE     prints one JSON line: what was told, lost, and how long
until work went on once space was free.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from strikes.collect.tables.importer import import_table
from strikes.errors import StrikesError
from strikes.settings import Engine
from strikes.store.connection import engine_errors, opened, scratch
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace
from tests.factory import event, facts, workspace, write_csv

SIZE_MB = 96
ROWS = 1000


def table(folder: Path, number: int, rows: int = ROWS) -> Path:
    """A table outside the small disk, a megabyte for a thousand rows; its texts do not compress."""
    rng = random.Random(number)
    text = [rng.randbytes(500).hex() for _ in range(rows)]
    return write_csv(
        folder / f"t{number}.csv",
        [event(event_id=f"{number}-{i}", video_id=f"v{number}-{i}", claim_text=t) for i, t in enumerate(text)],
    )


def commits(place: Workspace, outside: Path, acknowledged: list[int]) -> None:
    """Many small transactions until no more fits."""
    for number in range(1, 2000):
        import_table(place, table(outside, number))
        acknowledged.append(number)


def one_big(place: Workspace, outside: Path, acknowledged: list[int]) -> None:
    """One transaction larger than the disk."""
    import_table(place, table(outside, 1, 60_000))
    acknowledged.append(1)


def checkpoint(place: Workspace, outside: Path, acknowledged: list[int]) -> None:
    """The file is written anew while nothing is free."""
    with opened(place.casebook, read_only=False) as con, engine_errors():
        con.execute("create table filler (s varchar)")
        for _ in range(500):
            con.execute("insert into filler select md5(random()::varchar) from range(20000)")
            con.execute("force checkpoint")


def spill(place: Workspace, outside: Path, acknowledged: list[int]) -> None:
    """More than memory holds goes to a disk that is full."""
    with scratch(Engine(memory_limit="40MB", threads=1), beside=place.root) as con, engine_errors():
        con.execute("create table big as select i, md5(i::varchar) || md5((-i)::varchar) as s from range(4000000) r(i)")
        con.execute("create table sorted as from big order by s")


PHASES: dict[str, Callable[[Workspace, Path, list[int]], None]] = {
    "commits": commits,
    "one big transaction": one_big,
    "checkpoint": checkpoint,
    "spill": spill,
}


def main() -> None:
    small, phase = Path(sys.argv[1]), sys.argv[2]
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", small], check=True)
    outside = small.parent / "outside"
    outside.mkdir()
    place = workspace(small)
    import_table(place, table(outside, 0))
    acknowledged, told = [0], "nothing"
    ballast = small / "ballast"
    ballast.write_bytes(b"x" * (SIZE_MB - 24) * 2**20)
    try:
        PHASES[phase](place, outside, acknowledged)
    except StrikesError as error:
        told = f"{type(error).__name__}: {error}"
    began = time.monotonic()
    ballast.unlink()
    lost = [n for n in acknowledged if f"{n}" not in stored(place)]
    half = [n for n, rows in stored(place).items() if rows != ROWS]
    import_table(place, table(outside, 9999))
    seconds = time.monotonic() - began
    wrong = verify_workspace(place).wrong
    found = {"told": told, "lost": lost, "half": half, "wrong": wrong, "seconds": seconds, "n": len(acknowledged)}
    sys.stdout.write(json.dumps(found) + "\n")


def stored(place: Workspace) -> dict[str, int]:
    """Return table number -> rows of it in the casebook."""
    return dict(facts(place, "select split_part(event_id, '-', 1) as n, count(*) from event group by n"))


if __name__ == "__main__":
    # The check before an import would refuse at once; what is tried is what happens where it did not foresee it.
    with mock.patch("strikes.store.casebook.has_room", lambda *_: True):
        main()
