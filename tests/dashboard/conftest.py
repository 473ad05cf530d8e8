"""Workspaces that many screens are looked at with: made once, since a page never changes a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from strikes.store.workspace import Workspace
from tests.dashboard import world
from tests.dashboard.serving import served


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Nothing is known."""
    return world.empty(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def one_event(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A single takedown."""
    return world.one_event(tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A campaign, a company, passers-by, and a run before."""
    return world.sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def site(sample: Workspace) -> Iterator[str]:
    """The address at which the sample is served."""
    with served(sample) as address:
        yield address
