"""What collecting a table costs, against a bare DuckDB `read_csv` and insert of the same columns in the same run.

    python -m benchmarks.collect_table [TABLE [OPTIONS of `strikes collect table`]]   default: 100,000 SIMULATED events
    python -m benchmarks.collect_table --gigabyte                        a 1 GB file: memory stays flat

The bar: at most 5 times the bare insert, under 1 GB of memory.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import ROOT, Cost, cost, paired, strikes

BARE = """
import sys, duckdb
con = duckdb.connect(sys.argv[1])
con.execute("create table bare as select * from read_csv(?, all_varchar=true) limit 0", [sys.argv[2]])
con.execute("insert into bare select * from read_csv(?, all_varchar=true)", [sys.argv[2]])
"""


def bare(table: Path, folder: Path) -> Cost:
    (folder / "bare.duckdb").unlink(missing_ok=True)
    return cost([sys.executable, "-c", BARE, str(folder / "bare.duckdb"), str(table)])


def ours(table: Path, folder: Path, options: list[str]) -> Cost:
    shutil.rmtree(folder / "workspace", ignore_errors=True)
    return cost(strikes("collect", "table", str(table), "--workspace", str(folder / "workspace"), *options))


def generated(folder: Path) -> Path:
    cost(
        [sys.executable, str(ROOT / "data/sample/generate.py"), str(folder / "world"), "--seed", "5", "--size", "large"]
    )
    return folder / "world" / "events.csv"


def gigabyte(folder: Path) -> Path:
    path = folder / "gigabyte.csv"
    columns = ["event_type", "occurred_at", "channel_id", "video_id", "claimant_name", "claim_text"]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        i = 0
        while stream.tell() < 10**9:
            writer.writerows(
                ["takedown", "2024-03-05", f"UCsim{n % 9973}", f"v{n}", f"SIMULATED {n % 70001}", f"text {n} " * 8]
                for n in range(i, i + 100_000)
            )
            i += 100_000
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", nargs="?", type=Path)
    parser.add_argument("options", nargs=argparse.REMAINDER, help="options of `strikes collect table`")
    parser.add_argument("--gigabyte", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.gigabyte:
            done = ours(gigabyte(folder), folder, [])
            print(f"collect a 1 GB CSV: {done.cpu:.0f} CPU s, peak {done.peak_mib:.0f} MiB (bar: 1024)")
            return
        table = given.table or generated(folder)
        mine, floor, ratio = paired(lambda: ours(table, folder, given.options), lambda: bare(table, folder))
        print(f"bare read_csv + insert   {floor.cpu:6.2f} CPU s  peak {floor.peak_mib:5.0f} MiB")
        print(f"strikes collect table    {mine.cpu:6.2f} CPU s  peak {mine.peak_mib:5.0f} MiB")
        print(f"ratio {ratio:.2f} (bar: 5)")


if __name__ == "__main__":
    main()
