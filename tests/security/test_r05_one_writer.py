"""R5: one writer. Who comes second gets a sentence without path or process number; only the store opens the file."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from strikes.store.workspace import Workspace
from tests.factory import event, workspace, write_csv

ROOT = Path(__file__).resolve().parent.parent.parent
HOLDER = """
import sys, duckdb
con = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Workspace]:
    """A casebook that another process has open for writing."""
    place = workspace(tmp_path)
    command = [sys.executable, "-c", HOLDER, str(place.casebook)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdin is not None
        assert process.stdout.readline() == "held\n"
        yield place
        process.stdin.close()


@pytest.mark.parametrize("command", [["collect", "table", "{table}"], ["score"], ["quarantine"]])
def test_the_second_gets_a_sentence_and_exit_code_3(held: Workspace, tmp_path: Path, command: list[str]) -> None:
    table = write_csv(tmp_path / "e.csv", [event()])
    words = [word.format(table=table) for word in command]
    done = subprocess.run(
        [sys.executable, "-m", "strikes", *words, "--workspace", str(held.root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert "being written to by another strikes command" in done.stderr
    assert str(tmp_path) not in done.stderr and "PID" not in done.stderr and "Traceback" not in done.stderr


def test_only_the_store_touches_the_casebook_file(figure: Any) -> None:
    # Opening and closing the file by any other means drops the engine's lock (seen with DuckDB 2.0).
    outside = []
    for path in sorted([*(ROOT / "strikes").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py")]):
        if (ROOT / "strikes" / "store") in path.parents:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        outside += [
            f"{path.name}:{node.lineno}"
            for node in ast.walk(tree)
            if (isinstance(node, ast.Attribute) and node.attr == "casebook" and not _is_module(node))
            or (isinstance(node, ast.Constant) and isinstance(node.value, str) and "casebook.duckdb" in node.value)
        ]
    figure("R5", "places outside the store that open the casebook's file", len(outside), "0")
    assert outside == []


def _is_module(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in ("store", "casebook")
