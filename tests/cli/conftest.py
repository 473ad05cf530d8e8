"""Running the real command, as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
Done = subprocess.CompletedProcess[str]
Strikes = Callable[..., Done]


@pytest.fixture
def strikes(own_workspace: Path) -> Strikes:
    """Run `strikes WORDS...` on this test's own workspace and return how it ended."""

    def run(*words: str | Path, folder: Path = ROOT, **environment: str) -> Done:
        kept = os.environ | {"STRIKES_WORKSPACE": str(own_workspace), "PYTHONPATH": str(ROOT)} | environment
        command = [sys.executable, "-m", "strikes", *map(str, words)]
        return subprocess.run(
            command, cwd=folder, env=kept, capture_output=True, text=True, timeout=240, check=False, encoding="utf-8"
        )

    return run
