"""What `strikes coordination` costs on SIMULATED worlds, with a plain DuckDB group-by over the same file as the floor.

    python -m benchmarks.coordination_cost [--sizes 100000 1000000] [--seed 900]

The floor reads the CSV and counts rows per account and object; nothing that looks at who meets whom can cost less.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.coordination_worlds import world
from benchmarks.measure import Cost, cost, strikes

METHODS = ("significant", "window", "directed")
_FLOOR = """
import duckdb, sys
duckdb.execute("set threads = 2")
duckdb.execute(
    "copy (select account, object, count(*) as n, min(time) as first from read_csv(?) group by all) to ? (format csv)",
    sys.argv[1:],
)
"""


def costs(n_events: int, seed: int, folder: Path) -> dict[str, Cost]:
    """Return the cost of each method and of the floor on one world."""
    table, out = folder / "world.csv", folder / "out.csv"
    world(n_events, seed).events.to_csv(table, index=False)
    columns = ("--account", "account", "--object", "object", "--time", "time", "--out", str(out))
    found = {"group-by": cost([sys.executable, "-c", _FLOOR, str(table), str(out)])}
    for method in METHODS:
        found[method] = cost(strikes("coordination", str(table), *columns, "--method", method))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--seed", type=int, default=900)
    given = parser.parse_args()
    print("events   method       CPU s  x floor  peak MiB")
    for n_events in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            found = costs(n_events, given.seed, Path(folder))
        floor = found["group-by"].cpu
        for method, spent in found.items():
            print(f"{n_events:<8} {method:<11} {spent.cpu:6.2f}  {spent.cpu / floor:7.1f}  {spent.peak_mib:8.0f}")


if __name__ == "__main__":
    main()
