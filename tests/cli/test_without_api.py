"""With `--no-api` a score is what it would be had no outside service ever been asked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from strikes.cli.pipeline import make_run
from strikes.store import looks, runs
from strikes.store.looks import Link
from strikes.store.workspace import Workspace
from tests.collect.youtube.fake import channel, video
from tests.factory import collected, event, workspace
from tests.store.answers import look, look_at_videos, moment

MINE, VIDEO, NAME = "UC" + "m" * 22, "vid00000001", "Juniper Film Trust"
#: What a run says of itself, and when it was made.
ABOUT = {"run", "run_made"}


def told(folder: Path, name: str) -> Workspace:
    """Owners' reports, and a look that a person took and wrote down."""
    (folder / name).mkdir()
    place = workspace(folder / name)
    rows = [event(claimant_channel_id=MINE, video_id=VIDEO, occurred_at=f"2026-03-0{d}T10:00:00Z") for d in (1, 2)]
    collected(place, rows, folder)
    profile = {"claimant_channel_id": MINE, "created_at": "2019-05-01", "status": "active", "observed_at": "2026-03-03"}
    collected(place, [profile | {"source": "person"}], folder, "profiles.csv")
    return place


def asked(place: Workspace) -> None:
    """YouTube's word on top of it: an account made last week, then gone."""
    look(place, "2026-03-03", {MINE: channel(NAME, "2026-02-25T00:00:00Z")})
    look_at_videos(place, "2026-03-03", {VIDEO: video(MINE, "SIMULATED", "2026-02-26T00:00:00Z")})
    look(place, "2026-03-09", {MINE: None})
    looks.add_links(place, [Link(NAME, MINE, "search_guess", moment("2026-03-04"))])


def content(place: Workspace, run_id: str) -> dict[str, list[Any]]:
    with runs.reading(place, run_id) as con:
        return {
            name: con.execute(f"from {name} order by all").fetchall()
            for name in runs.CONTENT
            if name not in ABOUT | {"channel_link"}
        }


def test_a_score_without_api_is_that_of_a_casebook_nobody_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = dt.date(2026, 3, 20)
    never, once = told(tmp_path, "never"), told(tmp_path, "once")
    asked(once)
    with_api = content(once, make_run(once, as_of=day, make_latest=True).run_id)
    plain = content(never, make_run(never, as_of=day, make_latest=True).run_id)
    monkeypatch.setenv("STRIKES_NO_API", "1")
    without = content(once, make_run(once, as_of=day, make_latest=True).run_id)
    assert without == plain
    assert with_api["axis_score"] != plain["axis_score"]
