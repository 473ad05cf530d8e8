"""`strikes explain notice`: what a person and a program get to see."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from strikes import settings
from tests.collect.notice_mail.factory import LAYOUTS, WAYS, Letter, Video

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = (
    "parsed", "generation", "language", "event_type", "notice_at", "channel_title", "strikes_standing", "case_id",
    "claims", "missing_elements", "message_id", "sha256", "provenance", "dkim", "notes",
)  # fmt: skip
CLAIM = ("video_id", "video_title", "video_url", "claimant_name", "claimant_email", "work_text", "found_in")


def strikes(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "strikes", *arguments], input=stdin, capture_output=True, cwd=ROOT)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.eml"
    path.write_bytes(WAYS["direct"](LAYOUTS["g3"](Letter())).raw)
    return path


def test_the_contracts_object(notice: Path) -> None:
    told = json.loads(strikes("explain", "notice", str(notice), "--format", "json").stdout)
    assert tuple(told) == CONTRACT
    assert set(CLAIM) <= set(told["claims"][0])
    assert told["dkim"] == {"checked": False, "result": None, "domain": None, "aligned": None}
    assert (told["provenance"], told["generation"]) == ("P1", "G3")


def test_standard_input_reads_like_the_file(notice: Path) -> None:
    by_file = strikes("explain", "notice", str(notice), "--format", "json").stdout
    assert strikes("explain", "notice", "-", "--format", "json", stdin=notice.read_bytes()).stdout == by_file


def test_a_mailbox_gives_a_list(notice: Path, tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    box.write_bytes(b"From x Tue Mar 03 10:15:00 2026\r\n" + notice.read_bytes() + b"\r\n")
    told = json.loads(strikes("explain", "notice", str(box), "--format", "json").stdout)
    assert [one["event_type"] for one in told] == ["takedown"]


def test_a_person_reads_sentences_and_hidden_signs_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "x.eml"
    letter = LAYOUTS["g2"](Letter(videos=(Video(claimant="Tern\u202eesuoH"),)))
    path.write_bytes(WAYS["direct"](letter).raw)
    shown = strikes("explain", "notice", str(path)).stdout.decode()
    assert "Tern\N{REPLACEMENT CHARACTER}esuoH" in shown
    assert "It gives no way to reach the claimant." in shown


def test_nothing_is_stored(notice: Path, own_workspace: Path) -> None:
    strikes("explain", "notice", str(notice))
    assert not own_workspace.exists()


def test_a_hostile_file_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "x.eml"
    path.write_bytes(b"From: a@b.example\r\nTo: c@d.example\r\n" + b"X: y\r\n" * 5000 + b"\r\n")
    done = strikes("explain", "notice", str(path), "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["notes"] == ["The mail's header has more than 1000 lines."]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["nowhere.eml"], b"no file or folder"), (["README", "--verify", "maybe"], b"--verify takes")],
)
def test_wrong_use_is_told_without_a_traceback(arguments: list[str], words: bytes) -> None:
    done = strikes("explain", "notice", *arguments)
    assert done.returncode == 2
    assert words in done.stderr and b"Traceback" not in done.stderr


def test_help_has_an_example() -> None:
    assert b"Example: strikes explain notice" in strikes("explain", "notice", "--help").stdout
    assert b"Example: strikes collect mail" in strikes("collect", "mail", "--help").stdout
    assert b"Example: strikes collect imap" in strikes("collect", "imap", "--help").stdout


def test_the_reference_table_is_found() -> None:
    assert (settings.reference_dir() / "notice_labels.csv").is_file()
