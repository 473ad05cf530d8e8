"""Judge `strikes coordination` on SIMULATED worlds: precision and recall of pairs, average precision, and its cost.

    python -m benchmarks.coordination_quality [--sizes 10000 100000] [--manners plain everything noise] [--seeds 900]

Each world is written as CSV and put through the command like anybody's table, with no option at all. Cost is that of
the whole process. `noise` is `plain` with nothing planted, where every kept pair is false. Seeds of 900 and above are
the final ones: nothing was ever adjusted on them.
"""

from __future__ import annotations

import argparse
import dataclasses
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.coordination_worlds import FINAL_SEEDS, MANNERS, PLAIN, World, world
from benchmarks.measure import cost, strikes

NOISE = dataclasses.replace(PLAIN, planted_share=0.0)


def judged(made: World, edges: pd.DataFrame) -> dict[str, float]:
    """Return precision, recall and F1 of the kept pairs, average precision of the whole list, and recall by kind."""
    true = made.pairs()
    key = true.account_a + " " + true.account_b
    low, high = np.minimum(edges.account_a, edges.account_b), np.maximum(edges.account_a, edges.account_b)
    found = low + " " + high
    is_true, kept = found.isin(set(key)).to_numpy(), edges.kept.to_numpy() == 1
    kept_true = int((is_true & kept).sum())
    scores = {
        "kept": int(kept.sum()),
        "precision": kept_true / max(1, int(kept.sum())),
        "recall": kept_true / max(1, len(true)),
        "ap": _average_precision(is_true, len(true)),
    }
    was_found = key.isin(set(found[kept]))
    by_kind = was_found.groupby(true.kind.to_numpy()).mean() if len(true) else {}
    return scores | {f"r.{kind}": round(float(by_kind[kind]), 3) for kind in sorted(set(true.kind))}


def _average_precision(is_true: np.ndarray, n_true: int) -> float:
    """Average precision of a list that stands strongest first."""
    precision = np.cumsum(is_true) / np.arange(1, len(is_true) + 1)
    return float(precision[is_true].sum() / max(1, n_true))


def run(manner: str, n_events: int, seed: int, method: str, folder: Path) -> dict[str, object]:
    """Make one world, put it through the command and judge the answer."""
    made = world(n_events, seed, NOISE if manner == "noise" else MANNERS[manner])
    table, out = folder / "world.csv", folder / "edges.csv"
    made.events.to_csv(table, index=False)
    columns = ("--account", "account", "--object", "object", "--time", "time")
    spent = cost(strikes("coordination", str(table), *columns, "--method", method, "--out", str(out)))
    edges = pd.read_csv(out, dtype={"account_a": str, "account_b": str})
    about = {"manner": manner, "events": len(made.events), "seed": seed}
    return about | judged(made, edges) | {"cpu_s": round(spent.cpu, 1), "peak_mib": round(spent.peak_mib)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--manners", nargs="+", default=["plain", "everything", "noise"])
    parser.add_argument("--seeds", type=int, nargs="+", default=list(FINAL_SEEDS[:2]))
    parser.add_argument("--method", default="significant")
    given = parser.parse_args()
    for n_events in given.sizes:
        for manner in given.manners:
            for seed in given.seeds:
                with tempfile.TemporaryDirectory() as folder:
                    scores = run(manner, n_events, seed, given.method, Path(folder))
                print("  ".join(f"{k}={v:.3f}" if isinstance(v, float) else f"{k}={v}" for k, v in scores.items()))


if __name__ == "__main__":
    main()
