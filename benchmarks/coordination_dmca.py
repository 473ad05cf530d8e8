"""Plant SIMULATED campaigns in real takedown notices; see which are found, and which honest ones come out beside them.

    python -m benchmarks.coordination_dmca notices.csv.gz [--seeds 900 901]

The notices are those of the public repository github/dmca as a table: notice_id, received_on, kind, claimant,
target_owner, target_repo. Nearly all are honest, and so is nearly all their coordination. Times are days. The table
goes the whole way: collect, score, campaigns. For each seed it tells how many planted campaigns were found (pairwise
F1 of at least 0.8 with one campaign), and how many campaigns of real claimants are above `some_signs`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.measure import ROOT, strikes

Rng = np.random.Generator
PER_KIND = 4
#: A planted campaign counts as found when pairs of its members and of a campaign's agree this well.
FOUND_F1 = 0.8
ABOVE = ("several_independent_signs", "strong_multi_source")
#: Ours from theirs; an owner stands for a channel, a repository for a video.
COLUMNS = {
    "event_type": "kind",
    "notice_id": "notice_id",
    "occurred_at": "received_on",
    "claimant_name": "claimant",
    "channel_id": "target_owner",
    "channel_title": "target_owner",
    "video_id": "target_repo",
    "video_title": "target_repo",
}


@dataclass(frozen=True)
class Plant:
    """One SIMULATED campaign: rows of (member, owner, day), and the members' names."""

    kind: str
    rows: list[tuple[int, str, int]]
    names: list[str]


def _days(rng: Rng, n: int) -> np.ndarray:
    return rng.integers(0, 4000, n)


def _group(rng: Rng, owners: np.ndarray, spread: int, presence: float) -> list[tuple[int, str, int]]:
    size, count = int(rng.integers(4, 8)), int(rng.integers(4, 8))
    chosen, days = rng.choice(owners, count, replace=False), _days(rng, count)
    return [
        (member, owner, int(day + rng.integers(0, spread + 1)))
        for member in range(size)
        for place, (owner, day) in enumerate(zip(chosen, days, strict=True))
        if place < 2 or rng.random() < presence
    ]


def sync(rng: Rng, owners: np.ndarray) -> list[tuple[int, str, int]]:
    """Members name each owner on the same day."""
    return _group(rng, owners, 0, 0.9)


def loose(rng: Rng, owners: np.ndarray) -> list[tuple[int, str, int]]:
    """Members name each owner within a week."""
    return _group(rng, owners, 6, 0.9)


def oneshot(rng: Rng, owners: np.ndarray) -> list[tuple[int, str, int]]:
    """Eight to twelve claimants, one notice each, on one owner within three days."""
    owner, day = str(rng.choice(owners)), int(_days(rng, 1)[0])
    return [(member, owner, day + int(rng.integers(0, 3))) for member in range(int(rng.integers(8, 13)))]


def rota(rng: Rng, owners: np.ndarray) -> list[tuple[int, str, int]]:
    """Every pair of three or four claimants shares three or four owners, days to weeks apart."""
    size, rows = int(rng.integers(3, 5)), []
    for a in range(size):
        for b in range(a + 1, size):
            for owner in rng.choice(owners, int(rng.integers(3, 5)), replace=False):
                day = int(_days(rng, 1)[0])
                rows += [(a, owner, day), (b, owner, day + int(rng.integers(2, 20)))]
    return rows


def camo(rng: Rng, owners: np.ndarray) -> list[tuple[int, str, int]]:
    """Sync under three times as many claims that belong to nothing."""
    rows = _group(rng, owners, 0, 0.9)
    noise = [(int(rng.integers(0, 4)), str(rng.choice(owners)), int(_days(rng, 1)[0])) for _ in range(3 * len(rows))]
    return rows + noise


KINDS = (sync, loose, oneshot, rota, camo)
SYLLABLES = [a + b for a in "bdfghjklmnprstvz" for b in ("a", "e", "il", "on", "ur")]


def _name(rng: Rng) -> str:
    """An invented name that is like no other."""
    return " ".join("".join(rng.choice(SYLLABLES, int(rng.integers(2, 5)))).capitalize() for _ in range(2))


