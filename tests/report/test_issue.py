"""Issuing a pack: refused where it must not leave, noted once it did, looked at without leaving a trace."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from strikes.errors import InputError, UsageError
from strikes.report.issue import Order, issue, preview
from strikes.report.outcomes import note_answer, note_sent, sendings, success
from strikes.report.verify import verify
from strikes.store import consents, ledger, outcomes, read
from strikes.store.workspace import Workspace
from tests.report.world import NAMES, build, event


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Three claims by one claimant on a channel that bears the claimant's own name."""
    workspace = Workspace(tmp_path_factory.mktemp("scored") / "workspace").ensure()
    about = {"channel_id": "UCsim0", "channel_title": NAMES[0], "claimant_name": NAMES[0], "occurred_at": "2026-02-20"}
    build(workspace, [event(event_id=str(i), video_id=f"simvid0000{i}", **about) for i in range(3)])
    return workspace


@pytest.fixture
def small(scored: Workspace, tmp_path: Path) -> Workspace:
    """The same, to write in."""
    return Workspace(Path(shutil.copytree(scored.root, tmp_path / "small")))


def test_what_was_issued_is_whole_signed_and_in_the_ledger(small: Workspace) -> None:
    bundle, pack = issue(small, Order("claimant", NAMES[0], by="Leyla"))
    assert verify(bundle).wrong == []
    (entry,) = ledger.entries(small, "made")
    assert (entry["pack"], entry["by"], entry["n_claims"]) == (pack["about"]["pack"], "Leyla", 3)


def test_a_claimant_and_a_channel_of_one_name_are_told_apart_by_what_is_asked_for(small: Workspace) -> None:
    for kind in ("claimant", "channel"):
        assert preview(small, Order(kind, NAMES[0])).pack["about"]["kind"] == kind


def test_a_look_leaves_no_trace(small: Workspace) -> None:
    before = sorted(path.name for path in small.root.rglob("*"))
    found = preview(small, Order("channel", NAMES[0], "partner"))
    assert len(found.pages()) >= 2 and found.objections
    assert sorted(path.name for path in small.root.rglob("*")) == before


def test_what_is_withheld_stands_beside_what_leaves(small: Workspace) -> None:
    rows = preview(small, Order("claimant", NAMES[0])).withheld()
    assert {"part": "claims", "row": 1, "field": "claim_id"} not in rows
    assert any(row["field"] == "reporters" and row["leaves"] is None for row in rows)
    everything = preview(small, Order("claimant", NAMES[0], "public")).withheld()
    assert [row["field"] for row in everything if row["part"] == "claims"] == [None] * 3


def test_nothing_leaves_for_a_partner_while_nobody_agreed(small: Workspace) -> None:
    with pytest.raises(UsageError, match="agreed to show them to the partner"):
        issue(small, Order("claimant", NAMES[0], "partner"))
    assert not small.exports.exists() or not list(small.exports.rglob("*.zip"))


def test_an_owner_who_says_no_to_the_platform_is_obeyed(small: Workspace) -> None:
    told = {"subject_kind": "channel", "subject": "UCsim0", "purpose": "platform", "by": "owner", "is_given": False}
    consents.write_consent(small, **told, now=dt.datetime(2026, 2, 25, tzinfo=dt.UTC))
    consents.take_in(small)
    build(small, ())
    with pytest.raises(UsageError, match="agreed to show them to the platform"):
        issue(small, Order("claimant", NAMES[0]))


def test_a_recipient_that_is_none_is_refused(small: Workspace) -> None:
    with pytest.raises(UsageError, match="is no recipient"):
        issue(small, Order("claimant", NAMES[0], "everybody"))


def test_an_answer_becomes_an_outcome_of_each_claim(small: Workspace) -> None:
    _, pack = issue(small, Order("claimant", NAMES[0]))
    number = note_sent(small, pack["about"]["pack"][:8], to="YouTube", by="Leyla", on="2026-02-21")
    assert note_answer(small, number, result="restored", by="Leyla", on="2026-02-24", claims=[1, 3]) == 2
    assert outcomes.take_in(small).new == 2
    build(small, ())
    with read.reading(small) as con:
        assert sorted(
            row["outcome"] or "open" for row in read.claims_of(con, [read.find_subject(con, NAMES[0], "claimant")[1]])
        ) == ["open", "reinstated", "reinstated"]
    rows = sendings(small, dt.date(2026, 3, 1))
    assert [(row["days"], row["n_helped"]) for row in rows] == [(3, 2)]
    assert success(rows) == [
        {"to": "YouTube", "kind": "claimant", "sent": 1, "answered": 1, "helped": 1, "median_days": 3.0}
    ]


def test_an_answer_to_nothing_and_claims_that_are_none_are_refused(small: Workspace) -> None:
    with pytest.raises(InputError, match="no sending '7'"):
        note_answer(small, "7", result="refused", by="Leyla", on="2026-02-24")
    _, pack = issue(small, Order("claimant", NAMES[0]))
    number = note_sent(small, pack["about"]["pack"], to="YouTube", by="Leyla", on="2026-02-21")
    with pytest.raises(UsageError, match="numbers from 1 to 3"):
        note_answer(small, number, result="restored", by="Leyla", on="2026-02-24", claims=[4])
    with pytest.raises(UsageError, match="Say to whom"):
        note_sent(small, pack["about"]["pack"], to=" ", by="Leyla", on="2026-02-21")


def test_a_bundle_lies_where_it_was_asked_for(small: Workspace, tmp_path: Path) -> None:
    bundle, _ = issue(small, Order("claimant", NAMES[0]), tmp_path / "out")
    assert bundle.parent == tmp_path / "out"
