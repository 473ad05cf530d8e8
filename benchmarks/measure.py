"""How the benchmarks measure: whole processes, CPU seconds and peak memory from the kernel, ratios inside one run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Cost:
    """What one process cost: CPU seconds (user and system) and peak resident memory in MiB."""

    cpu: float
    peak_mib: float


def strikes(*words: str) -> list[str]:
    """Return the command line of one strikes command."""
    return [sys.executable, "-m", "strikes", *words]


def cost(command: Sequence[str]) -> Cost:
    """Run one process to its end and return what it cost; its output is thrown away, its failure is an error."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def paired(ours: Callable[[], Cost], theirs: Callable[[], Cost], runs: int = 5) -> tuple[Cost, Cost, float]:
    """Run the two in turn after a warm-up; return the median of each and the median of the CPU ratios pair by pair."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    ratio = statistics.median(a.cpu / b.cpu for a, b in pairs)
    return _median([a for a, _ in pairs]), _median([b for _, b in pairs]), ratio


def _median(costs: list[Cost]) -> Cost:
    return Cost(statistics.median(c.cpu for c in costs), max(c.peak_mib for c in costs))
