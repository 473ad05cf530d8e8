"""Scoring a run: ask the signals, weigh the answers, combine them per axis, name the band."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

from strikes.model import MICRO, Level
from strikes.score import draws
from strikes.score.calibrate import calibrate
from strikes.score.catalogue import describe
from strikes.score.draws import Labels
from strikes.score.judge import judge
from strikes.score.observe import observe
from strikes.signals.base import Signal
from strikes.store.connection import Connection, insert_rows


def score(con: Connection, signals: Sequence[Signal], *, seed: int, api_counts: bool) -> None:
    """Make findings and scores, and all that they rest on, in a run under construction.

    `seed` belongs to the intervals; with `api_counts` False signals made from API fields are shown at weight 0.
    """
    describe(con, signals, api_counts=api_counts)
    observe(con, signals)
    weigh(con)
    judge(con, seed=seed, trust=calibrate(con, seed))


def weigh(con: Connection) -> None:
    """Turn answers into findings: weighed, corrected by labels, bounded by provenance, with whom they rest on."""
    for name in ("weighed", "judged", "learned"):
        run_sql(con, name)
    _bound(con)
    for name in ("finding", "pattern"):
        run_sql(con, name)


def run_sql(con: Connection, name: str) -> None:
    """Run one of this room's SQL files."""
    con.execute(resources.files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8"))


def _bound(con: Connection) -> None:
    """Make `bound`: each distinct starting weight after labels, and after the provenance of its level."""
    con.execute(
        "create table bound (signal varchar, axis varchar, counted_as varchar, starting_ubans bigint, level tinyint, "
        "stated_ubans bigint, weight_ubans bigint)"
    )
    distinct = con.execute(
        """
        select distinct w.signal, w.axis, w.counted_as, w.starting_ubans, w.level,
            coalesce(l.fired_true, 0), coalesce(l.n_true, 0), coalesce(l.fired_false, 0), coalesce(l.n_false, 0)
        from weighed w left join learned l using (signal, axis, counted_as) order by all
        """
    ).fetchall()
    rows = []
    for signal, axis, counted_as, starting, level, *counts in distinct:
        labels = Labels(*counts)
        stated = draws.stated_bans(starting, labels)
        weight = draws.point(starting, labels, Level(level))
        rows.append([signal, axis, counted_as, starting, level, round(stated * MICRO), round(weight * MICRO)])
    insert_rows(con, "bound", rows)
