"""A campaign of five claimants with names in five scripts, on four channels, for every test of packs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from strikes.store.workspace import Workspace
from tests.report.world import NAMES, Told, build, event

TITLES = (
    "SIMULATED Dalğa agentliyi",
    "SIMULATED Қадам журналистика",
    "SIMULATED Günlük Mercek",
    "SIMULATED قناة الصباح",
    "SIMULATED 朝の報道チャンネル",
    "SIMULATED Open Ledger",
)
TEXT = "All rights reserved by me completely. This video is taking my personal material, remove urgent."
OUTCOMES = ("request_rejected", "retraction", "reinstatement", None, None)
FIRST = dt.datetime.fromisoformat("2025-11-02T06:00:00")

TOLD = (
    Told(NAMES[0], "shared_contact", 1.2, facts={"contact": "+994 50 123 45 67", "n": 3}, n=3, n_of=5),
    Told(NAMES[1], "shared_text", 1.1, facts={"n": 4}),
    Told(NAMES[2], "shared_text", 1.1, facts={"n": 4}),
    Told(NAMES[0], "relay", 1.4, 3, facts={"n": 4, "channel_title": TITLES[0]}),
    Told(NAMES[3], "strike_out", 1.2, facts={"channel_title": TITLES[0], "days": 5}),
    Told(NAMES[0], "outcome_ratio", 0.9, facts={"n": 6, "n_of": 9}, n=6, n_of=9),
    Told(NAMES[0], "disavowed", 0.8, 2),
    Told(NAMES[1], "back_dated", 1.5, 3, facts={"days": 40}),
    Told(NAMES[2], "pay_demand", 0.7, 2, facts={"amount": "300 USD"}),
)
EVIDENCE = (
    {"subject": NAMES[0], "kind": "disavowal", "value": "written", "observed_at": "2025-11-20", "provenance": "P3"},
    {"subject": "cl3", "kind": "other", "value": "own_logo", "observed_at": "2025-11-12", "provenance": "P2"},
)
CONTEXT = ({"context_id": "x1", "happened_on": "2025-11-05", "kind": "election", "title": "SIMULATED local election"},)


def campaign_events(n_claims: int, n_channels: int, seed: int = 1) -> list[dict[str, str | None]]:
    """Return claims of the names in turn, with outcomes for three in five, and one closed channel."""
    random = Random(seed)
    found = []
    for i in range(n_claims):
        happened = FIRST + dt.timedelta(hours=24 * random.random() * min(80, 3 + n_claims / 3))
        who, channel = NAMES[i % 5], i % n_channels
        about = {
            "claim_id": f"cl{i}",
            "channel_id": f"UCsim{channel:019d}",
            "channel_title": TITLES[channel % 6] + (f" {channel // 6}" if channel > 5 else ""),
            "video_id": f"simv{i:07d}",
            "video_title": f"SIMULATED report {i} from the dried lake: budget, roads and schools",
            "claimant_name": who,
            "claimant_email": f"rights_{i % 3}_{'abcde'[i % 5]}@gmail.com",
            "provenance": ("P4", "P4", "P2", "P3")[i % 4],
        }
        demand = {"claim_text": TEXT, "work_title": "Library Sunrise No. 3", "notice_id": f"<m{i // 2}@mail.example>"}
        found.append(event(event_id=f"e{i}", occurred_at=f"{happened:%Y-%m-%dT%H:%M:%SZ}", **about, **demand))
        if outcome := OUTCOMES[i % 5]:
            later = happened + dt.timedelta(days=9 + random.random() * 6)
            decided = {"event_id": f"o{i}", "event_type": outcome, "occurred_at": f"{later:%Y-%m-%dT%H:%M:%SZ}"}
            found.append(event(**about | decided))
    closed = {"event_id": "closed", "event_type": "channel_termination", "occurred_at": "2025-11-07T09:00:00Z"}
    return [*found, event(**closed, channel_id="UCsim" + "0" * 19, channel_title=TITLES[0])]


@pytest.fixture
def campaign(tmp_path: Path) -> Workspace:
    """A workspace with one run: campaign CAMPAIGN (world.py) of 14 claims."""
    return world(tmp_path / "campaign", 14, 4)


def world(folder: Path, n_claims: int, n_channels: int) -> Workspace:
    """Return a workspace in `folder` whose newest run holds a campaign of that size."""
    workspace = Workspace(folder).ensure()
    build(
        workspace,
        campaign_events(n_claims, n_channels),
        told=TOLD,
        campaign=NAMES[:5],
        evidence=EVIDENCE,
        context=CONTEXT,
    )
    return workspace


@pytest.fixture
def workspace_of(tmp_path: Path) -> Callable[..., Workspace]:
    """Return a function that makes a workspace with one run from event rows; more is passed on to `build`."""

    def make(events: list[dict[str, str | None]], **more: Any) -> Workspace:
        workspace = Workspace(tmp_path / "small").ensure()
        build(workspace, events, **more)
        return workspace

    return make
