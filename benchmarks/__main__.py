"""Every benchmark with its defaults, one process each: `make bench`."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.measure import ROOT

#: (what it shows, module and arguments). What fails does not keep the others from running.
RUNS = (
    ("collecting a table beside a bare insert", "benchmarks.collect_table"),
    ("facts out of notice mails beside Python's own parser", "benchmarks.mail_reading 10000"),
    ("answers of the YouTube API beside decoding the same JSON", "benchmarks.collect_youtube"),
    ("pairs of names", "benchmarks.resolve_run pairs --seed 902 --count 20000"),
    ("100,000 records", "benchmarks.resolve_run records --seed 901 --count 100000"),
    ("100,000 records watched for 30 holders", "benchmarks.resolve_run watch --seed 901 --count 100000"),
    ("coordination in made worlds", "benchmarks.coordination_worlds"),
    ("scoring 1,000,000 events", "benchmarks.score_scale"),
)


def main() -> int:
    """Run all and return 1 if any failed."""
    failed = []
    for what, command in RUNS:
        print(f"\n== {what}: python -m {command}", flush=True)
        if subprocess.run([sys.executable, "-m", *command.split()], cwd=ROOT, check=False).returncode:
            failed.append(command)
    print(
        f"\n{len(RUNS) - len(failed)} of {len(RUNS)} benchmarks ran."
        + "".join(f"\n  failed: {name}" for name in failed)
    )
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
