"""A finished run held against labels."""

from __future__ import annotations

from typing import Any

import pytest

from strikes.score.evaluate import evaluate
from strikes.store import runs
from strikes.store.workspace import Workspace
from tests.by_hand import World, finished

BAD, GOOD = [f"Nümunə {i}" for i in range(6)], [f"Пример {i}" for i in range(6)]


def claims(name: str, outcome: str) -> list[dict[str, Any]]:
    base = {
        "claimant_name": name,
        "provenance": "P4",
        "claim_text": "Это мой фильм" if name in GOOD else "bu mənim videom",
    }
    rows = []
    for i in range(3):
        where = {"channel_id": f"t{i}", "video_id": f"{name} {i}", "video_published_at": "2024-12-01"}
        rows += [
            {**base, **where, "event_type": "takedown", "occurred_at": f"2025-01-0{i + 1}"},
            {**base, **where, "event_type": outcome, "occurred_at": f"2025-02-0{i + 1}"},
        ]
    return rows


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    events = [row for name in BAD for row in claims(name, "request_rejected")]
    events += [row for name in GOOD for row in claims(name, "strike_expiry")]
    return finished(World(events=events), tmp_path_factory.mktemp("run"))


def label(subject: str, word: str, **given: str) -> dict[str, str]:
    return {"subject": subject, "axis": "claims", "label": word, "labelled_by": "ann", **given}


def labels(**given: str) -> list[dict[str, str]]:
    return [label(n, "unfounded", **given) for n in BAD] + [label(n, "founded", **given) for n in GOOD]


def evaluated(place: Workspace, labels: list[dict[str, str]]) -> dict[str, list[dict[str, Any]]]:
    with runs.reading(place) as con:
        return evaluate(con, labels)


def row(rows: list[dict[str, Any]], **where: str) -> dict[str, Any]:
    (found,) = (r for r in rows if all(r[name] == value for name, value in where.items()))
    return found


def test_a_signal_that_is_right_has_precision_one_and_costs_little(place: Workspace) -> None:
    found = row(evaluated(place, labels())["signals"], signal="outcome_ratio", script="all", language="all")
    assert (found["n"], found["n_so"], found["fired"], found["precision"]) == (12, 6, 6, 1.0)
    assert 0.5 < found["precision_low"] < 1.0 == found["precision_high"]
    assert found["cllr"] < 0.8


def test_false_alarms_are_told_by_script_and_language(place: Workspace) -> None:
    upside_down = [label(n, "founded") for n in BAD] + [label(n, "unfounded") for n in GOOD]
    found = evaluated(place, upside_down)["signals"]
    of_script = {
        r["script"]: r["false_alarm_rate"] for r in found if r["signal"] == "outcome_ratio" and r["language"] == "all"
    }
    assert of_script == {"all": 1.0, "azerbaijani": 1.0, "cyrillic": None}
    languages = {r["language"] for r in found if r["signal"] == "outcome_ratio" and r["script"] == "all"}
    assert languages == {"all", "az", "ru"}


@pytest.mark.parametrize("told", [{"labelled_by": "outcomes"}, {"reason": "outcome: all rejected"}])
def test_an_outcome_is_never_both_label_and_feature(place: Workspace, told: dict[str, str]) -> None:
    found = evaluated(place, labels(**told))
    assert "outcome_ratio" not in {r["signal"] for r in found["signals"]}
    assert row(found["axes"], script="all", language="all")["cllr"] == pytest.approx(1.0, abs=0.2)


def test_reliability_counts_everybody_once(place: Workspace) -> None:
    found = evaluated(place, labels())["reliability"]
    assert sum(r["n"] for r in found) == 12
    assert all(r["low"] <= r["found"] <= r["high"] for r in found)


def test_two_people_are_compared_and_undecidable_is_a_view_too(place: Workspace) -> None:
    second = [label(n, "unfounded", labelled_by="ben") for n in BAD[:5]]
    second += [label(BAD[5], "undecidable", labelled_by="ben")] + [label(n, "founded", labelled_by="ben") for n in GOOD]
    (found,) = evaluated(place, labels() + second)["agreement"]
    assert (found["first"], found["second"], found["n"], found["agreed"]) == ("ann", "ben", 12, 11)
    assert found["kappa"] == pytest.approx(0.846, abs=0.01)


def test_labels_of_unknown_subjects_say_nothing(place: Workspace) -> None:
    assert evaluated(place, [label("Nobody Here", "unfounded")])["signals"] == []
