"""Write docs/signals.md from the signals themselves: `python -m benchmarks.signals_page docs/signals.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from strikes.model import Axis
from strikes.score.weights import WEIGHTS
from strikes.signals import catalogue
from strikes.signals.base import Signal


def page() -> Iterator[str]:
    """Yield the lines of the page, one section per signal."""
    yield "# Signals"
    yield ""
    yield "Made by `python -m benchmarks.signals_page docs/signals.md` from the signals and their weights."
    yield "A signal that lacks its data says insufficient, which is neither fine nor an error. Weights are starting"
    yield "values in bans, before labels and provenance (docs/scoring.md); context is shown and weighs nothing."
    for signal in catalogue():
        yield from _section(signal)


def _section(signal: Signal) -> Iterator[str]:
    yield ""
    yield f"## {signal.code} {signal.title} (`{signal.id}`)"
    yield ""
    yield f"{signal.question}"
    yield ""
    kinds = ", ".join(signal.axes) + (", context only" if signal.is_context else "")
    yield f"- {kinds}; group {signal.group}; about a {signal.unit}; version {signal.version}"
    for axis in signal.axes:
        yield f"- weighs on {axis}: {_weights(signal, axis)}"
    yield f"- needs {signal.needs}"
    yield f"- innocent explanation: {signal.innocent}"
    yield f"- idea: <{signal.literature}>"


def _weights(signal: Signal, axis: Axis) -> str:
    line = WEIGHTS[signal.id, axis]
    told = [f"{grade} {bans:+.2g}" for grade, bans in line.grades.items() if bans]
    told += [f"by p-value up to {line.p_cap}"] if line.p_cap else []
    told += [f"by likelihood ratio up to ±{line.lr_cap}"] if line.lr_cap else []
    return ", ".join(told) or "nothing"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("\n".join(page()) + "\n", encoding="utf-8")
