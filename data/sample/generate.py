"""Write a SIMULATED world of claims, for training analysts, demos and tests.

    python data/sample/generate.py FOLDER --seed 7 --size demo

The same seed and size give the same bytes. Nothing here is real: channel titles say SIMULATED, domains end in
`.example`, ids begin with `UCsim` or `sim`. What each claimant truly is stands in `truth.csv` and, per event, in
`truth_events.csv`, which no importer reads. The file needs nothing but Python and what lies beside it, and may be
loaded by its path.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent))

from sample_adversaries import ADVERSARIES
from sample_book import SOURCE, Book
from sample_honest import LOOKALIKES, MIX, lone_person, vendor
from sample_world import SIZES, World

CONTEXT = (
    ("2025-02-09", "election", "local elections"),
    ("2025-04-17", "protest", "protest over a quarry"),
    ("2025-06-21", "arrest", "editor detained"),
    ("2025-09-07", "election", "early parliamentary election"),
    ("2025-11-02", "account_attack", "news channel taken over"),
    ("2026-01-19", "site_block", "video site blocked for a week"),
    ("2026-03", "other", "international conference"),
)


def populate(world: World) -> None:
    """Fill the world: the honest crowd up to its size, with look-alikes and campaigns spread evenly among them."""
    vendor(world)  # so that there are holders to pose as from the first campaign on
    rounds = range(world.size.n_campaigns_per_kind)
    planned: list[Callable[[World], None]] = [act for act in LOOKALIKES for _ in rounds]
    planned += [partial(act, campaign=f"{act.__name__}-{i:03d}") for act in ADVERSARIES for i in rounds]
    world.rng.shuffle(planned)
    crowd, shares, total = list(MIX), list(MIX.values()), len(planned)
    while world.book.n_events < world.size.n_events:
        if planned and world.book.n_events * (total + 1) >= world.size.n_events * (total - len(planned) + 1):
            planned.pop()(world)
        else:
            world.rng.choices(crowd, shares)[0](world)


def write_world(folder: Path, *, seed: int, size: str = "demo") -> None:
    """Write the tables of one world into `folder`: the six contract tables, `truth.csv` and `truth_events.csv`.

    `size` is one of `one` (a single event), `demo` (about 4,000 claims by 1,500 claimants on 250 channels in eighteen
    months), `large` (100,000 events) and `huge` (1,000,000 events).
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = Random(f"strikes sample {seed} {size}")
    with ExitStack() as files:
        book = Book(folder, rng, files)
        world = World(book, rng, SIZES[size])
        for day, kind, title in CONTEXT:
            book.row(
                "context",
                context_id=f"sim-{day}",
                happened_on=day,
                kind=kind,
                title=f"SIMULATED {title}",
                place="SIMULATED",
                source_url=SOURCE,
            )
        if size == "one":
            lone_person(world)
        else:
            populate(world)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a SIMULATED world of claims.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--size", choices=sorted(SIZES), default="demo")
    chosen = parser.parse_args()
    write_world(chosen.folder, seed=chosen.seed, size=chosen.size)


if __name__ == "__main__":
    main()
