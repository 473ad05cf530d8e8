"""What a public register shows of a claimant stands beside what was reported; it can add to a sign and clear nobody."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from strikes.cli.pipeline import make_run
from strikes.store import runs
from strikes.store.outside import KeptNotices, keep_notices
from strikes.store.snapshots import Answer
from strikes.store.workspace import Workspace
from tests.collect.lumen.fake import notice
from tests.factory import collected, event, workspace
from tests.store.answers import moment

REFUSED, ACCEPTED, HOLDER, SILENT = "Juniper Film Trust", "Maple Rights", "Cedar Pictures", "Willow Media"


def keep(place: Workspace, name: str, notices: list[dict[str, Any]], day: str = "2026-04-01") -> KeptNotices:
    body = json.dumps({"notices": notices, "meta": {}}).encode()
    request = {"sender_name": name, "page": 1}
    answer = Answer("lumen", "notices.search", request, moment(day), 200, body)
    return keep_notices(place, answer, subject=name, role="sender")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("outside")
    place = workspace(folder)
    events = [
        event(claimant_name=name, video_id=f"vid0000000{i}", occurred_at="2026-03-01T10:00:00Z")
        for i, name in enumerate((REFUSED, ACCEPTED, HOLDER, SILENT))
    ]
    collected(place, events, folder)
    holder = {"holder_id": "cedar", "name": HOLDER, "domains": "cedar.example", "source_url": "https://cedar.example"}
    collected(place, [holder | {"checked_on": "2026-01-01"}], folder, "holders.csv")
    for start, name, action in ((100, REFUSED, "No"), (200, ACCEPTED, "Yes"), (300, HOLDER, "No"), (400, SILENT, None)):
        told = [notice(start + i, sender_name=name, action_taken=action) for i in range(20)]
        assert keep(place, name, told).n_kept == 20
    make_run(place, as_of=dt.date(2026, 4, 2), make_latest=True)
    return place


def asked(place: Workspace, sql: str) -> list[tuple[Any, ...]]:
    with runs.reading(place) as con:
        return con.execute(sql).fetchall()


def test_outside_history_is_the_claimants_by_name_at_p3_and_no_claim(place: Workspace) -> None:
    assert asked(
        place,
        "select c.names[1], count(*), min(n.level) from outside_notice n join claimant c using (claimant_id) "
        "group by all order by 1",
    ) == [(HOLDER, 20, 3), (REFUSED, 20, 3), (ACCEPTED, 20, 3), (SILENT, 20, 3)]
    assert asked(place, "select count(*) from claim") == [(4,)]
    assert asked(place, "select sum(n_urls)::int, count(distinct domain) from outside_target") == [(80, 1)]


def test_notices_refused_elsewhere_add_to_claims_that_did_not_hold(place: Workspace) -> None:
    found = asked(
        place,
        "select c.names[1], f.grade, f.n, f.n_of, f.level from finding f join claimant c using (claimant_id) "
        "where f.signal = 'outcome_ratio'",
    )
    # Not the holder's namesake, not who was accepted: a register knows names, and clears nobody.
    # And an answer is no better known (P1) than the claim it is about.
    assert found == [(REFUSED, "refused_elsewhere", 20, 20, 1)]


def test_a_notice_that_was_reported_to_us_too_counts_once(tmp_path: Path) -> None:
    place = workspace(tmp_path)
    collected(place, [event(video_id=f"vid{i:08}", claimant_name=REFUSED) for i in range(20)], tmp_path)
    keep(place, REFUSED, [notice(i, sender_name=REFUSED, action_taken="No") for i in range(20)])
    make_run(place, as_of=dt.date(2026, 4, 2), make_latest=True)
    assert asked(place, "select count(*) from finding where signal = 'outcome_ratio'") == [(0,)]


def test_what_comes_after_the_day_of_the_run_is_not_seen(place: Workspace) -> None:
    run = make_run(place, as_of=dt.date(2026, 1, 10), make_latest=False)
    with runs.reading(place, run.run_id) as con:
        assert con.execute("select count(*) filter (received_at > '2026-01-11') from outside_notice").fetchall() == [
            (0,)
        ]
