"""What is installed is enough: the wheel holds every file the program reads at run time, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_every_file_the_program_reads_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    there = set(wheel.namelist())
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split(
        "\n"
    )
    wanted = [name for name in tracked if name.startswith(("strikes/", "dashboard/"))]
    wanted += [
        f"strikes/_{name}" for name in tracked if name.startswith(("data/cases/", "data/reference/", "data/sample/"))
    ]
    assert [name for name in wanted if name not in there] == []


def test_the_wheel_brings_no_tests_and_no_workspace(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"strikes", "dashboard"}
    assert [name for name in wheel.namelist() if "__pycache__" in name or name.endswith(".duckdb")] == []


def test_the_demo_runs_from_what_is_installed_in_an_empty_folder(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    site, empty = tmp_path / "site", tmp_path / "empty"
    wheel.extractall(site)
    empty.mkdir()
    code = f"import sys; sys.path.insert(0, {str(site)!r}); from strikes.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "demo", "--no-dashboard"],
        cwd=empty,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(empty)},
    )
    assert done.returncode == 0, done.stderr
    assert "SIMULATED" in done.stderr and "writing a dossier" in done.stderr
    assert [path.name for path in empty.iterdir()] == ["demo-workspace"]
