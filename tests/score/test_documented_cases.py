"""Documented cases and their twins stand where the sources let them stand: must fire, must not accuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.cases import Line, expected, judged
from strikes.model import Axis, Band
from strikes.store.workspace import Workspace

EXPECTED = [
    pytest.param(
        i,
        id=f"{row['case']}: {row['subject']}, {row['axis']}",
    )
    for i, row in enumerate(expected())
]


@pytest.fixture(scope="module")
def lines(cases: Workspace) -> list[Line]:
    return judged(cases)


@pytest.mark.parametrize("i", EXPECTED)
def test_a_claimant_stands_within_the_bounds_its_sources_allow(lines: list[Line], i: int) -> None:
    line = lines[i]
    assert line.bands, "the claimant is in the run"
    assert line.holds, f"{line.bands}, {line.weight}: {line.evidence}"


def test_no_honest_claimant_of_the_must_not_accuse_cases_is_accused_of_a_false_identity(lines: list[Line]) -> None:
    honest = ("channel-one-2018", "ani-2025", "eurasianet-2021", "mikpro-2024", "csc-bungie-2021")
    stand = [b for x in lines if x.case.removesuffix("-twin") in honest and x.axis == Axis.IDENTITY for b in x.bands]
    assert len(stand) >= 10
    assert max(band.rank for band in stand) <= Band.NO_NOTABLE_SIGNS.rank


def test_the_page_has_a_line_for_every_expectation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "cases.md").read_text(encoding="utf-8")
    missing = [row for row in expected() if f"| {row['case']} | {row['subject']} | {row['axis']} |" not in page]
    assert missing == []
