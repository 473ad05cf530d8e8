"""R27: names, addresses and keys reach neither the log nor an error, whatever goes wrong."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from strikes import log
from tests.factory import event, workspace, write_csv

ROOT = Path(__file__).resolve().parent.parent.parent
MARKERS = ("marker.person@mail.example", "AIzaMARKERKEY0123456789", "203.0.113.77", "Marker Əliyev")


def strikes(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STRIKES_")}
    return subprocess.run(
        [sys.executable, "-m", "strikes", *words],
        cwd=ROOT,
        env=kept | {"STRIKES_WORKSPACE": str(folder / "workspace"), "TMPDIR": str(folder / "tmp")} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_commands_log_codes_and_counts_and_no_marker(tmp_path: Path, figure: Any) -> None:
    workspace(tmp_path)
    (tmp_path / "tmp").mkdir()
    mail, key, address, name = MARKERS
    rows = [event(claimant_email=mail, claim_text=key, claimant_name=name), event(video_id=address, occurred_at="??")]
    table = write_csv(tmp_path / "e.csv", rows)
    log_file = tmp_path / "strikes.log"
    outputs = [strikes(tmp_path, *words, STRIKES_LOG=str(log_file)) for words in (["collect", "table", str(table)],)]
    assert [done.returncode for done in outputs] == [0]
    logged = log_file.read_text(encoding="utf-8")
    assert '"collect.table"' in logged
    told = logged + "".join(done.stdout + done.stderr for done in outputs)
    hits = [marker for marker in MARKERS if marker in told]
    figure("R27", "marker secrets in outputs and log", len(hits), "0")
    assert hits == []
    left = [path for path in (tmp_path / "tmp").rglob("*") if path.is_file()]
    assert left == [], "a temporary file was left behind"


def test_an_unforeseen_error_shows_its_kind_and_nothing_it_held(tmp_path: Path) -> None:
    code = (
        "import strikes.cli.app as a, strikes.cli as c\n"
        "def broken() -> None:\n"
        f"    raise RuntimeError({MARKERS[1]!r})\n"
        "a.app.command('broken')(broken)\n"
        "import sys; sys.argv = ['strikes', 'broken']\n"
        "c.main()\n"
    )
    log_file = tmp_path / "strikes.log"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"STRIKES_LOG": str(log_file), "STRIKES_DEBUG": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "RuntimeError" in done.stderr and "Traceback" not in done.stderr
    assert MARKERS[1] not in done.stdout + done.stderr + log_file.read_text(encoding="utf-8")


def test_the_log_takes_codes_and_whole_numbers_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "strikes.log"
    monkeypatch.setenv("STRIKES_LOG", str(path))
    log.note("collect.table", new=3)
    for code, counts in (("a name: Əliyev", {}), ("collect.table", {"new": "3"}), ("collect.table", {"new": 2.5})):
        with pytest.raises(ValueError, match="whole numbers only"):
            log.note(code, **counts)
    assert path.read_text(encoding="utf-8").count("\n") == 1
    assert path.read_text(encoding="utf-8").startswith('{"hour": "20')


def test_other_libraries_cannot_log_past_the_door() -> None:
    try:
        log.hold_back_others()
        assert not logging.getLogger("googleapiclient.discovery").isEnabledFor(logging.CRITICAL)
    finally:
        logging.disable(logging.NOTSET)
