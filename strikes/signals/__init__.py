"""One heuristic, one small file: add a file here and it is found (CONTRIBUTING.md, "Add a signal")."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from strikes.signals.base import Signal


@cache
def catalogue() -> tuple[Signal, ...]:
    """Return every signal, by its code. A file that cannot be imported fails the start: a silent gap would lie."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name not in ("base", "words")]
    found = [importlib.import_module(f"{__name__}.{name}").SIGNAL for name in names]
    return tuple(sorted(found, key=lambda signal: signal.code))


def by_id(signal_id: str) -> Signal:
    """Return one signal."""
    return next(signal for signal in catalogue() if signal.id == signal_id)
