"""`strikes collect table` at the terminal: the count line, the exit codes, the sentences."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Strikes
from tests.factory import event, write_csv


def test_the_count_line_adds_up(strikes: Strikes, tmp_path: Path) -> None:
    rows = [event(), event(), event(video_id="b"), event(video_id="c", occurred_at="soon")]
    done = strikes("collect", "table", write_csv(tmp_path / "e.csv", rows))
    assert done.returncode == 0
    assert done.stdout == "e.csv (events): read 4 = new 2 + already known 1 + quarantined 1\n"
    assert "strikes quarantine" in done.stderr


def test_quarantine_says_where_and_why(strikes: Strikes, tmp_path: Path) -> None:
    strikes("collect", "table", write_csv(tmp_path / "e.csv", [event(), event(occurred_at="13.02.2024")]))
    (row,) = json.loads(strikes("quarantine", "--format", "json").stdout)
    assert (row["file"], row["line"], row["column"]) == ("e.csv", 3, "occurred_at")
    assert "13.02.2024" in row["reason"] and "13.02.2024" in row["raw"]


def test_one_bad_file_does_not_stop_the_others_and_ends_with_2(strikes: Strikes, tmp_path: Path) -> None:
    good = write_csv(tmp_path / "good.csv", [event()])
    bad = write_csv(tmp_path / "bad.csv", [{"x": 1}])
    done = strikes("collect", "table", bad, good, tmp_path / "none.csv")
    assert done.returncode == 2
    assert "good.csv (events): read 1 = new 1" in done.stdout
    assert "bad.csv: the header fits no kind" in done.stderr and "none.csv: there is no such file" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_use_ends_with_2_and_advice(strikes: Strikes, tmp_path: Path) -> None:
    table = write_csv(tmp_path / "e.csv", [event()])
    for words in (["--column", "claimant_nam=claimant_name"], ["--const", "x"], ["--kind", "stories"], ["--colour"]):
        done = strikes("collect", "table", table, *words)
        assert (done.returncode, done.stdout) == (2, ""), words
        assert done.stderr.strip() and "Traceback" not in done.stderr


def test_counts_come_as_json_for_programs(strikes: Strikes, tmp_path: Path) -> None:
    done = strikes("collect", "table", write_csv(tmp_path / "e.csv", [event()]), "--format", "json")
    (row,) = json.loads(done.stdout)
    assert row == {"file": "e.csv", "kind": "events", "read": 1, "new": 1, "known": 0, "quarantined": 0}
