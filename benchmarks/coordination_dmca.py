"""Plant SIMULATED campaigns in real takedown notices and see which are found, and which honest ones come out beside
them.

    python -m benchmarks.coordination_dmca notices.csv.gz [texts.csv.gz] [--seed 900]

The notices are those of the public repository github/dmca as a table: notice_id, received_on, kind, claimant,
    target_owner,
target_repo. Nearly all are honest, and so is nearly all their coordination. Times are days.
"""

from __future__ import annotations

import argparse
import re
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from strikes.group.build import build
from strikes.store.connection import Connection, scratch

Rng = np.random.Generator
PER_KIND = 4
#: A planted campaign counts as found when pairs of its members and of a campaign's agree this well.
FOUND_F1 = 0.8


@dataclass(frozen=True)
class Plant:
    """One SIMULATED campaign: rows of (member, owner, day), with one wording for all or none."""

    kind: str
    rows: list[tuple[int, str, int]]
    text: str | None


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
WORDS = [
    "river",
    "amber",
    "window",
    "quiet",
    "meadow",
    "paper",
    "lantern",
    "copper",
    "silver",
    "garden",
    "market",
    "bridge",
    "orchard",
    "winter",
    "harbour",
    "village",
]


def plants(rng: Rng, owners: np.ndarray) -> list[Plant]:
    """Return PER_KIND campaigns of each kind; every second one has a wording of its own."""
    found = []
    for kind in KINDS:
        for number in range(PER_KIND):
            text = " ".join(rng.choice(WORDS, 40)) if number % 2 else None
            found.append(Plant(kind.__name__, kind(rng, owners), text))
    return found


def notices(path: Path, texts: Path | None) -> pd.DataFrame:
    """Read the real notices: one row per notice and owner, names without case and marks (two spellings are one)."""
    rows = pd.read_csv(path, dtype=str).query("kind == 'takedown'")
    rows = rows.assign(claimant_id=rows.claimant.map(lambda name: re.sub(r"\W", "", name.lower())))
    rows = rows.rename(columns={"target_owner": "target_id", "received_on": "acted_at"})
    rows = rows.drop_duplicates(["notice_id", "target_id", "claimant_id"])
    if texts is None:
        return rows.assign(text=None)
    return rows.merge(pd.read_csv(texts, dtype=str), on="notice_id", how="left")


def planted(real: pd.DataFrame, seed: int) -> tuple[pd.DataFrame, dict[int, Plant]]:
    """Return the notices with SIMULATED ones among them, and the campaigns planted."""
    rng = np.random.default_rng(seed)
    chosen = dict(enumerate(plants(rng, real.target_id.unique())))
    start = pd.Timestamp("2011-06-01")
    rows = [
        {
            "notice_id": f"simulated-{number}-{place}",
            "claimant_id": f"SIMULATED-{number}-{member}",
            "target_id": owner,
            "acted_at": str((start + pd.Timedelta(days=day)).date()),
            "text": None if plant.text is None else f"{plant.text} SIMULATED notice about {owner}",
        }
        for number, plant in chosen.items()
        for place, (member, owner, day) in enumerate(plant.rows)
    ]
    return pd.concat([real, pd.DataFrame(rows)], ignore_index=True), chosen


def load(con: Connection, rows: pd.DataFrame) -> None:
    """Make the tables that `group.build` reads."""
    con.register(
        "rows",
        rows.assign(row=np.arange(len(rows)))[["row", "claimant_id", "target_id", "acted_at", "notice_id", "text"]],
    )
    con.execute("""
        create table claim_action as
        select 'e' || row as event_key, 'q' || row as claim_id, claimant_id, target_id, null::varchar as video_id,
               acted_at::timestamp as acted_at, 'day' as precision, notice_id, text::varchar as text, 3 as level,
               'github/dmca' as reporter_id, 'takedown' as event_type from rows;
        create table claimant_name as
        select distinct claimant_id, claimant_id as name, null::varchar as email_local from claim_action;
        create table claimant_contact (claimant_id varchar, kind varchar, value varchar);
        create table claimant_channel (claimant_id varchar, channel_id varchar, created_at timestamp);
        create table known_agent (claimant_id varchar, agent varchar);
    """)
    con.unregister("rows")


def agreement(con: Connection, chosen: dict[int, Plant]) -> pd.DataFrame:
    """Return per planted campaign the best pairwise F1 over the campaigns found."""
    member = con.execute("select campaign_id, claimant_id from campaign_member").df()
    sizes = member.groupby("campaign_id").size()
    found = []
    for number, plant in chosen.items():
        true = {f"SIMULATED-{number}-{row[0]}" for row in plant.rows}
        inside = member[member.claimant_id.isin(true)].groupby("campaign_id").size()
        scores = [2 * _pairs(n) / (_pairs(len(true)) + _pairs(sizes[campaign_id])) for campaign_id, n in inside.items()]
        found.append(
            {"kind": plant.kind, "n": len(true), "text": plant.text is not None, "f1": max(scores, default=0.0)}
        )
    return pd.DataFrame(found)


def _pairs(n: int) -> float:
    return n * (n - 1) / 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notices", type=Path)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=900)
    given = parser.parse_args()
    rows, chosen = planted(notices(given.notices, given.texts), given.seed)
    with scratch() as con:
        load(con, rows)
        start = time.process_time()
        build(con, seed=1)
        print(f"{len(rows)} claims, {time.process_time() - start:.1f} CPU s")
        scores = agreement(con, chosen)
        print(
            scores.groupby(["kind", "text"]).f1.apply(lambda f1: f"{(f1 >= FOUND_F1).sum()} of {len(f1)}").to_string()
        )
        print(f"found: {(scores.f1 >= FOUND_F1).sum()} of {len(scores)}")
        honest = con.execute("""
            select campaign_id, weight_ubans / 1e6 as bans, q_value, confounder, list(claimant_id
            order by claimant_id) as members, sentence
            from campaign join campaign_member using (campaign_id)
            group by all having bool_and(claimant_id not like 'SIMULATED%') order by bans desc, campaign_id
        """).df()
        print(f"honest campaigns: {len(honest)}")
        print(honest.to_string(max_colwidth=400))


if __name__ == "__main__":
    main()
