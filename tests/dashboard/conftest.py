"""Workspaces that many screens are looked at with: made once, since a page never changes a run."""

from __future__ import annotations

import pytest

from strikes.store.workspace import Workspace
from tests.dashboard import world


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
