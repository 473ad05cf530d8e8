"""Worlds that many tests of packs share: made once, and only read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from strikes.store import casebook, consents
from strikes.store.workspace import Workspace
from tests.report.world import CONTEXT, EVIDENCE, Rows, build, campaign_events, channel, honest_events

NOW = dt.datetime.fromisoformat("2026-03-01T09:30:00+00:00")


def world(folder: Path, n_claims: int, n_channels: int, *, agreed: tuple[str, ...] = ()) -> Workspace:
    """Return a workspace whose newest run holds a campaign of that size; its owners agreed to be shown to `agreed`."""
    workspace = Workspace(folder).ensure()
    casebook.create(workspace)
    for purpose in agreed:
        for i in range(n_channels):
            told = {"subject_kind": "channel", "subject": channel(i), "purpose": purpose, "by": "owner"}
            consents.write_consent(workspace, **told, is_given=True, now=NOW)
    consents.take_in(workspace)
    events = [*campaign_events(n_claims, n_channels), *honest_events(25)]
    build(workspace, events, evidence=EVIDENCE, context=CONTEXT)
    return workspace


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A campaign of 15 claims on 4 channels; nobody said anything about consent."""
    return world(tmp_path_factory.mktemp("campaign"), 15, 4)


@pytest.fixture(scope="session")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A campaign of 60 claims on 6 channels, whose owners agreed to everything."""
    return world(tmp_path_factory.mktemp("agreed"), 60, 6, agreed=consents.PURPOSES)


@pytest.fixture
def workspace_of(tmp_path: Path) -> Callable[..., Workspace]:
    """Return a function that makes a workspace with one run from event rows; more is passed on to `build`."""

    def make(events: Rows, **more: Any) -> Workspace:
        workspace = Workspace(tmp_path / "small").ensure()
        build(workspace, events, **more)
        return workspace

    return make
