"""What if a signal weighed something else: the same computation, and nothing stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from strikes.model import Band
from strikes.score.what_if import what_if
from strikes.store import read
from strikes.store.workspace import Workspace


def run_of(cases: Workspace) -> str:
    with read.reading(cases) as con:
        return str(read.run_info(con)["run_id"])


def test_weighing_as_it_does_moves_nobody(cases: Workspace) -> None:
    with read.reading(cases) as con:
        fired = [row["signal"] for row in read.signals(con) if row["n_fired"] and not row["is_context"]]
    assert fired
    assert [signal for signal in fired if what_if(cases, run_of(cases), signal, 1.0)] == []


@pytest.mark.parametrize("factor", [0.0, 0.5, 2.0])
def test_only_claimants_it_fired_for_change_band_and_every_change_is_one(cases: Workspace, factor: float) -> None:
    with read.reading(cases) as con:
        fired_for = {row["claimant_id"] for row in read.fired_for(con, "mail_class", 1000)}
        scores = read.standings(con)
    for moved in what_if(cases, run_of(cases), "mail_class", factor):
        assert moved["claimant_id"] in fired_for
        assert moved["before"] == scores[moved["claimant_id"]][moved["axis"]]["band"]
        assert moved["step"] == Band(moved["after"]).rank - Band(moved["before"]).rank != 0


def test_the_run_stays_as_it_is(cases: Workspace) -> None:
    files = {path: path.read_bytes() for path in Path(cases.runs).iterdir() if path.is_file()}
    what_if(cases, run_of(cases), "mail_class", 0.0)
    assert {path: path.read_bytes() for path in Path(cases.runs).iterdir() if path.is_file()} == files
