"""Same facts, same version, same seed: the same run, however the rows lay and however many threads there were."""

from __future__ import annotations

import csv
import importlib.util
import random
import shutil
from pathlib import Path

import pytest

from benchmarks.cases import AS_OF
from strikes.cli.pipeline import make_run
from strikes.collect.tables.importer import import_table
from strikes.store import casebook
from strikes.store.workspace import Workspace

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "generate.py"
TABLES = ("events", "profiles", "evidence", "context", "holders", "labels")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SIMULATED world of three thousand events, with labels, evidence, looks at channels, holders and context."""
    spec = importlib.util.spec_from_file_location("generate", SAMPLE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("world")
    module.write_world(folder, seed=41, size="demo")
    events = folder / "events.csv"
    events.write_text("".join(events.read_text(encoding="utf-8").splitlines(keepends=True)[:3001]), encoding="utf-8")
    return folder


def shuffled(source: Path, target: Path, seed: int) -> Path:
    """Copy a table with its rows in another order."""
    with source.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    random.Random(seed).shuffle(rows)
    with target.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([header, *rows])
    return target


def run_id(folder: Path, world: Path, seed: int | None) -> str:
    """Collect the world in some order of tables and rows, score it, and return the name of the run."""
    place = Workspace(folder / "workspace")
    casebook.create(place)
    for table in TABLES if seed is None else random.Random(seed).sample(TABLES, len(TABLES)):
        copy = folder / f"{table}.csv"
        if seed is None:
            shutil.copy(world / copy.name, copy)
        import_table(place, copy if seed is None else shuffled(world / copy.name, copy, seed))
    return make_run(place, as_of=AS_OF, make_latest=True).run_id


def test_shuffled_rows_and_tables_on_one_thread_or_two_make_the_same_run(
    world: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {}
    for threads, seed in (("1", None), ("2", 5)):
        monkeypatch.setenv("STRIKES_THREADS", threads)
        found[threads, seed] = run_id(tmp_path_factory.mktemp("run"), world, seed)
    assert len(set(found.values())) == 1, found
