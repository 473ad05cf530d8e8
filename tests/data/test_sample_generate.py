"""The generator of the SIMULATED world: repeatable to the byte, of the promised size, varied, marked."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from tests.data.contract import COLUMNS, DATA, Row, is_nobodys, problems, read

SCRIPT = DATA / "sample" / "generate.py"
CLAIMS = ("takedown", "scheduled_takedown", "content_id_claim")


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_generate", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    return load()


@pytest.fixture(scope="module")
def demo(generate: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    folder = tmp_path_factory.mktemp("demo")
    generate.write_world(folder, seed=7)
    return {path.stem: read(path) for path in sorted(folder.glob("*.csv"))}


def digest(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def shares(rows: list[Row], column: str) -> dict[str, float]:
    counted = Counter(row[column] for row in rows)
    return {value: count / len(rows) for value, count in counted.items()}


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for run in ("1", "2"):
        command = [sys.executable, str(SCRIPT), str(tmp_path / run), "--seed", "11", "--size", "demo"]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": run}, timeout=120)
    assert digest(tmp_path / "1") == digest(tmp_path / "2")


def test_another_seed_gives_another_world(generate: ModuleType, tmp_path: Path) -> None:
    generate.write_world(tmp_path / "a", seed=1)
    generate.write_world(tmp_path / "b", seed=2)
    assert digest(tmp_path / "a")["events.csv"] != digest(tmp_path / "b")["events.csv"]


def test_the_smallest_world_has_one_event(generate: ModuleType, tmp_path: Path) -> None:
    generate.write_world(tmp_path, seed=3, size="one")
    assert len(read(tmp_path / "events.csv")) == len(read(tmp_path / "truth.csv")) == 1


def test_the_demo_world_is_as_large_as_it_says(demo: dict[str, list[Row]]) -> None:
    claims = [row for row in demo["events"] if row["event_type"] in CLAIMS]
    assert len(claims) == pytest.approx(4_000, rel=0.1)
    assert len(demo["truth"]) == pytest.approx(1_500, rel=0.1)
    assert len({row["channel_title"] for row in demo["events"]}) == pytest.approx(250, rel=0.05)
    days = {row["occurred_at"][:10] for row in claims if len(row["occurred_at"]) >= 10}
    assert min(days) < "2024-12" and "2026-04" < max(days) < "2026-06"


@pytest.mark.soak
def test_a_large_world_is_as_large_as_it_says(generate: ModuleType, tmp_path: Path, tenth: int) -> None:
    large = generate.SIZES["large"]
    scaled = type(large)(
        large.n_events * tenth // 10, 3_000 * tenth // 10, large.n_campaigns_per_kind * tenth // 10, 1.5
    )
    generate.SIZES["tenths"] = scaled
    generate.write_world(tmp_path, seed=4, size="tenths")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in file) - 1 == pytest.approx(scaled.n_events, rel=0.01)


def test_a_million_events_are_foreseen(generate: ModuleType) -> None:
    assert generate.SIZES["huge"].n_events == 1_000_000


def test_every_row_keeps_to_the_contract(demo: dict[str, list[Row]]) -> None:
    for kind, columns in COLUMNS.items():
        assert list(demo[kind][0]) == columns
        assert [found for row in demo[kind] if (found := problems(kind, row))] == []


def test_adversaries_and_honest_look_alikes_are_of_many_kinds(demo: dict[str, list[Row]]) -> None:
    kinds: dict[str, set[str]] = {"0": set(), "1": set()}
    for row in demo["truth"]:
        kinds[row["is_adversary"]].add(row["kind"])
        assert bool(row["campaign"]) == (row["is_adversary"] == "1")
    assert len(kinds["1"]) >= 11
    assert {"advice_reader", "two_spellings", "league", "viral_compilation", "reporting_wave", "vendor"} <= kinds["0"]
    assert not kinds["0"] & kinds["1"]


def test_the_truth_is_known_for_every_event_of_a_claimant(demo: dict[str, list[Row]]) -> None:
    keys = {row["claimant_key"] for row in demo["truth"]}
    of_event = {row["event_id"]: row["claimant_key"] for row in demo["truth_events"]}
    for row in demo["events"]:
        assert of_event[row["event_id"]] in keys or row["event_type"] == "channel_termination"
    claims = Counter(of_event[row["event_id"]] for row in demo["events"] if row["event_type"] in CLAIMS)
    assert claims == {row["claimant_key"]: int(row["n_claims"]) for row in demo["truth"]}


def test_about_half_of_what_could_be_told_is_missing(demo: dict[str, list[Row]]) -> None:
    empty = sum(not value for row in demo["events"] for value in row.values())
    assert empty / (len(demo["events"]) * len(COLUMNS["events"])) == pytest.approx(0.5, abs=0.06)
    assert sum(bool(row["channel_ids"]) for row in demo["truth"]) < 0.2 * len(demo["truth"])


def test_outcomes_come_at_about_the_published_rates(demo: dict[str, list[Row]]) -> None:
    kinds = Counter(row["event_type"] for row in demo["events"])
    claims = sum(kinds[kind] for kind in CLAIMS)
    assert kinds["request_rejected"] / claims == pytest.approx(0.06, abs=0.02)
    assert kinds["counter_notification"] / claims == pytest.approx(0.07, abs=0.02)
    assert {"retraction", "reinstatement", "strike_expiry", "channel_termination", "counter_refused"} <= set(kinds)


def test_levels_reporters_and_dates_vary(demo: dict[str, list[Row]]) -> None:
    assert set(shares(demo["events"], "provenance")) == {"P1", "P2", "P3", "P4", "P5"}
    assert len({row["reporter_id"] for row in demo["events"]}) > 200
    assert {len(row["occurred_at"]) for row in demo["events"]} == {0, 4, 7, 10, 20}


def test_a_reporting_wave_is_told_by_one_trainer_from_memory(demo: dict[str, list[Row]]) -> None:
    waves = {row["claimant_key"] for row in demo["truth"] if row["kind"] == "reporting_wave"}
    of_event = {row["event_id"]: row["claimant_key"] for row in demo["truth_events"]}
    told = [row for row in demo["events"] if of_event[row["event_id"]] in waves]
    assert told and all(row["reporter_id"].startswith("sim-trainer-") for row in told)
    assert {len(row["occurred_at"]) for row in told} == {7}


def test_names_stand_in_five_languages_and_three_scripts(demo: dict[str, list[Row]]) -> None:
    names = "".join(row["names"] for row in demo["truth"])
    assert all(set(letters) & set(names) for letters in ("əƏ", "жщя", "ğş", "و", "w"))


def test_everything_is_marked_and_no_address_can_be_anybodys(demo: dict[str, list[Row]]) -> None:
    for row in demo["events"]:
        assert row["channel_title"].startswith("SIMULATED ")
        assert not row["video_title"] or row["video_title"].startswith("SIMULATED ")
        assert not row["channel_id"] or (row["channel_id"].startswith("UCsim") and len(row["channel_id"]) == 24)
    addresses = {address for row in demo["truth"] for address in row["emails"].split("|") if address}
    addresses |= {row["claimant_email"] for row in demo["events"] if row["claimant_email"]}
    assert [address for address in addresses if not is_nobodys(address.casefold())] == []


def test_the_generator_needs_nothing_but_python() -> None:
    own = {path.stem for path in SCRIPT.parent.glob("*.py")}
    for path in SCRIPT.parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert all(n in own or n.split(".")[0] in sys.stdlib_module_names for n in names), path.name
