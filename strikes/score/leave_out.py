"""What would be left of a claimant's weight without each signal: which single fact matters most."""

from __future__ import annotations

import json

from strikes.model import MICRO, Axis
from strikes.score.bands import band
from strikes.score.calibrate import read_fits
from strikes.score.combine import Trust
from strikes.score.judge import Pattern, weigh_pattern
from strikes.store.connection import Connection
from strikes.store.read.rows import Row


def left_out(con: Connection, claimant_id: str) -> list[Row]:
    """Return, for each axis and signal of a claimant, the weight and band that would be left without the signal.

    Rows: axis, signal, weight (bans), band; of each axis the least that is left first, so that the first is the fact
    that matters most. Computed with the run's own draws; how many voices were heard stays as it is.
    """
    ((seed,),) = con.execute("select seed from run").fetchall()
    trust = _trust(con)
    patterns = con.execute(
        f"select {', '.join(Pattern._fields)} from pattern where kind = 'claimant' and subject_id = ? order by axis",
        [claimant_id],
    ).fetchall()
    found = [
        _without(Pattern(*row), signal, int(seed), trust)
        for row in patterns
        for signal in sorted({piece["signal"] for piece in json.loads(Pattern(*row).pieces)})
    ]
    return sorted(found, key=lambda row: (row["axis"], row["weight"], row["signal"]))


def _without(pattern: Pattern, signal: str, seed: int, trust: dict[Axis, Trust]) -> Row:
    left = json.dumps([piece for piece in json.loads(pattern.pieces) if piece["signal"] != signal])
    basis = weigh_pattern(pattern._replace(pieces=left), seed, trust.get(Axis(pattern.axis), {}))
    weight = round(basis.evidence.total.weight, 3)
    return {"axis": pattern.axis, "signal": signal, "weight": weight, "band": str(band(basis))}


def _trust(con: Connection) -> dict[Axis, Trust]:
    terms: dict[str, dict[str, float]] = {}
    for axis, term, micro in con.execute("select axis, term, value_micro from calibration order by all").fetchall():
        terms.setdefault(axis, {})[term] = micro / MICRO
    return {axis: fit.trust for axis, fit in read_fits(terms).items()}
