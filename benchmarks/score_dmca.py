"""Score real takedown notices with SIMULATED campaigns among them: who is accused, what is found, what it costs.

    python -m benchmarks.score_dmca notices.csv.gz [--seed 900] [--top 20] [--once]

The notices are those of the public repository github/dmca as a table (`benchmarks/coordination_dmca.py` says which).
Nearly all are genuine, so whoever stands high without having been planted is a false alarm until somebody has read what
it is (docs/scoring.md). A planted campaign is found where at least half of its members stand above some signs on the
axis coordination. With `--once` the campaigns are of five kinds of which four act by accounts that act once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import coordination_dmca
from benchmarks.coordination_dmca import Plant, Rng, loose, planted
from benchmarks.score_stages import score_in_stages, total
from strikes.collect.tables.importer import import_table
from strikes.model import Band
from strikes.store import casebook, runs
from strikes.store.connection import Connection
from strikes.store.workspace import Workspace

MAPPING = {
    "event_type": "kind",
    "notice_id": "notice_id",
    "occurred_at": "received_on",
    "claimant_name": "claimant",
    "channel_id": "target_owner",
    "channel_title": "target_owner",
    "video_id": "target_repo",
    "video_title": "target_repo",
}
CONSTANTS = {"provenance": "P3", "source": "public_record"}
#: The highest claimants nobody planted: what they are called, on how many targets, since when, and why.
_TOP = """
select c.names, s.band, round(s.weight_ubans / 1e6, 2) as bans, c.n_claims, c.n_channels,
    c.first_claim_at::date as first, c.last_claim_at::date as last, f.told
