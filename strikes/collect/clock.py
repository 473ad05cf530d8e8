"""What time it is and how to wait: given to every collector, so that a year can be tried out in a second."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Clock:
    """The present moment (UTC, with its zone) and a way to let seconds pass."""

    now: Callable[[], dt.datetime]
    sleep: Callable[[float], None]


SYSTEM = Clock(now=lambda: dt.datetime.now(dt.UTC), sleep=time.sleep)
