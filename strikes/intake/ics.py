"""Deadlines as a calendar file (RFC 5545); neutral words, for others may see a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from strikes.intake.deadlines import Deadline

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def calendar(deadlines: Sequence[tuple[Deadline, str]], uid: str, now: dt.datetime, reminder: str) -> bytes:
    """Return a calendar of (deadline, words). Clocks that must be beaten remind two days before, others on the day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//strikes//intake//EN", "CALSCALE:GREGORIAN"]
    for number, (deadline, words) in enumerate(deadlines):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}-{number}@strikes.invalid",
            f"DTSTAMP:{_stamp(now)}",
            f"DTSTART:{_stamp(deadline.ends_at)}",
            f"SUMMARY:{words.translate(_ESCAPED)}",
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:{'-P2D' if deadline.clock.must_beat else 'PT0S'}",
            f"DESCRIPTION:{reminder.translate(_ESCAPED)}",
            "END:VALARM",
            "END:VEVENT",
        ]
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"]).encode()


def _stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> str:
    """Break a line after at most 75 bytes, never inside a letter."""
    pieces, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > (75 if len(pieces) == 1 else 74):
            pieces.append("")
            size = 0
        pieces[-1] += letter
        size += width
    return "\r\n ".join(pieces) + "\r\n"