from axis_score s join claimant c using (claimant_id)
left join (
    select claimant_id,
        list(signal || ': ' || coalesce(facts->>'$.sentence', '') order by weight_ubans desc, signal) as told
    from finding where axis = 'coordination' and weight_ubans > 0 group by claimant_id
) f using (claimant_id)
where s.axis = 'coordination' and not list_has_any(c.names, $planted)
order by list_position($bands, s.band) desc, s.low_ubans desc, s.weight_ubans desc, s.claimant_id limit $top
"""
_BANDS = """
select s.axis, s.band, count(*) as n, count(*) filter (list_has_any(c.names, $planted)) as n_planted
from axis_score s join claimant c using (claimant_id) group by s.axis, s.band
order by s.axis, list_position($bands, s.band)
"""
_ABOVE = """
select unnest(c.names) as name, max(list_position($bands, s.band)) as rank
from axis_score s join claimant c using (claimant_id) where s.axis = 'coordination' group by 1
"""


def _newcomers(rng: Rng, owners: np.ndarray, low: int, high: int, days: int) -> list[tuple[int, str, int]]:
    owner, day = str(rng.choice(owners)), int(rng.integers(0, 4000))
    return [(member, owner, day + int(rng.integers(0, days))) for member in range(int(rng.integers(low, high)))]


def relay(rng: Rng, owners: np.ndarray) -> list[tuple[int, str, int]]:
    """Six to nine claimants, one notice each, on one owner within three days."""
    return _newcomers(rng, owners, 6, 10, 3)


def fortnight(rng: Rng, owners: np.ndarray) -> list[tuple[int, str, int]]:
    """Seven to ten claimants, one notice each, within two weeks."""
    return _newcomers(rng, owners, 7, 11, 14)


def two_waves(rng: Rng, owners: np.ndarray) -> list[tuple[int, str, int]]:
    """Two owners, five or six claimants each, all of them once and within a day."""
    first, second = _newcomers(rng, owners, 5, 7, 2), _newcomers(rng, owners, 5, 7, 2)
    return first + [(member + len(first), owner, day) for member, owner, day in second]


def struck_out(rng: Rng, owners: np.ndarray) -> list[tuple[int, str, int]]:
    """Three to five claimants, one notice each, within a day: what three strikes need."""
    return _newcomers(rng, owners, 3, 6, 2)


ONCE = (relay, fortnight, two_waves, struck_out, loose)


def named(chosen: dict[int, Plant], seed: int) -> dict[str, str]:
    """Return planted account -> an invented name that no other account bears."""
    rng = np.random.default_rng([seed, 1])
    heads = [
        "Vel",
        "Tor",
        "Mar",
        "Qui",
        "Bes",
        "Lun",
        "Dra",
        "Fen",
        "Gol",
        "Hab",
        "Jor",
        "Kel",
        "Nym",
        "Osk",
        "Pra",
        "Ruv",
    ]
    tails = [
        "dane",
        "mik",
        "tova",
        "resh",
        "lund",
        "vari",
        "gost",
        "pell",
        "quen",
        "zorin",
        "bach",
        "fild",
        "heim",
        "janos",
    ]
    pool = sorted({f"{a}{b}{c}" for a in heads for b in [h.lower() for h in heads] for c in tails})
    picked = rng.choice(len(pool), 2000, replace=False).tolist()
    accounts = [f"SIMULATED-{n}-{m}" for n, plant in chosen.items() for m in sorted({row[0] for row in plant.rows})]
    return {account: pool[at] for account, at in zip(accounts, picked, strict=False)}


def collected(workspace: Workspace, notices: Path, seed: int) -> dict[int, set[str]]:
    """Collect the notices and the planted ones; return campaign -> the names its members show."""
    real = pd.read_csv(notices, dtype=str)
    takedowns = real.query("kind == 'takedown'").rename(columns={"target_owner": "target_id"})
    rows, chosen = planted(takedowns.assign(text=None, claimant_id=""), seed)
    names = named(chosen, seed)
    rows = rows[rows.notice_id.str.startswith("simulated-")]
    rows = rows.assign(
        claimant=rows.claimant_id.map(names), kind="takedown", target_owner=rows.target_id, received_on=rows.acted_at,
        target_repo=[f"simulated-{n}" for n in range(len(rows))],
    )  # fmt: skip
    casebook.create(workspace)
    simulated = workspace.root / "simulated.csv"
    rows[list(real.columns)].to_csv(simulated, index=False)
    for path in (notices, simulated):
        print(path.name, import_table(workspace, path, columns=MAPPING, constants=CONSTANTS).counts)
    return {n: {names[f"SIMULATED-{n}-{row[0]}"] for row in plant.rows} for n, plant in chosen.items()}


def tell(con: Connection, campaigns: dict[int, set[str]], kinds: dict[int, str], top: int) -> None:
    """Print the bands, the campaigns found and the highest honest claimants."""
    values = {"planted": sorted(set().union(*campaigns.values())), "bands": [str(band) for band in Band]}
    bands = con.execute(_BANDS, values).df()
    print(bands.to_string(index=False))
    honest = bands.assign(honest=bands.n - bands.n_planted)
    high = honest[honest.band.isin([Band.SEVERAL_INDEPENDENT_SIGNS, Band.STRONG_MULTI_SOURCE])]
    for axis, rows in honest.groupby("axis"):
        n_high = high[high.axis == axis].honest.sum()
        print(f"{axis}: {n_high} of {rows.honest.sum()} honest in the top two bands ({n_high / rows.honest.sum():.3%})")
    rank = dict(con.execute(_ABOVE, {"bands": values["bands"]}).fetchall())
    some_signs = values["bands"].index(Band.SOME_SIGNS) + 1
    for words, line in (("at some signs or above", some_signs), ("above some signs", some_signs + 1)):
        found = {n: np.mean([rank.get(name, 0) >= line for name in members]) for n, members in campaigns.items()}
        for kind in dict.fromkeys(kinds.values()):
            shares = [found[n] for n in found if kinds[n] == kind]
            print(f"{kind:10s} share of members {words}: {', '.join(f'{s:.0%}' for s in shares)}")
        print(f"{words}: {sum(share >= 0.5 for share in found.values())} of {len(found)} campaigns")
    with pd.option_context("display.max_colwidth", 500, "display.width", 250):
        print(con.execute(_TOP, values | {"top": top}).df().to_string())


def main() -> None:
    """Collect, score, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notices", type=Path)
    parser.add_argument("--seed", type=int, default=900)
    parser.add_argument("--top", type=int, default=20)
    parser.add_argument("--once", action="store_true")
    given = parser.parse_args()
    if given.once:
        coordination_dmca.KINDS = ONCE
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "workspace")
        campaigns = collected(workspace, given.notices, given.seed)
        kinds = {n: coordination_dmca.KINDS[n // coordination_dmca.PER_KIND].__name__ for n in campaigns}
        with runs.building(workspace, dt.date(2023, 1, 1)) as con:
            costs = score_in_stages(con)
            print(f"scoring: {total(costs):.1f} CPU s")
            tell(con, campaigns, kinds, given.top)


if __name__ == "__main__":
    main()
