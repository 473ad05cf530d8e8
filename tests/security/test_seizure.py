"""Section "What a seized thing surrenders" of docs/security.md: real files of one house, searched for markers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from strikes.store.vault import workspace_vault
from tests.factory import event, write_csv
from tests.security.test_r01_r02_kill import ROOT
from tests.security.test_r06_encrypted_at_rest import disguises

#: What lies only in a sealed original: who handed it in.
OWNER = "MARKER-OWNER-0815@mail.example"
#: What the casebook holds: a claim as reported, and the name of the file it came in.
TOLD = "MARKER-TOLD-4711"
PASSPHRASE = "marker passphrase of five words"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with workspace, log, temporary files and a backup, as some days of work leave them, keys locked."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "tmp").mkdir()
    (folder / "words").write_text(PASSPHRASE)
    (folder / "words").chmod(0o600)
    own = {
        "STRIKES_WORKSPACE": str(folder / "workspace"),
        "STRIKES_LOG": str(folder / "log"),
        "STRIKES_PASSPHRASE_FILE": str(folder / "words"),
        "TMPDIR": str(folder / "tmp"),
    }
    table = write_csv(folder / f"{TOLD}.csv", [event(claim_text=TOLD, video_title=TOLD, channel_title=TOLD)])
    said = ""
    for words in (["init"], ["collect", "table", str(table)], ["score"], ["claimants"], ["keys", "lock"]):
        done = subprocess.run(
            [sys.executable, "-m", "strikes", *words],
            cwd=ROOT, env=os.environ | own, capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        if words == ["collect", "table", str(table)]:
            workspace_vault(folder / "workspace").put(f"From: {OWNER}\r\n\r\n{TOLD}".encode())
        said += done.stderr
    backup = [sys.executable, "-m", "strikes", "backup", str(folder / "backup.age")]
    subprocess.run(backup, cwd=ROOT, env=os.environ | own, capture_output=True, timeout=120, check=True)
    (folder / "words").unlink()
    table.unlink()
    (folder / "said").write_text(said)
    return folder


def hits(path: Path, marker: str) -> list[str]:
    """The files that hold a marker as it is, as a sort key, or inverted."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return [file.name for file in files if any(d in file.read_bytes() for d in disguises(marker.encode()))]


SURRENDERS_NOT = (
    ("workspace", OWNER),
    ("workspace", "AGE-SECRET-KEY-1"),
    ("workspace", "BEGIN PRIVATE KEY"),
    ("workspace", PASSPHRASE),
    ("backup.age", OWNER),
    ("backup.age", TOLD),
    ("log", OWNER),
    ("log", TOLD),
    ("tmp", OWNER),
    ("tmp", TOLD),
    ("said", OWNER),
)


@pytest.mark.parametrize(("thing", "marker"), SURRENDERS_NOT)
def test_what_is_seized_does_not_surrender(house: Path, thing: str, marker: str, figure: Any) -> None:
    found = hits(house / thing, marker)
    figure("R6", f"markers in a seized {thing}", len(found), "0")
    assert found == []


def test_the_search_finds_what_is_there(house: Path) -> None:
    # On an unencrypted disk the casebook and the runs are surrendered; the table says so.
    assert {"casebook.duckdb"} <= set(hits(house / "workspace", TOLD))


def test_the_log_tells_hours_codes_and_counts_alone(house: Path) -> None:
    lines = (house / "log").read_text().splitlines()
    assert lines
    for line in lines:
        assert time.strftime("%Y") in line and ":" not in line.split('"hour": "')[1].split('"')[0]
