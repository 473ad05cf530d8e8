"""What remains of a campaign without its strongest edge, and without each reporter it was heard from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from strikes.store.read import Row


@dataclass(frozen=True)
class Remains:
    """How many of the campaign's claimants still hang together when something is taken away."""

    without: str
    n_together: int
    n_claimants: int

    @property
    def holds(self) -> bool:
        """Do all of them still hang together?"""
        return self.n_together == self.n_claimants


def without_strongest_edge(claimant_ids: Sequence[str], edges: Sequence[Row]) -> Remains | None:
    """Take away every layer of the heaviest kept pair; None where no edge was kept."""
    kept = [edge for edge in edges if edge["kept"]]
    if not kept:
        return None
    strongest = max(kept, key=lambda e: (e["weight_ubans"] or 0, e["claimant_a"], e["claimant_b"]))
    pair = (strongest["claimant_a"], strongest["claimant_b"])
    rest = [edge for edge in kept if (edge["claimant_a"], edge["claimant_b"]) != pair]
    return Remains(" – ".join(pair), _largest_part(claimant_ids, rest), len(claimant_ids))


def without_each_reporter(claimant_ids: Sequence[str], edges: Sequence[Row]) -> list[Remains]:
    """Take away, for each reporter, the edges that only this reporter bears out; the weakest remains come first."""
    kept = [edge for edge in edges if edge["kept"]]
    reporters = sorted({reporter for edge in kept for reporter in edge["reporters"]})
    remains = [
        Remains(r, _largest_part(claimant_ids, (e for e in kept if e["reporters"] != [r])), len(claimant_ids))
        for r in reporters
    ]
    return sorted(remains, key=lambda r: (r.n_together, r.without))


def _largest_part(claimant_ids: Sequence[str], edges: Iterable[Row]) -> int:
    part = {claimant: claimant for claimant in claimant_ids}

    def root(claimant: str) -> str:
        while part[claimant] != claimant:
            part[claimant] = part[part[claimant]]
            claimant = part[claimant]
        return claimant

    for edge in edges:
        part[root(edge["claimant_a"])] = root(edge["claimant_b"])
    roots = [root(claimant) for claimant in claimant_ids]
    return max((roots.count(one) for one in set(roots)), default=0)
