"""The documented cases and their twins, scored once for all tests of this room."""

from __future__ import annotations

import pytest

from benchmarks.cases import score_cases
from strikes.store.workspace import Workspace


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with one run over every case of `data/cases`."""
    place = Workspace(tmp_path_factory.mktemp("cases") / "workspace")
    score_cases(place)
    return place
