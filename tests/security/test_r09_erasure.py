"""R9: what is erased is gone from the live set, the runs, temporary files and exports; the audit says only that."""

from __future__ import annotations

import datetime as dt
import gzip
import shutil
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest

from strikes import settings
from strikes.cli.pipeline import make_run
from strikes.collect.mail import MailRows
from strikes.collect.mail_events import MailEvents
from strikes.collect.notice_mail.facts import Facts
from strikes.collect.notice_mail.reading import Dkim
from strikes.errors import InputError
from strikes.report.issue import Order, issue
from strikes.store import casefile, erase, ledger, retention, reviews, runs
from strikes.store.casefile import Kind
from strikes.store.vault import workspace_vault
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace
from tests.factory import collected, event, facts, workspace

MARKER = "MARKER0815"
AS_OF = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def marked(n: int) -> dict[str, Any]:
    """A claim told by one submission alone, with the marker in every field."""
    own = ("event_id", "notice_id", "claim_id", "channel_title", "video_id", "video_title", "claim_text")
    return (
        event(occurred_at="2026-10-05T10:00:00Z")
        | {name: f"{MARKER}-{name}-{n}" for name in own}
        | {"channel_id": f"UC-{MARKER}"}
    )


def others(n: int) -> list[dict[str, Any]]:
    return [event(event_id=f"o{i}", video_id=f"video-o{i}", occurred_at="2026-10-05T10:00:00Z") for i in range(n)]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Facts of two submissions, scored; packs about the claimant and about the marked channel; work on the case."""
    folder = tmp_path_factory.mktemp("original")
    found = workspace(folder)
    collected(found, others(3), folder)
    collected(found, [marked(1), marked(2), event(event_type="nonsense", claim_text=MARKER)], folder, "marked.csv")
    make_run(found, as_of=AS_OF, make_latest=True)
    for kind, subject in (("channel", f"UC-{MARKER}"), ("claimant", "Juniper Film Trust")):
        issue(found, Order(kind, subject, "platform", by="An analyst"))
    casefile.add(found, [f"UC-{MARKER}"], Kind.NOTE, "asked its owner", by="An analyst", now=NOW)
    return found


@pytest.fixture
def place(original: Workspace, tmp_path: Path) -> Workspace:
    shutil.copytree(original.root, tmp_path / "workspace")
    return Workspace(tmp_path / "workspace")


def hits(folder: Path, marker: bytes) -> list[str]:
    """The files below a folder that hold a marker, packed ones and ZIPs unpacked."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        contents = [path.read_bytes(), path.name.encode()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                contents += [packed.read(name) for name in packed.namelist()]
        if path.suffix == ".gz":
            contents.append(gzip.decompress(contents[0]))
        if any(marker in content for content in contents):
            found.append(str(path.relative_to(folder)))
    return found


@pytest.mark.parametrize("subject", ["marked.csv", f"UC-{MARKER}"])
def test_the_marker_is_gone_everywhere(place: Workspace, subject: str, tmp_path: Path, figure: Any) -> None:
    before = hits(place.root, MARKER.encode())
    assert {name.split("/")[0] for name in before} >= {"casebook.duckdb", "exports", "runs", "cases"}
    done = erase.erase(place, subject, by="Leyla")
    if subject == "marked.csv":
        casefile.forget(place, MARKER)
    left = hits(place.root, MARKER.encode())
    figure("R9", "files that hold the marker after erasure", len(left), "0")
    assert left == []
    assert done.n_facts == 2 and len(done.packs) == 2 and done.run_ids
    assert facts(place, "select count(*) from event") == [(3,)]


def test_the_audit_still_holds_and_tells_no_content(place: Workspace) -> None:
    erase.erase(place, f"UC-{MARKER}", by="Leyla")
    assert verify_workspace(place).wrong == ()
    ((action, actor, about, detail),) = facts(
        place, "select action, actor, object, detail from audit order by number desc limit 1"
    )
    assert (action, actor) == ("erase", "Leyla") and MARKER not in f"{about}{detail}"
    assert '"facts": 2' in detail


def test_scores_are_computed_anew_and_no_run_holds_it(place: Workspace) -> None:
    before = runs.latest_id(place)
    erase.erase(place, f"UC-{MARKER}", by="Leyla")
    assert runs.latest_id(place) is None and not list(place.runs.glob("*.duckdb"))
    after = make_run(place, as_of=AS_OF, make_latest=True)
    assert after.run_id != before
    with runs.reading(place) as con:
        assert con.execute("select n_claims from claimant").fetchall() == [(3,)]


def test_the_list_of_exports_keeps_that_a_pack_was_made(place: Workspace) -> None:
    erase.erase(place, f"UC-{MARKER}", by="Leyla")
    assert [(row["kind"], row["by"]) for row in ledger.entries(place, "made")] == [
        ("channel", "An analyst"),
        ("claimant", "An analyst"),
    ]


def test_what_others_told_as_well_stays(tmp_path: Path) -> None:
    place = workspace(tmp_path)
    collected(place, [event(event_id="shared"), event(event_id="alone", video_id="v2")], tmp_path, "one.csv")
    collected(place, [event(event_id="shared")], tmp_path, "two.csv")
    erase.erase(place, "one.csv", by="Leyla")
    assert facts(place, "select event_id from event") == [("shared",)]
    assert facts(place, "select name from source") == [("two.csv",)]
    assert verify_workspace(place).wrong == ()


