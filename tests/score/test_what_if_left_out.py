"""What would be left without each signal: never more than there is where it accuses, and what a run would say."""

from __future__ import annotations

from pathlib import Path

import pytest

from strikes.score.what_if import left_out
from strikes.store import read
from strikes.store.workspace import Workspace
from tests.dashboard import world


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return world.sample(tmp_path_factory.mktemp("leave-out"))


def test_every_signal_that_weighs_is_left_out_once_and_accusing_ones_leave_less(place: Workspace) -> None:
    with read.reading(place) as con:
        who = read.queue(con, read.Wanted(text=world.RING[0]), 1)[0][0]["claimant_id"]
        scores, findings, left = read.standings(con, [who])[who], read.findings(con, [who]), left_out(con, who)
    weighed = {(f["axis"], f["signal"]) for f in findings if f["weight"]}
    assert {(row["axis"], row["signal"]) for row in left} == weighed and len(left) == len(weighed) > 2
    accusing = {(f["axis"], f["signal"]) for f in findings if f["weight"] > 0}
    assert all(r["weight"] <= scores[r["axis"]]["weight"] for r in left if (r["axis"], r["signal"]) in accusing)


def test_what_matters_most_comes_first(place: Workspace) -> None:
    with read.reading(place) as con:
        who = read.queue(con, read.Wanted(text=world.RING[0]), 1)[0][0]["claimant_id"]
        weights = [row["weight"] for row in left_out(con, who) if row["axis"] == "coordination"]
    assert weights == sorted(weights)


def test_without_its_only_sign_nothing_is_left_of_a_weight(tmp_path: Path) -> None:
    mail = {"claimant_email": "legal.office@gmail.com"}
    facts = [world.event("Juniper Film Trust Ltd", world.CHANNELS[0], "2026-11-20T10:00:00Z", 1, **mail)]
    place = world.of_events(tmp_path, facts)
    with read.reading(place) as con:
        who = read.queue(con, read.Wanted(), 1)[0][0]["claimant_id"]
        only = [row for row in left_out(con, who) if row["axis"] == "identity" and row["signal"] == "mail_class"]
    assert [row["weight"] for row in only] == [0.0]
