"""A poisoning laboratory: who could bend the scores, and how far (docs/scoring.md, "Poisoning").

    python -m benchmarks.poisoning [--runs 1000]

Each run is a SIMULATED casebook with one honest claimant, one true offender and a crowd, and one attack on it with
1, 20 or 500 Sybils: (a) slander of a genuine holder, (b) an infringer reports every legitimate strike, (c) invented
co-targeting, (d) forged evidence that names a rival, (e) noise around a true offender, (f) baiting of real claims,
(g) claims in a rival's name. Printed per attack and number of Sybils: in how many runs the honest one stood above some
signs on any axis, and in how many the true offender was among the first ten of the queue.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from strikes.cli.pipeline import make_run
from strikes.model import Band, TableKind
from strikes.store import casebook, read, runs
from strikes.store.committing import Source
from strikes.store.kinds import KINDS
from strikes.store.workspace import Workspace

Row = dict[str, str]
SYBILS = (1, 20, 500)
AS_OF = dt.date(2026, 1, 1)
START = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
INNOCENT, OFFENDER = "Hollowbrook Archive Trust", "Ravendale Claims Desk"


@dataclass
class Lab:
    """One casebook in the making."""

    rng: Random
    n_sybils: int
    events: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)

    def claim(self, claimant: str, target: str, day: float, level: str, outcome: str = "", **more: str) -> str:
        """Add a claim, with what became of it; return its id."""
        claim_id = f"q{len(self.events)}"
        row = {
            "event_type": "takedown", "claim_id": claim_id, "claimant_name": claimant, "channel_id": target,
            "channel_title": f"SIMULATED {target}", "video_id": f"v{len(self.events)}", "reporter_id": target,
            "occurred_at": _at(day), "provenance": level, **more,
        }  # fmt: skip
        self.events.append(row)
        if outcome:
            self.events.append(row | {"event_type": outcome, "occurred_at": _at(day + 20)})
        return claim_id

    def tell(self, subject: str, kind: str, value: str, level: str, by: str) -> None:
        """Add evidence."""
        self.evidence.append({"subject": subject, "kind": kind, "value": value, "provenance": level, "by": by})

    def sybils(self) -> Iterator[str]:
        """Yield the channels of the Sybils."""
        yield from (f"sybil{i}" for i in range(self.n_sybils))


def _at(day: float) -> str:
    return (START + dt.timedelta(days=day)).strftime("%Y-%m-%dT%H:%M:%SZ")


def crowd(lab: Lab) -> None:
    """An honest crowd, the honest claimant, and the true offender as several channels with proof know it."""
    rng = lab.rng
    for i in range(25):
        for _ in range(rng.randrange(1, 4)):
            outcome = "strike_expiry" if rng.random() < 0.4 else ""
            lab.claim(f"Bystander {_word(rng)} {i}", f"t{rng.randrange(30)}", rng.uniform(0, 300), "P2", outcome)
    mail = {"claimant_email": "rights@hollowbrook.example", "work_title": "Harbour films"}
    for _ in range(8):
        outcome = "strike_expiry" if rng.random() < 0.6 else ""
        lab.claim(INNOCENT, f"t{rng.randrange(30)}", rng.uniform(0, 300), "P3", outcome, **mail)
    offender = {"claimant_email": "ravendale.desk@gmail.com"}
    for target in rng.sample(range(30), 4):
        claim = lab.claim(OFFENDER, f"t{target}", rng.uniform(0, 300), "P4", "request_rejected", **offender)
        lab.tell(claim, "other", "work_not_named", "P3", f"owner of t{target}")
    lab.tell(OFFENDER, "pay_demand", "300 EUR", "P3", "partner")


def _word(rng: Random) -> str:
    return "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(3)).title()


def slander(lab: Lab) -> None:
    """(a) Invented victims say that the honest one struck them and was turned down."""
    for sybil in lab.sybils():
        lab.claim(INNOCENT, sybil, lab.rng.uniform(0, 300), "P1", "request_rejected")
        lab.tell(INNOCENT, "pay_demand", "500 USD", "P1", sybil)


def grudge(lab: Lab) -> None:
    """(b) An infringer reports every legitimate strike, with proof of channel control, as unfounded."""
    for i in range(lab.n_sybils):
        claim = lab.claim(INNOCENT, "infringer", lab.rng.uniform(0, 300), "P2", "", video_id=f"copy{i}")
        lab.tell(claim, "other", "work_not_named", "P2", "infringer")
    lab.tell(INNOCENT, "other", "scope_mismatch", "P2", "infringer")


def co_targeting(lab: Lab) -> None:
    """(c) Invented reports put the honest one and the offender on the same channels at the same hours."""
    for sybil in lab.sybils():
        day = lab.rng.uniform(0, 300)
        for name in (INNOCENT, OFFENDER):
            lab.claim(name, sybil, day + lab.rng.uniform(0, 0.1), "P1")


def forgery(lab: Lab) -> None:
    """(d) Forged screenshots and letters name the honest one as false."""
    for sybil in lab.sybils():
        lab.tell(INNOCENT, "disavowal", "written", "P1", sybil)
        lab.tell(INNOCENT, "other", "platform_or_court_found_false", "P1", sybil)
        lab.tell(INNOCENT, "other", "account_deleted_after_claim", "P1", sybil)


def noise(lab: Lab) -> None:
    """(e) Reports without sense around the true offender, and about everybody."""
    for sybil in lab.sybils():
        lab.claim(OFFENDER, sybil, lab.rng.uniform(0, 300), "P1", "strike_expiry")
        lab.claim(f"Noise {_word(lab.rng)} {sybil}", sybil, lab.rng.uniform(0, 300), "P1", "request_rejected")


def bait(lab: Lab) -> None:
    """(f) Channels upload the honest one's work, draw true claims with signed mails, and counter-notify."""
    for sybil in lab.sybils():
        day = lab.rng.uniform(0, 250)
        mail = {"claimant_email": "rights@hollowbrook.example", "work_title": "Harbour films"}
        lab.claim(INNOCENT, sybil, day, "P2", "reinstatement" if lab.rng.random() < 0.2 else "", **mail)


