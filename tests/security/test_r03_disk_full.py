"""R3: a full disk is an error a person sees; nothing acknowledged is lost and work goes on once there is room."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from strikes.collect.tables.importer import import_table
from strikes.errors import NoSpaceError
from strikes.store import casebook
from tests.factory import event, facts, workspace, write_csv
from tests.needs import needs
from tests.security.full_disk import PHASES
from tests.security.test_r01_r02_kill import ROOT


@pytest.mark.parametrize("phase", PHASES)
def test_a_disk_that_fills_up_is_told_and_loses_nothing(phase: str, tmp_path: Path, figure: Any) -> None:
    unshare = needs("unshare")
    if subprocess.run([unshare, "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("could not run here: needs unshare (a kernel that lets users make mounts of their own)")
    (tmp_path / "small").mkdir()
    command = [unshare, "-rm", sys.executable, "-m", "tests.security.full_disk", str(tmp_path / "small"), phase]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    # Before it spills, the engine asks how much room there is: that too is told as memory and disk space.
    assert re.match("NoSpaceError: The disk is full|StrikesError: .*free disk space", found["told"]), found["told"]
    assert (found["lost"], found["half"], found["wrong"]) == ([], [], [])
    assert found["seconds"] < 30
    figure("R3", f"disk full in {phase}: acknowledged reports lost", len(found["lost"]), "0")
    figure("R3", f"disk full in {phase}: seconds until work went on", f"{found['seconds']:.1f}", "under 30")


def test_too_little_room_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = workspace(tmp_path)
    monkeypatch.setattr(casebook, "has_room", lambda *_: False)
    with pytest.raises(NoSpaceError, match="keep your file"):
        import_table(place, write_csv(tmp_path / "e.csv", [event()]))
    assert facts(place, "select count(*) from event") == [(0,)]
