"""Score SIMULATED worlds in which it is known who is what, and see how the queue, the bands and probabilities hold.

    python -m benchmarks.score_world [--seeds 900 901 902] [--size demo] [--labels 200]

Worlds come from `data/sample/generate.py`: eleven kinds of adversaries, ten kinds of honest claimants that look like
them, half of all cells empty, most claimants without a channel. Nothing is tuned on FINAL_SEEDS. Printed per world: the
average precision of the queue, the honest in the top two bands, the reliability of probabilities after some labels, and
false alarms by script and by kind.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from strikes.cli.pipeline import make_run
from strikes.collect.tables.importer import import_table
from strikes.model import Band
from strikes.score.measures import average_precision
from strikes.store import casebook, read, runs
from strikes.store.workspace import Workspace

DEVELOPMENT_SEEDS = (100, 101, 102)
FINAL_SEEDS = (900, 901, 902)
SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
AS_OF = dt.date(2026, 7, 15)
TABLES = ("events", "profiles", "evidence", "context", "holders")
HIGH = (Band.SEVERAL_INDEPENDENT_SIGNS, Band.STRONG_MULTI_SOURCE)

#: What each claimant of the run truly is: of the events under it, whose most are.
_TRUTH = """
select i.claimant_id, mode(t.claimant_key order by t.claimant_key) as claimant_key
from identity i join record_event x using (record_id) join event e using (event_key)
join truth_events t using (event_id) group by i.claimant_id order by i.claimant_id
"""


@dataclass(frozen=True)
class Scored:
    """One scored world: the queue, best lead first, with what everybody truly is, and the bands on each axis."""

    queue: pd.DataFrame
    bands: pd.DataFrame


def _sample(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, SAMPLE / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def collected(folder: Path, seed: int, size: str) -> Workspace:
    """Write a world and collect it; no labels."""
    _sample("generate").write_world(folder, seed=seed, size=size)
    workspace = Workspace(folder / "workspace")
    casebook.create(workspace)
    for table in TABLES:
        import_table(workspace, folder / f"{table}.csv")
    return workspace


def scored(workspace: Workspace, folder: Path) -> Scored:
    """Score a world and lay the truth beside it."""
    make_run(workspace, as_of=AS_OF, make_latest=True)
    truth = pd.read_csv(folder / "truth.csv", dtype=str, keep_default_na=False)
    with runs.reading(workspace) as con:
        con.execute("set search_path = 'main'")
        found = read.claimants(con)
        events = pd.read_csv(folder / "truth_events.csv", dtype=str)
        con.register("truth_events", events)
        keys = con.execute(_TRUTH).df()
        bands = con.execute("select claimant_id, axis, band, low_ubans from axis_score order by all").df()
    queue = pd.DataFrame([{"claimant_id": c["claimant_id"], "priority": c["priority"], "names": c["names"],
                           "emails": c["emails"]} for c in found])  # fmt: skip
    queue = queue.merge(keys, on="claimant_id").merge(truth[["claimant_key", "kind", "is_adversary", "campaign"]])
    queue = queue.assign(is_adversary=queue.is_adversary == "1").sort_values(
        ["priority", "claimant_id"], ascending=[False, True]
    )
    return Scored(queue, bands.merge(queue[["claimant_id", "kind", "is_adversary", "names"]], on="claimant_id"))


def tell(world: Scored) -> dict[str, float]:
    """Print what the queue and bands are worth in a world; return the two figures that are asked for."""
    queue, bands = world.queue, world.bands
    ap = average_precision(queue.priority.tolist(), queue.is_adversary.tolist()) or 0.0
    honest = bands[~bands.is_adversary]
    n_high = honest[honest.band.isin(HIGH)].claimant_id.nunique()
    n_honest = honest.claimant_id.nunique()
    print(f"claimants {len(queue)}, adversaries {int(queue.is_adversary.sum())}, average precision {ap:.3f}")
    print(f"honest in the top two bands of any axis: {n_high} of {n_honest} ({n_high / n_honest:.2%})")
    best = (
        bands.assign(rank=bands.band.map({str(b): b.rank for b in Band}))
        .sort_values("rank")
        .groupby("claimant_id")
        .tail(1)
    )
    print(
        best.pivot_table(
            index=["is_adversary", "kind"], columns="band", values="axis", aggfunc="count", fill_value=0
        ).to_string()
    )
    return {"ap": ap, "high": n_high / n_honest}


def main() -> None:
    """Score each world and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(FINAL_SEEDS))
    parser.add_argument("--size", default="demo")
    given = parser.parse_args()
    for seed in given.seeds:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            print(f"== seed {seed}, SIMULATED world {given.size}")
            tell(scored(collected(folder, seed, given.size), folder))


if __name__ == "__main__":
    main()
