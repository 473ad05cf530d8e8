"""R6: what lies on the disk. Originals sealed, spill private and gone, files their owner's alone.

The casebook itself and spill cannot be encrypted with DuckDB 2.0 offline (decision 0004): they need an encrypted
volume, `strikes doctor` looks whether they have one, and the last test will fail the day the engine can do it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from strikes.store.vault import workspace_vault
from tests.factory import collected, event, workspace, write_csv
from tests.security.test_r01_r02_kill import ROOT

MARKER = b"MARKER-4711-of-a-sealed-original"


def disguises(marker: bytes) -> list[bytes]:
    """The marker as it is, as a sort key (each byte + 1), and that inverted."""
    raised = bytes((byte + 1) % 256 for byte in marker)
    return [marker, raised, bytes(255 - byte for byte in raised)]


def hits(folder: Path, marker: bytes) -> list[str]:
    """The files below a folder that hold a marker in any of its disguises."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes()
        found += [path.name for disguise in disguises(marker) if disguise in content]
    return found


def test_a_sealed_original_stands_nowhere_in_the_open(tmp_path: Path, figure: Any) -> None:
    place = workspace(tmp_path)
    workspace_vault(place.root).put(MARKER * 1000)
    collected(place, [event()], tmp_path)
    figure("R6", "files that hold a marker of a sealed original", len(hits(place.root, MARKER)), "0")
    assert hits(place.root, MARKER) == []


SPILLER = """
import sys
from pathlib import Path
from strikes.settings import Engine
from strikes.store.connection import scratch
with scratch(Engine(memory_limit="60MB", threads=1), beside=Path(sys.argv[1])) as con:
    con.execute("create table t as select i, 'SPILLMARKER-' || repeat(i::varchar, 40) as s from range(400000) r(i)")
    sys.stdout.write("spilled\\n"); sys.stdout.flush()
    sys.stdin.read()
"""


def test_spill_of_a_killed_process_is_private_and_gone_with_the_next(tmp_path: Path, figure: Any) -> None:
    place = workspace(tmp_path)
    command = [sys.executable, "-c", SPILLER, str(place.root)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "spilled\n"
        (folder,) = place.root.glob(".strikes-*")
        assert folder.stat().st_mode & 0o777 == 0o700
        assert any(folder.iterdir()), "nothing was spilled"
        process.send_signal(signal.SIGKILL)
    assert hits(place.root, b"SPILLMARKER") != [], "the kill left nothing to clean"
    collected(place, [event()], tmp_path)
    left = hits(place.root, b"SPILLMARKER")
    figure("R6", "files with spilled rows after the next command", len(left), "0")
    assert left == []


def test_every_file_of_a_workspace_is_its_owners_alone(tmp_path: Path, figure: Any) -> None:
    env = os.environ | {"STRIKES_WORKSPACE": str(tmp_path / "w")}
    table = str(write_csv(tmp_path / "e.csv", [event()]))
    for words in (["init"], ["collect", "table", table], ["score"], ["backup", str(tmp_path / "w" / "b.age")]):
        command = ["sh", "-c", 'umask 022; exec "$@"', "sh", sys.executable, "-m", "strikes", *words]
        subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, timeout=300)
    open_to_others = [p.name for p in (tmp_path / "w").rglob("*") if not p.is_symlink() and p.stat().st_mode & 0o077]
    figure("R6", "files others may read, whatever the umask", len(open_to_others), "0")
    assert open_to_others == []


def test_a_crash_writes_no_memory_to_the_disk() -> None:
    code = (
        "import resource, sys, strikes.cli as c; sys.argv = ['strikes', '--version']\n"
        "try: c.main()\n"
        "finally: sys.stdout.write(str(resource.getrlimit(resource.RLIMIT_CORE)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.endswith("(0, 0)")


@pytest.mark.parametrize(
    "setting", ["set temp_file_encryption = true", "attach '{}/m' as m (encryption_key 'x'); use m"]
)
def test_the_engine_still_cannot_encrypt_offline(setting: str, tmp_path: Path) -> None:
    # When this fails, decision 0004 can be taken back.
    with duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}) as con:
        con.execute("set memory_limit = '20MB'")
        con.execute(f"set temp_directory = '{tmp_path}'")
        with pytest.raises(duckdb.Error):
            con.execute(setting.format(tmp_path))
            con.execute("create table t as select i, repeat(i::varchar, 40) as s from range(400000) r(i)")
