"""The one door to the log (R27): event codes and counts, times by the hour; never names, addresses, values or paths.

Nothing is logged unless STRIKES_LOG names a file. What other libraries want to log is held back, for it can hold keys
and addresses (the YouTube client writes whole request addresses).
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re

from strikes import settings

_CODE = re.compile(r"[a-z]+(\.[a-z_]+)*")


def note(code: str, **counts: int) -> None:
    """Append one line to the log: a code such as `collect.table`, and whole numbers. Anything else is refused."""
    if not _CODE.fullmatch(code) or not all(type(count) is int for count in counts.values()):
        raise ValueError("the log takes a code and whole numbers only")
    path = settings.log_file()
    if path is None:
        return
    hour = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%HZ")
    with path.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({"hour": hour, "code": code, **counts}) + "\n")


def hold_back_others() -> None:
    """Keep every other library's records from reaching a handler, whatever its level."""
    logging.disable(logging.CRITICAL)
