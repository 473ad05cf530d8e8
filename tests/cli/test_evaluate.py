"""`strikes evaluate` as a person runs it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from strikes.cli.app import app
from tests.by_hand import World, finished

LABELS = (
    "subject,axis,label,reason,labelled_by\nAnn Sample,claims,unfounded,all rejected,ben\nNobody,claims,founded,,ben\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    claim = {
        "event_type": "takedown",
        "channel_id": "t",
        "video_id": "v",
        "claimant_name": "Ann Sample",
        "provenance": "P4",
    }
    events = [
        {**claim, "occurred_at": "2025-01-01", "claim_text": "my video"},
        {**claim, "event_type": "request_rejected", "occurred_at": "2025-01-09"},
    ]
    finished(World(events=events), tmp_path)
    return tmp_path / "workspace"


def evaluated(workspace: Path, text: str, form: str) -> Result:
    file = workspace.parent / "labels.csv"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(
        app,
        ["evaluate", "--labels", str(file), "--workspace", str(workspace), "--format", form],
        catch_exceptions=False,
    )


def test_json_has_a_part_for_each_question(workspace: Path) -> None:
    found = json.loads(evaluated(workspace, LABELS, "json").stdout)
    assert set(found) == {"axes", "signals", "reliability", "agreement"}
    (whole,) = (row for row in found["axes"] if row["script"] == row["language"] == "all")
    assert (whole["axis"], whole["n"], whole["n_so"]) == ("claims", 1, 1)


def test_csv_is_one_table(workspace: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(evaluated(workspace, LABELS, "csv").stdout)))
    assert {row["part"] for row in rows} == {"axes", "signals", "reliability"}


def test_a_table_is_for_reading(workspace: Path) -> None:
    assert "claims" in evaluated(workspace, LABELS, "table").stdout


def test_a_file_without_labels_gets_a_sentence(workspace: Path) -> None:
    from strikes.errors import FormatError

    with pytest.raises(FormatError, match=r"labels.csv holds no labels"):
        evaluated(workspace, "subject,axis,label,labelled_by\nAnn,claims,nonsense,ben\n", "json")
