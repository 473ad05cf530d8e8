"""Databases are opened locked, may outgrow memory, and leave nothing behind."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from strikes import settings
from strikes.errors import BusyError, DamageError, InputError, NoSpaceError
from strikes.store.connection import engine_errors, insert_rows, opened, scratch

SMALL = settings.Engine(memory_limit="40MB", threads=1)


def test_work_that_outgrows_memory_spills_beside_the_casebook_and_is_gone_afterwards(tmp_path: Path) -> None:
    with scratch(SMALL, beside=tmp_path) as con:
        con.execute("create table big as select range as i, repeat(md5(range::varchar), 4) as t from range(800000)")
        spilled = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert con.execute("select count(distinct t) from big").fetchall() == [(800_000,)]
    assert spilled, "the test needs more data to make it spill"
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / f".strikes-{ended.pid}-abc").mkdir()
    (tmp_path / f".strikes-{ended.pid}-abc" / "spill.tmp").write_text("rows", encoding="utf-8")
    with scratch(beside=tmp_path):
        assert [path.name for path in tmp_path.glob(f".strikes-{ended.pid}-*")] == []


def test_values_of_every_form_can_be_inserted() -> None:
    rows = [["Ə'\"\\", 3, 0.5, True, ["a", "b|"], None], [None, None, None, None, [], "{}"]]
    with scratch() as con:
        con.execute("create table t (a varchar, b bigint, c double, d boolean, e varchar[], f json)")
        insert_rows(con, "t", rows)
        assert [list(row) for row in con.execute("from t").fetchall()] == rows


def test_a_file_that_is_no_database_is_damage_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "casebook.duckdb"
    path.write_bytes(b"\0" * 100_000)
    with pytest.raises(DamageError, match="cannot be read as it was written"), opened(path, read_only=True):
        pass


def test_a_database_that_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="strikes init"), opened(tmp_path / "none.duckdb", read_only=True):
        pass


def test_a_writer_is_waited_for_briefly(tmp_path: Path) -> None:
    path = tmp_path / "casebook.duckdb"
    code = "import sys, duckdb; con = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdin is not None
        process.stdout.readline()
        with pytest.raises(BusyError), opened(path, read_only=False, wait_seconds=0.2):
            pass
        process.stdin.close()
    with opened(path, read_only=False, wait_seconds=0.2):
        pass


def test_a_full_disk_is_a_sentence() -> None:
    with pytest.raises(NoSpaceError, match="keep your file"), engine_errors():
        raise OSError(errno.ENOSPC, "No space left on device")
