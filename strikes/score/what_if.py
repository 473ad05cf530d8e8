"""What if a signal weighed more, or less, or nothing? Who would change band, what would be left; nothing is stored."""

from __future__ import annotations

import json
from typing import Any

from strikes.model import MICRO, Axis
from strikes.score.bands import band
from strikes.score.calibrate import read_fits
from strikes.score.combine import Trust
from strikes.score.judge import Pattern, judge, weigh_pattern
from strikes.store.connection import Connection, attach, insert_rows, scratch
from strikes.store.read.rows import BANDS, Row
from strikes.store.runs import run_file
from strikes.store.workspace import Workspace


def what_if(workspace: Workspace, run_id: str, signal: str, factor: float) -> list[dict[str, Any]]:
    """Return who would stand in another band if `signal` weighed `factor` times what it does, largest step first.

    Rows: claimant_id, names, axis, before, after, step (bands up or down). Only claimants the signal fired for are
    computed again, with the same draws as the run; which of its answers is the finding does not change.
    """
    file = run_file(workspace, run_id)
    with scratch(reachable=[file]) as con:
        attach(con, file, "kept", read_only=True)
        con.execute("create table pattern as from kept.pattern limit 0")
        touched = con.execute(
            "from kept.pattern where kind = 'claimant' and contains(pieces, ?) order by subject_id, axis",
            [f'"signal":"{signal}"'],
        )
        names = [column[0] for column in touched.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in touched.fetchall()]
        changed = [list((row | {"pieces": _changed(row["pieces"], signal, factor)}).values()) for row in rows]
        insert_rows(con, "pattern", changed)
        ((seed,),) = con.execute("select seed from kept.run").fetchall()
        fitted = con.execute("select axis, term, value_micro from kept.calibration").fetchall()
        judge(con, seed=int(seed), trust=_trust(fitted))
        found = con.execute(
            f"""
            select n.claimant_id, c.names, n.axis, o.band, n.band,
                list_position({BANDS}, n.band) - list_position({BANDS}, o.band) as step
            from axis_score n join kept.axis_score o using (claimant_id, axis) join kept.claimant c using (claimant_id)
            where n.band <> o.band order by abs(step) desc, step desc, n.claimant_id, n.axis
            """
        ).fetchall()
    return [dict(zip(("claimant_id", "names", "axis", "before", "after", "step"), row, strict=True)) for row in found]


def _changed(pieces: str, signal: str, factor: float) -> str:
    found = json.loads(pieces)
    for piece in found:
        if piece["signal"] == signal:
            piece["ubans"] = round(piece["ubans"] * factor)
    return json.dumps([piece for piece in found if piece["ubans"]])


def left_out(con: Connection, claimant_id: str) -> list[Row]:
    """Return, for each axis and signal of a claimant, the weight and band that would be left without the signal.

    Rows: axis, signal, weight (bans), band; of each axis the least that is left first, so that the first is the fact
    that matters most. Computed with the run's own draws; how many voices were heard stays as it is.
    """
    ((seed,),) = con.execute("select seed from run").fetchall()
    trust = _trust(con.execute("select axis, term, value_micro from calibration").fetchall())
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


def _trust(calibration: list[tuple[str, str, int]]) -> dict[Axis, Trust]:
    terms: dict[str, dict[str, float]] = {}
    for axis, term, micro in calibration:
        terms.setdefault(axis, {})[term] = micro / MICRO
    return {axis: fit.trust for axis, fit in read_fits(terms).items()}
