"""R1: no acknowledged report is lost. R2: a retry makes no duplicate. A writer is killed at random moments."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from strikes.collect.tables.importer import import_table
from strikes.store.workspace import Workspace
from tests.factory import facts, workspace
from tests.security.writer import ROWS, table

ROOT = Path(__file__).resolve().parent.parent.parent


def run_and_kill(folder: Path, first: int, mode: str, seconds: float) -> list[int]:
    """Start the writer, kill it after a while, return the numbers it acknowledged."""
    command = [sys.executable, "-m", "tests.security.writer", str(folder), str(first), mode]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        acknowledged = [process.stdout.readline()]
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        acknowledged += process.stdout.readlines()
    return [int(line.split()[1]) for line in acknowledged if line.startswith("ack") and line.endswith("\n")]


def stored(place: Workspace) -> dict[int, int]:
    """Return table number -> rows of it in the casebook."""
    sql = "select split_part(event_id, '-', 1)::int as n, count(*) from event group by n"
    return dict(facts(place, sql))


def test_fifty_kills_lose_nothing_acknowledged_and_leave_nothing_half(tmp_path: Path, tenth: int, figure: Any) -> None:
    place = workspace(tmp_path)
    rng = random.Random(20)
    next_number, kept_unacknowledged = 0, 0
    for kill in range(50 * tenth):
        mode = "checkpoint" if kill % 3 == 0 else "commit"
        acknowledged = run_and_kill(tmp_path, next_number, mode, rng.uniform(0, 0.4))
        found = stored(place)
        assert [n for n in acknowledged if found.get(n) != ROWS] == [], "an acknowledged table is lost"
        assert {n: rows for n, rows in found.items() if rows != ROWS} == {}, "a table is there by half"
        # What was under way when the kill came is handed in again, as its owner would.
        retried = max(acknowledged) + 1
        kept_unacknowledged += retried in found
        counts = import_table(place, table(tmp_path, retried)).counts
        assert counts.new + counts.known == ROWS and counts.new in (0, ROWS)
        next_number = retried + 1
    ((rows, distinct),) = facts(place, "select count(*), count(distinct event_id) from event")
    assert rows == distinct == next_number * ROWS, "a retry made a duplicate"
    ((sightings,),) = facts(place, "select count(*) from sighting")
    assert sightings == rows
    figure("R1", f"acknowledged tables lost in {50 * tenth} kills", 0, "0")
    figure("R2", f"duplicates in {50 * tenth} retries ({kept_unacknowledged} had been kept)", rows - distinct, "0")
