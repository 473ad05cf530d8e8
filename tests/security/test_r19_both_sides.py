"""R19: what a claimant answered stands with every score and pack, and no score stands without its witness."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from strikes.cli.pipeline import make_run
from strikes.errors import UsageError
from strikes.report.explanation import CAUTION, explain_claimant
from strikes.report.issue import Order, issue
from strikes.report.leads import claimant_leads
from strikes.store import consents, read
from strikes.store.replies import add_reply
from strikes.store.workspace import Workspace
from tests.factory import collected, event, facts, workspace

AS_OF = dt.date(2026, 11, 23)
SAID_AT = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
ANSWER = "We own this film since 2011.\nThe contract can be seen."


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("both")
    found = workspace(folder)
    rows = [event(event_id=f"e{i}", video_id=f"v{i}", claimant_email="juniper.film.88@gmail.com") for i in range(3)]
    collected(found, rows, folder)
    run = make_run(found, as_of=AS_OF, make_latest=True)
    with read.reading(found, run.run_id) as con:
        (claimant,) = read.claimants(con, None)
        before = read.axis_scores(con, [claimant["claimant_id"]])
        records = read.records_of(con, claimant["claimant_id"])
    consents.write_consent(
        found, subject_kind="channel", subject="UCsim-harbour", purpose="partner", is_given=True, by="x", now=SAID_AT
    )
    consents.take_in(found)
    for _ in range(2):
        add_reply(found, records, ANSWER, said_at=SAID_AT, by="Leyla")
    make_run(found, as_of=AS_OF, make_latest=True)
    with read.reading(found) as con:
        assert read.axis_scores(con, [claimant["claimant_id"]]) == before, "an answer is shown, never weighed"
    return found


def test_the_answer_stands_with_the_score(place: Workspace) -> None:
    with read.reading(place) as con:
        (lead,) = claimant_leads(con)
        told = explain_claimant(con, lead["claimant_id"])
    assert lead["replies"] == [{"said": ANSWER, "said_at": "2026-11-20T09:00:00Z"}]
    assert [reply["said"] for reply in told["replies"]] == [ANSWER] and told["caution"] == CAUTION


@pytest.mark.parametrize("profile", ["platform", "partner"])
def test_the_answer_stands_in_every_pack(place: Workspace, profile: str, tmp_path: Path) -> None:
    issue(place, Order("claimant", "Juniper Film Trust", profile), tmp_path / profile)
    pack = json.loads((tmp_path / profile / "pack.json").read_text(encoding="utf-8"))
    assert "We own this film since 2011." in json.dumps(pack, ensure_ascii=False)


def test_the_answer_was_not_there_before_it_was_given(place: Workspace) -> None:
    run = make_run(place, as_of=dt.date(2026, 11, 19), make_latest=False)
    with read.reading(place, run.run_id) as con:
        (lead,) = claimant_leads(con)
    assert "replies" not in lead


def test_every_finding_that_weighs_has_a_witness(place: Workspace, figure: Any) -> None:
    with read.reading(place) as con:
        found = [row for row in read.findings(con, None) if row["weight_ubans"]]
    bare = [row["code"] for row in found if not row["n_witnesses"]]
    figure("R19", "findings that weigh and have no witness", len(bare), "0")
    assert found and bare == []


def test_an_empty_answer_is_refused_and_one_answer_is_stored_once(place: Workspace) -> None:
    with pytest.raises(UsageError):
        add_reply(place, ["r_1"], " ", said_at=SAID_AT, by="Leyla")
    assert facts(place, "select count(*) from reply") == [(1,)]
    assert facts(place, "select count(*) from audit where action = 'reply'") == [(2,)]
