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
from strikes.model import Band, TableKind
from strikes.score.evaluate import evaluate
from strikes.score.measures import Share, average_precision
from strikes.score.tongue import script_of
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
    names = ("claimant_id", "priority", "names", "emails")
    queue = pd.DataFrame([{name: claimant[name] for name in names} for claimant in found])
    queue = queue.merge(keys, on="claimant_id").merge(truth[["claimant_key", "kind", "is_adversary", "campaign"]])
    queue = queue.assign(is_adversary=queue.is_adversary == "1")
    queue = queue.sort_values(["priority", "claimant_id"], ascending=[False, True])
    return Scored(queue, bands.merge(queue[["claimant_id", "kind", "is_adversary", "names"]], on="claimant_id"))


def tell(world: Scored) -> None:
    """Print what the queue and the bands are worth in a world."""
    queue, bands = world.queue, world.bands
    ap = average_precision(queue.priority.tolist(), queue.is_adversary.tolist()) or 0.0
    print(f"claimants {len(queue)}, adversaries {int(queue.is_adversary.sum())}, average precision {ap:.3f}")
    ranked = bands.assign(rank=bands.band.map({str(band): band.rank for band in Band})).sort_values("rank")
    best = ranked.groupby("claimant_id").tail(1)
    honest = best[~best.is_adversary]
    _tell_share("honest in the top two bands of any axis", honest, honest.band.isin(HIGH))
    best = best.assign(script=best.names.map(script_of))
    honest = best[~best.is_adversary]
    is_alarm = honest["rank"] >= Band.SOME_SIGNS.rank
    for by in ("script", "kind"):
        for value, rows in honest.groupby(by):
            _tell_share(f"  false alarms, {by} {value}", rows, is_alarm[rows.index])
    of_kind = best[best.is_adversary].groupby(["kind", "band"]).size().unstack(fill_value=0)
    print(of_kind.to_string())


def _tell_share(what: str, rows: pd.DataFrame, fired: pd.Series) -> None:
    share = Share(int(fired.sum()), len(rows))
    low, high = share.interval
    print(f"{what}: {share.k} of {share.n} = {share.value:.2%} ({low:.2%} to {high:.2%})")


def reliability(workspace: Workspace, folder: Path, world: Scored, n_labels: int, seed: int) -> None:
    """Label some claimants truly on every axis, score again, and print how probabilities hold for all the others.

    Labels go to anybody: labels of the head of the queue alone teach a base rate that holds for nobody else.
    """
    known = world.queue[world.queue.apply(lambda row: bool(row.emails or row.names), axis=1)]
    labelled = known.sample(n_labels, random_state=seed)
    path = folder / "true_labels.csv"
    pd.DataFrame(_labels(labelled)).to_csv(path, index=False)
    import_table(workspace, path, kind=TableKind.LABELS)
    make_run(workspace, as_of=AS_OF, make_latest=True)
    with runs.reading(workspace) as con:
        found = evaluate(con, _labels(known.drop(labelled.index)))
    for row in found["reliability"]:
        gap = row["found"] - row["said"]
        print(f"  {row['axis']:13s} said {row['said']:.2f} found {row['found']:.2f} of {row['n']:4d}  gap {gap:+.2f}")


def _labels(rows: pd.DataFrame) -> list[dict[str, str]]:
    words = _sample("sample_labels")
    found = []
    for row in rows.itertuples():
        for axis, (bad, good) in words.WORDS_OF.items():
            is_so = row.is_adversary and axis in words.AXES_OF.get(row.kind, words.WORDS_OF)
            found.append(
                {"subject": (row.emails or row.names)[0], "axis": axis, "label": bad if is_so else good,
                 "reason": "SIMULATED truth", "labelled_by": "truth", "labelled_at": "2026-06-01"}
            )  # fmt: skip
    return found


def main() -> None:
    """Score each world and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(FINAL_SEEDS))
    parser.add_argument("--size", default="demo")
    parser.add_argument("--labels", type=int, default=200)
    given = parser.parse_args()
    for seed in given.seeds:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            print(f"== seed {seed}, SIMULATED world {given.size}")
            workspace = collected(folder, seed, given.size)
            world = scored(workspace, folder)
            tell(world)
            if given.labels:
                print(f"after {given.labels} labels:")
                reliability(workspace, folder, world, given.labels, seed)


if __name__ == "__main__":
    main()