def false_flag(lab: Lab) -> None:
    """(g) Somebody claims in the honest one's name, from free mail, and is turned down by the platform."""
    for i, sybil in enumerate(lab.sybils()):
        mail = {"claimant_email": f"hollowbrook.rights{i % 7}@gmail.com"}
        lab.claim(INNOCENT, sybil, lab.rng.uniform(0, 300), "P2", "request_rejected", **mail)


ATTACKS: dict[str, Callable[[Lab], None]] = {
    "a slander": slander, "b grudge": grudge, "c co-targeting": co_targeting, "d forgery": forgery,
    "e noise": noise, "f bait": bait, "g false flag": false_flag,
}  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What an attack came to in one run."""

    innocent: Band
    offender_rank: int


def run(attack: str, n_sybils: int, seed: int) -> Result:
    """Score one attacked casebook."""
    lab = Lab(Random(f"{attack} {n_sybils} {seed}"), n_sybils)
    crowd(lab)
    ATTACKS[attack](lab)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "workspace")
        casebook.create(workspace)
        for kind, rows in ((TableKind.EVENTS, lab.events), (TableKind.EVIDENCE, lab.evidence)):
            (counts,) = casebook.add(workspace, KINDS[kind], [(_source(kind), rows)])
            assert counts.quarantined == 0
        make_run(workspace, as_of=AS_OF, make_latest=True)
        with runs.reading(workspace) as con:
            return _result(read.claimants(con), read.standings(con))


def _source(kind: str) -> Source:
    return Source(kind, f"{kind}.csv", 0, "table", "benchmark", "0", "2026-01-01 00:00:00", {})


def _result(queue: list[dict[str, Any]], standings: dict[str, dict[str, dict[str, Any]]]) -> Result:
    own = [c["claimant_id"] for c in queue if INNOCENT in c["names"] and _is_own(c)]
    bands = [Band(axis["band"]) for claimant in own for axis in standings[claimant].values()]
    rank = next(i for i, c in enumerate(queue, 1) if OFFENDER in c["names"])
    return Result(max(bands, key=lambda band: band.rank), rank)


def _is_own(claimant: dict[str, Any]) -> bool:
    # In (g) the record that claims from free mail is the attacker's own, where resolve tells them apart.
    return not claimant["emails"] or "rights@hollowbrook.example" in claimant["emails"]


def main() -> None:
    """Run every attack and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    given = parser.parse_args()
    each = max(1, given.runs // (len(ATTACKS) * len(SYBILS)))
    print(f"{'attack':16s} {'sybils':>6s} {'runs':>5s}  innocent above some signs  offender in the top ten")
    for attack in ATTACKS:
        for n in SYBILS:
            found = [run(attack, n, seed) for seed in range(each)]
            above = sum(one.innocent.rank > Band.SOME_SIGNS.rank for one in found)
            kept = sum(one.offender_rank <= 10 for one in found)
            print(f"{attack:16s} {n:6d} {each:5d}  {above:25d}  {kept:5d} ({kept / each:.0%})", flush=True)


if __name__ == "__main__":
    main()
