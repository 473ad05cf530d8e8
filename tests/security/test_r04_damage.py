"""R4: damage is noticed, never guessed around: cut or foreign files, flipped bits, a log cut or gone, an older file."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from strikes.errors import StrikesError
from strikes.store import casebook
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace
from tests.factory import collected, event, workspace
from tests.security.test_r01_r02_kill import ROOT

N_ROWS = 3000


def rows(start: int = 0, count: int = N_ROWS) -> list[dict[str, str]]:
    return [
        event(event_id=f"n{i}", video_id=f"v{i}", claim_text=f"text {i} " * 20) for i in range(start, start + count)
    ]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("sound")
    place = workspace(folder)
    collected(place, rows(), folder)
    return place


@pytest.fixture
def copy(sound: Workspace, tmp_path: Path) -> Workspace:
    shutil.copytree(sound.root, tmp_path / "copy")
    return Workspace(tmp_path / "copy")


def is_noticed(place: Workspace) -> bool:
    """Opening says so, or reading everything does."""
    try:
        with casebook.reading(place):
            pass
    except StrikesError as error:
        assert "Traceback" not in str(error) and str(place.root) not in str(error)
        return True
    return bool(verify_workspace(place).wrong)


def is_whole(place: Workspace) -> bool:
    """Every fact is there, against its hash: then what was damaged held nothing (free blocks, padding)."""
    verdict = verify_workspace(place)
    return verdict.wrong == () and f"{N_ROWS} events against their hashes" in verdict.checked


def test_a_sound_casebook_is_found_whole(copy: Workspace) -> None:
    assert is_whole(copy)


FOREIGN = {
    "empty": b"",
    "one byte": b"x",
    "zeroes": b"\0" * 50_000,
    "text": b"event_type,channel_id\n" * 1000,
    "sqlite": b"SQLite format 3\0" + b"\0" * 50_000,
    "zip": b"PK\x03\x04" + b"\0" * 50_000,
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_refused(copy: Workspace, name: str, figure: Any) -> None:
    copy.casebook.write_bytes(FOREIGN[name])
    assert is_noticed(copy)
    figure("R4", "foreign files", "refused", "refused")


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_refused_or_lost_nothing(copy: Workspace, share: float, figure: Any) -> None:
    whole = copy.casebook.read_bytes()
    copy.casebook.write_bytes(whole[: int(len(whole) * share)])
    assert is_noticed(copy) or is_whole(copy)
    assert share > 0.5 or is_noticed(copy)
    figure("R4", "file cut short at five places", "noticed", "noticed, or nothing lost")


def test_every_flipped_bit_is_noticed_or_meaningless(copy: Workspace, tenth: int, figure: Any) -> None:
    whole = copy.casebook.read_bytes()
    rng = random.Random(4)
    for _ in range(4 * tenth):
        damaged = bytearray(whole)
        damaged[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        copy.casebook.write_bytes(damaged)
        assert is_noticed(copy) or is_whole(copy)
    figure("R4", f"silent losses in {4 * tenth} flips in the database", 0, "0 of 40")


WRITER = """
import os, signal, sys
from pathlib import Path
from strikes.store.workspace import Workspace
from strikes.store.connection import attach, scratch
import strikes.store.committing as committing, tests.security.test_r04_damage as t
from tests.factory import write_csv
from strikes.collect.tables import importer
folder = Path(sys.argv[1])
place = Workspace(folder)
# Ends at once after the last commit, as a power cut would: what was committed then stands in the log alone.
real = committing.audit.write_head
def head_then_die(path, head):
    real(path, head)
    if head.number % 2 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
committing.audit.write_head = head_then_die
importer.import_table(place, write_csv(folder / "more.csv", t.rows(10_000, 300)))
"""


@pytest.fixture
def with_log(copy: Workspace) -> Workspace:
    """A casebook whose last transactions stand in the write-ahead log alone."""
    done = subprocess.run([sys.executable, "-c", WRITER, str(copy.root)], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr.decode()
    assert log_of(copy).stat().st_size > 10_000
    return copy


def log_of(place: Workspace) -> Path:
    return place.casebook.with_name("casebook.duckdb.wal")


def n_events(place: Workspace) -> int:
    with casebook.reading(place) as con:
        ((count,),) = con.execute("select count(*) from event").fetchall()
    return int(count)


def test_a_log_left_by_a_power_cut_is_taken_up(with_log: Workspace) -> None:
    assert n_events(with_log) == N_ROWS + 300


def test_a_log_that_is_gone_is_noticed(with_log: Workspace, figure: Any) -> None:
    log_of(with_log).unlink()
    assert is_noticed(with_log)
    figure("R4", "log removed", "noticed", "noticed")


@pytest.mark.parametrize("share", [i / 10 for i in range(10)])
def test_a_log_cut_short_is_noticed(with_log: Workspace, share: float, figure: Any) -> None:
    log = log_of(with_log)
    log.write_bytes(log.read_bytes()[: int(log.stat().st_size * share)])
    assert is_noticed(with_log)
    figure("R4", "log cut at ten places", "noticed", "noticed")


def test_flipped_bits_in_the_log_are_noticed_or_change_nothing(
    with_log: Workspace, tenth: int, tmp_path: Path, figure: Any
) -> None:
    rng = random.Random(44)
    whole = log_of(with_log).read_bytes()
    for i in range(max(3, 25 * tenth // 10)):
        place = Workspace(tmp_path / f"flip{i}")
        shutil.copytree(with_log.root, place.root)
        damaged = bytearray(whole)
        damaged[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        log_of(place).write_bytes(damaged)
        assert is_noticed(place) or n_events(place) == N_ROWS + 300, "rows were lost without a word"
        shutil.rmtree(place.root)
    figure("R4", f"silent losses in {max(3, 25 * tenth // 10)} flips in the log", 0, "0 of 25")


def test_an_older_file_put_back_is_noticed(copy: Workspace, tmp_path: Path, figure: Any) -> None:
    older = copy.casebook.read_bytes()
    collected(copy, rows(20_000, 5), tmp_path)
    copy.casebook.write_bytes(older)
    assert is_noticed(copy)
    figure("R4", "older file put back", "noticed", "noticed")


def test_a_head_that_is_gone_is_noticed(copy: Workspace) -> None:
    copy.head.unlink()
    assert is_noticed(copy)


def test_the_sentence_names_the_newest_backup(copy: Workspace) -> None:
    (copy.root / "last-backup").write_text("week-12.age of 2026-03-20\n", encoding="utf-8")
    copy.head.unlink()
    with pytest.raises(StrikesError, match="Newest good backup: week-12.age of 2026-03-20"), casebook.reading(copy):
        pass
