"""R28: nothing is fetched, loaded or installed; a database connection reaches its own file and no other."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from strikes.store.connection import EngineError, attach, opened, scratch
from tests.factory import event, workspace, write_csv
from tests.needs import needs

ROOT = Path(__file__).resolve().parent.parent.parent
REFUSED = (
    "from read_csv('/etc/passwd')",
    "from read_text('/etc/passwd')",
    "from read_blob('/proc/self/environ')",
    "copy (select 1) to '/tmp/strikes-leak.csv'",
    "attach '/tmp/strikes-other.duckdb'",
    "attach 'https://127.0.0.1:9/x.duckdb'",
    "install httpfs",
    "load httpfs",
    "export database '/tmp/strikes-leak'",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "set temp_directory = '/tmp'",
    "set allowed_directories = ['/']",
)


@pytest.mark.parametrize("statement", REFUSED)
@pytest.mark.parametrize("kind", ["scratch", "casebook"])
def test_a_connection_is_shut_off(tmp_path: Path, statement: str, kind: str, figure: Any) -> None:
    place = workspace(tmp_path)
    opening = scratch() if kind == "scratch" else opened(place.casebook, read_only=True)
    with opening as con, pytest.raises(EngineError):
        con.execute(statement)
    assert not Path("/tmp/strikes-leak.csv").exists()
    figure("R28", f"{len(REFUSED)} statements that reach outside, {kind}", "refused", "refused")


def test_what_is_named_as_reachable_can_be_attached_and_written(tmp_path: Path) -> None:
    place = workspace(tmp_path)
    with scratch(reachable=[place.casebook]) as con:
        attach(con, place.casebook, "casebook", read_only=False)
        con.execute("insert into casebook.quarantine (source_id, reason, collected_at) values ('s', 'r', now())")
        con.execute("checkpoint casebook")


def test_collecting_works_where_there_is_no_network(tmp_path: Path) -> None:
    unshare = needs("unshare")
    if subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("could not run here: needs unshare (a kernel that lets users make network namespaces)")
    table = write_csv(tmp_path / "e.csv", [event()])
    command = [sys.executable, "-m", "strikes", "collect", "table", str(table), "-w", str(tmp_path / "w")]
    done = subprocess.run(
        [unshare, "-rn", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=dict(os.environ),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "new 1" in done.stdout


def test_the_packages_own_folder_is_not_written_to(tmp_path: Path) -> None:
    # DuckDB keeps extensions below the home folder: nothing of ours may make it.
    home = tmp_path / "home"
    home.mkdir()
    table = write_csv(tmp_path / "e.csv", [event()])
    command = [sys.executable, "-m", "strikes", "collect", "table", str(table), "-w", str(tmp_path / "w")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60, env=os.environ | {"HOME": str(home)})
    assert [path.name for path in home.iterdir()] == []
    shutil.rmtree(home)
