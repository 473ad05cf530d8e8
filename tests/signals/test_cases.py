"""Each signal meets its case file: it fires, just does not, is not taken in by the innocent, says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from strikes.score.weights import WEIGHTS, Line, p_weight
from strikes.signals import by_id, catalogue
from tests.signals import case_files


def bans(line: Line, grade: str | None, p_value: float | None, lr: float | None) -> float:
    """Return the starting weight of an answer, as `weighed.sql` gives it."""
    import math

    if grade is None:
        return 0.0
    if grade in line.grades:
        return line.grades[grade]
    if line.p_cap is not None and p_value is not None:
        return min(line.p_cap, p_weight(p_value))
    if line.lr_cap is not None and lr is not None:
        return max(-line.lr_cap, min(line.lr_cap, math.log10(lr)))
    return 0.0


@pytest.mark.parametrize("signal_id", [signal.id for signal in catalogue()])
def test_a_signal_answers_its_cases(signal_id: str, tmp_path: Path) -> None:
    signal = by_id(signal_id)
    for case, answer in case_files.answers(signal_id, tmp_path):
        told = f"{signal_id}, {case['name']}: {case['why']}; answered {answer}"
        grade = answer[0] if answer else None
        assert grade == case.get("grade"), told
        for name, value in case.get("facts", {}).items():
            assert dict(zip(("grade", "p_value", "lr", "n", "n_of"), answer, strict=True))[name] == value, told
        weights = [bans(WEIGHTS[signal_id, axis], *answer[:3]) if answer else 0.0 for axis in signal.axes]
        if case["kind"] == "fires":
            assert signal.is_context or any(weights), told
            assert grade in signal.explain, f"{told}: what fires needs a sentence"
        elif case["kind"] == "too_little":
            assert grade is None, told
        else:
            clears = signal.code.startswith("N")
            assert all(weight >= 0 if clears else weight <= case.get("at_most", 0) for weight in weights), told


@pytest.mark.parametrize("signal_id", [signal.id for signal in catalogue()])
def test_a_case_file_shows_all_four_kinds_and_says_why(signal_id: str) -> None:
    cases = case_files.read(signal_id)["case"]
    assert {case["kind"] for case in cases} == set(case_files.KINDS)
    assert all(case["why"].strip() for case in cases)
    assert len({case["name"] for case in cases}) == len(cases)


def test_no_case_file_is_left_of_a_signal_that_went() -> None:
    assert {path.stem for path in case_files.FOLDER.glob("*.toml")} == {signal.id for signal in catalogue()}
