"""One run that all questions are asked of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from strikes.store import read
from strikes.store.connection import Connection
from strikes.store.workspace import Workspace
from tests.dashboard import world


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A campaign, a company, passers-by, and a run before."""
    return world.sample(tmp_path_factory.mktemp("asked"))


@pytest.fixture
def con(sample: Workspace) -> Iterator[Connection]:
    """The newest run."""
    with read.reading(sample) as opened:
        yield opened