def test_reviews_of_a_claimant_stay(place: Workspace) -> None:
    reviews.write_review(
        place, subjects=["Juniper Film Trust"], axis="identity", label="genuine", reason="x", by="y", now=NOW
    )
    reviews.take_in(place)
    erase.erase(place, f"UC-{MARKER}", by="Leyla")
    assert facts(place, "select count(*) from label") == [(1,)]


def test_an_unknown_subject_is_told(place: Workspace) -> None:
    with pytest.raises(InputError, match="Nothing here is called that"):
        erase.erase(place, "nobody", by="Leyla")


def test_an_erasure_cut_off_can_be_finished(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(place: Workspace) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(erase, "rewrite", cut_off)
        with pytest.raises(KeyboardInterrupt):
            erase.erase(place, f"UC-{MARKER}", by="Leyla")
    assert (place.root / erase.DUE).exists()
    erase.erase(place, f"UC-{MARKER}", by="Leyla")
    assert hits(place.root, MARKER.encode()) == [] and not (place.root / erase.DUE).exists()


def mailed(place: Workspace, raw: bytes, **row: Any) -> str:
    """Take a mail in: its original sealed, its event told by it."""
    name = workspace_vault(place.root).put(raw)
    unchecked = Dkim(False, None, None, None)
    told = Facts(name[:64], f"<{name}@mail>", name, "G3", unchecked)
    rows = [event(occurred_at="2026-10-05T10:00:00Z", **row)]
    MailEvents(place.root).add_events([MailRows(rows, told, "notice.eml", len(raw))])
    return name


def test_the_original_of_an_erased_mail_goes_and_others_stay(tmp_path: Path) -> None:
    place = workspace(tmp_path)
    gone = mailed(place, b"gone", event_id="gone", channel_id="UC-gone")
    kept = mailed(place, b"kept", event_id="kept", channel_id="UC-kept")
    assert erase.erase(place, "UC-gone", by="Leyla").n_originals == 1
    assert list(workspace_vault(place.root).names()) == [kept] and gone != kept


def test_claims_that_nobody_resolved_are_aged_out(tmp_path: Path) -> None:
    place = workspace(tmp_path)
    old = {"occurred_at": "2024-11-01T10:00:00Z"}
    rows = [
        event(event_id="old", claimant_name="Never Resolved Ltd", **old),
        event(event_id="judged", claimant_name="Judged Ltd", video_id="v2", **old),
        event(event_id="undone", claimant_name="Undone Ltd", video_id="v3", claim_id="k3", **old),
        event(
            event_id="undo", claimant_name="Undone Ltd", video_id="v3", claim_id="k3", event_type="retraction", **old
        ),
        event(event_id="public", claimant_name="Public Ltd", video_id="v4", source="lumen", **old),
        event(event_id="young", claimant_name="Young Ltd", video_id="v5", occurred_at="2024-12-01T10:00:00Z"),
        event(event_id="returned-1", claimant_name="Returned Ltd", video_id="v6", **old),
        event(event_id="returned-2", claimant_name="Returned Ltd", video_id="v7", occurred_at="2026-01-01T10:00:00Z"),
    ]
    collected(place, rows, tmp_path)
    reviews.write_review(place, subjects=["Judged Ltd"], axis="identity", label="genuine", reason="x", by="y", now=NOW)
    reviews.take_in(place)
    make_run(place, as_of=AS_OF, make_latest=True)
    assert retention.due(place, settings.Policy(), AS_OF).event_keys == [], "told a minute ago"
    with duckdb.connect(place.casebook) as con:
        con.execute("update sighting set collected_at = timestamp '2024-11-02'")
    for path in place.runs.glob("*.duckdb"):
        path.unlink()
    make_run(place, as_of=AS_OF, make_latest=True)
    due = retention.due(place, settings.Policy(), AS_OF)
    retention.apply(place, due, by="rule")
    left = {name for (name,) in facts(place, "select event_id from event")}
    assert left == {row["event_id"] for row in rows} - {"old"}
    assert verify_workspace(place).wrong == ()
    assert facts(place, "select action from audit order by number desc limit 1") == [("age_out",)]


def test_originals_go_some_time_after_their_case_closed(tmp_path: Path) -> None:
    place = workspace(tmp_path)
    long_closed = mailed(place, b"1", event_id="e1", channel_id="UC-closed")
    reopened = mailed(place, b"2", event_id="e2", channel_id="UC-reopened")
    just_closed = mailed(place, b"3", event_id="e3", channel_id="UC-just-closed")
    make_run(place, as_of=AS_OF, make_latest=True)
    said = [("UC-closed", "closed", 91), ("UC-reopened", "closed", 200), ("UC-reopened", "open", 10),
            ("UC-just-closed", "closed", 89)]  # fmt: skip
    for channel, status, days in said:
        casefile.add(place, [channel], Kind.STATUS, status, by="Leyla", now=NOW - dt.timedelta(days=days))
    due = retention.due(place, settings.Policy(), AS_OF)
    assert due.originals == [long_closed]
    retention.apply(place, due, by="rule")
    assert sorted(workspace_vault(place.root).names()) == sorted([reopened, just_closed])
    assert facts(place, "select count(*) from event") == [(3,)]