def plants(rng: Rng, owners: np.ndarray) -> list[Plant]:
    """Return PER_KIND campaigns of each kind."""
    found = []
    for kind in KINDS:
        for _ in range(PER_KIND):
            rows = kind(rng, owners)
            found.append(Plant(kind.__name__, rows, [_name(rng) for _ in range(1 + max(row[0] for row in rows))]))
    return found


def planted(real: pd.DataFrame, seed: int) -> tuple[pd.DataFrame, list[Plant]]:
    """Return the notices with SIMULATED ones among them, and the campaigns planted."""
    rng = np.random.default_rng(seed)
    chosen = plants(rng, real[real.kind == "takedown"].target_owner.dropna().unique())
    start = pd.Timestamp("2011-06-01")
    rows = [
        {
            "notice_id": f"simulated-{number}-{place}",
            "received_on": str((start + pd.Timedelta(days=day)).date()),
            "kind": "takedown",
            "claimant": plant.names[member],
            "target_owner": owner,
            "target_repo": f"SIMULATED-{number}-{place}",
        }
        for number, plant in enumerate(chosen)
        for place, (member, owner, day) in enumerate(plant.rows)
    ]
    return pd.concat([real, pd.DataFrame(rows)], ignore_index=True), chosen


def scored(table: Path, workspace: Path) -> tuple[list[Any], dict[str, str]]:
    """Take the table through collect and score; return the campaigns, and the name of each claimant."""
    columns = [word for ours, theirs in COLUMNS.items() for word in ("--column", f"{ours}={theirs}")]
    constants = ("--const", "provenance=P3", "--const", "source=public_record")
    _run(workspace, "init")
    _run(workspace, "collect", "table", str(table), "--kind", "events", *columns, *constants)
    _run(workspace, "score")
    claimants = json.loads(_run(workspace, "claimants", "--format", "json"))
    names = {claimant["claimant_id"]: claimant["names"][0] for claimant in claimants}
    return json.loads(_run(workspace, "campaigns", "--format", "json")), names


def _run(workspace: Path, *words: str) -> str:
    environment = os.environ | {"STRIKES_WORKSPACE": str(workspace), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        strikes(*words), env=environment, check=True, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return done.stdout


def agreement(campaigns: list[Any], names: dict[str, str], chosen: list[Plant]) -> pd.DataFrame:
    """Return per planted campaign the best pairwise F1 over the campaigns found."""
    members = [{names[claimant_id] for claimant_id in campaign["claimant_ids"]} for campaign in campaigns]
    scores = [
        max((2 * _pairs(true & found) / (_pairs(true) + _pairs(found)) for found in members), default=0.0)
        for true in (set(plant.names) for plant in chosen)
    ]
    return pd.DataFrame({"kind": [plant.kind for plant in chosen], "f1": scores})


def _pairs(members: set[str]) -> float:
    return len(members) * (len(members) - 1) / 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notices", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", default=[900, 901])
    given = parser.parse_args()
    real = pd.read_csv(given.notices, dtype=str)
    for seed in given.seeds:
        rows, chosen = planted(real, seed)
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "notices.csv"
            rows.to_csv(table, index=False)
            campaigns, names = scored(table, Path(folder) / "workspace")
        _tell(seed, campaigns, names, chosen)


def _tell(seed: int, campaigns: list[Any], names: dict[str, str], chosen: list[Plant]) -> None:
    scores = agreement(campaigns, names, chosen)
    by_kind = scores.f1.ge(FOUND_F1).groupby(scores.kind).sum()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"seed {seed}: {scores.f1.ge(FOUND_F1).sum()} of {len(scores)} planted campaigns found "
        f"({', '.join(f'{kind} {n}' for kind, n in by_kind.items())}); "
        f"{used.ru_utime + used.ru_stime:.0f} CPU s so far, {used.ru_maxrss / 1024:.0f} MiB"
    )
    simulated = {name for plant in chosen for name in plant.names}
    honest = [c for c in campaigns if not {names[claimant_id] for claimant_id in c["claimant_ids"]} & simulated]
    print(f"  campaigns of real claimants: {len(honest)}, above some_signs: {sum(c['band'] in ABOVE for c in honest)}")
    for campaign in honest:
        listed = ", ".join(names[claimant_id] for claimant_id in campaign["claimant_ids"][:8])
        print(f"  {campaign['band']} {campaign['weight']}: {listed}; from {(campaign['first_claim_at'] or '')[:10]}")


if __name__ == "__main__":
    main()
