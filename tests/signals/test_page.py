"""docs/signals.md is printed from the signals and says what they say."""

from __future__ import annotations

from pathlib import Path

from benchmarks.signals_page import page


def test_the_page_is_what_the_signals_say() -> None:
    written = (Path(__file__).parents[2] / "docs" / "signals.md").read_text(encoding="utf-8")
    assert written == "\n".join(page()) + "\n", "run: python -m benchmarks.signals_page docs/signals.md"
