"""What a run prints follows the contract to the letter, whatever the names hold."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from strikes.model import Axis, Band
from tests.cli.conftest import Strikes
from tests.factory import event, write_csv

HOSTILE = [
    "Quote \"double\" and 'single'",
    "Line\nbreak\r\nand\ttab",
    "Əliyev Şəhla oğlu Çingiz",
    "\u202eright-to-left\u202c \u200b\u200f",
    "[red]markup[/red] **bold** <script>alert(1)</script>",
    "=HYPERLINK(1)",
    "NUL\0inside",
    "x" * 10_000,
    "Гусейнов 🙂 حسين",
    '"},{"claimant_id": "c_injected"',
]
LEAD = {
    "claimant_id",
    "names",
    "emails",
    "channel_ids",
    "n_claims",
    "n_channels",
    "n_reporters",
    "first_claim_at",
    "last_claim_at",
    "campaign_id",
    "priority",
    "axes",
    "findings",
}
CAMPAIGN = {
    "campaign_id",
    "claimant_ids",
    "target_channel_ids",
    "n_claims",
    "first_claim_at",
    "last_claim_at",
    "weight",
    "low",
    "high",
    "band",
    "findings",
}
FINDING = {"signal", "axis", "weight", "text", "innocent", "evidence", "provenance"}


@pytest.fixture
def leads(strikes: Strikes, tmp_path: Path) -> list[dict[str, Any]]:
    rows = [
        event(claimant_name=name, claimant_email=f"hostile{i}@gmail.com", video_id=f"v{i}", event_id=f"ev{i}")
        for i, name in enumerate(HOSTILE)
    ]
    path = tmp_path / "e.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert strikes("collect", "table", path).returncode == 0
    assert strikes("score").returncode == 0
    done = strikes("claimants", "--format", "json")
    assert done.returncode == 0
    return list(json.loads(done.stdout))


def test_claimants_follow_the_contract(leads: list[dict[str, Any]]) -> None:
    assert len(leads) == len(HOSTILE)
    for lead in leads:
        assert set(lead) == LEAD
        assert set(lead["axes"]) == set(Axis)
        for score in lead["axes"].values():
            assert set(score) == {"weight", "low", "high", "band"}
            assert score["band"] in set(Band)
            numbers = [score["weight"], score["low"], score["high"]]
            assert all(n is None for n in numbers) or score["low"] <= score["weight"] <= score["high"]
        for finding in lead["findings"]:
            assert set(finding) == FINDING
            assert finding["evidence"] and finding["provenance"] == "P1"
        assert lead["first_claim_at"] == "2024-03-05T10:00:00Z"
    assert leads == sorted(leads, key=lambda lead: (-lead["priority"], lead["claimant_id"]))


def test_names_are_printed_as_stored(leads: list[dict[str, Any]]) -> None:
    assert sorted(name for lead in leads for name in lead["names"]) == sorted(HOSTILE)


def test_evidence_names_the_reporters_own_event_ids(leads: list[dict[str, Any]]) -> None:
    found = {event_id for lead in leads for finding in lead["findings"] for event_id in finding["evidence"]}
    assert found <= {f"ev{i}" for i in range(len(HOSTILE))}


def test_the_table_shows_hostile_names_on_one_line_each(leads: list[dict[str, Any]], strikes: Strikes) -> None:
    shown = strikes("claimants").stdout
    assert "\x1b" not in shown and "\0" not in shown and "\u202e" not in shown
    assert len(shown.splitlines()) == 3 * len(HOSTILE)


def test_csv_holds_no_formula(leads: list[dict[str, Any]], strikes: Strikes) -> None:
    done = strikes("claimants", "--format", "csv")
    cells = [cell for row in csv.reader(io.StringIO(done.stdout, newline="")) for cell in row]
    assert cells and not [cell for cell in cells if cell.startswith(("=", "+", "-", "@")) and not cell[1:2].isdigit()]


def test_campaigns_follow_the_contract(leads: list[dict[str, Any]], strikes: Strikes) -> None:
    for lead in json.loads(strikes("campaigns", "--format", "json").stdout):
        assert set(lead) == CAMPAIGN


def test_explain_finds_a_claimant_by_id_name_mail_and_says_what_speaks_against(
    leads: list[dict[str, Any]], strikes: Strikes
) -> None:
    for wanted in (leads[0]["claimant_id"], leads[0]["names"][0], leads[0]["emails"][0]):
        if "\0" in wanted:
            continue
        told = strikes("explain", wanted)
        assert told.returncode == 0, told.stderr
        assert leads[0]["claimant_id"] in told.stdout
        assert "A listing is not a finding of fault" in told.stdout
        assert "Could not be looked at:" in told.stdout


def test_an_unknown_subject_gets_a_sentence(leads: list[dict[str, Any]], strikes: Strikes) -> None:
    done = strikes("explain", "nobody\x1b[31m")
    assert done.returncode == 2
    assert "There is no claimant or campaign" in done.stderr and "\x1b" not in done.stderr


@pytest.mark.parametrize("command", ["claimants", "campaigns", "channels", "explain x"])
def test_before_the_first_run_one_is_told_what_to_do(strikes: Strikes, command: str) -> None:
    done = strikes(*command.split())
    assert done.returncode == 2
    assert "strikes score" in done.stderr


def test_a_review_becomes_a_fact_of_the_records(leads: list[dict[str, Any]], strikes: Strikes) -> None:
    words = ("--axis", "identity", "--label", "genuine", "--reason", "answered", "--by", "Leyla")
    assert strikes("review", leads[0]["claimant_id"], *words).returncode == 0
    assert strikes("collect", "inbox").stdout.startswith("reviews: read 0")
    wrong = strikes("review", leads[0]["claimant_id"], *words[:3], "unfounded", *words[4:])
    assert wrong.returncode == 2 and "no label of the axis identity" in wrong.stderr
    assert strikes("score").returncode == 0


def test_runs_are_listed_and_pruned(strikes: Strikes, tmp_path: Path) -> None:
    for i in range(3):
        strikes("collect", "table", write_csv(tmp_path / f"e{i}.csv", [event(video_id=f"v{i}")]))
        strikes("score")
    found = json.loads(strikes("runs", "list", "--format", "json").stdout)
    assert [run["is_latest"] for run in found] == [True, False, False]
    assert strikes("runs", "prune", "--keep", "1").stdout == "removed 2 runs\n"
    assert len(json.loads(strikes("runs", "list", "--format", "json").stdout)) == 1


def test_a_run_of_an_earlier_day_never_becomes_latest(strikes: Strikes, tmp_path: Path) -> None:
    strikes("collect", "table", write_csv(tmp_path / "e.csv", [event()]))
    latest = strikes("score").stdout
    earlier = strikes("score", "--as-of", "2024-03-10").stdout
    assert earlier != latest
    found = json.loads(strikes("runs", "list", "--format", "json").stdout)
    assert [run["run_id"] for run in found if run["is_latest"]] == [latest.strip()]
    assert strikes("score", "--as-of", "last week").returncode == 2
