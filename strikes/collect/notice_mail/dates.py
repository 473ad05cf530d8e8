"""When a notice was sent, from a mail header or from the lines a mail program puts over a forwarded mail."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from strikes.collect.notice_mail.fold import fold, visible
from strikes.collect.notice_mail.words import words

_ORDINARY = re.compile(r"(?:\w{3}, )?(\d{1,2}) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) ([+-]\d{4})(?: \(\w+\))?")
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_WORD_DATE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s.,-]+(?:de\s+)?([^\W\d_]{3,12})\.?[\s,.-]+(\d{4})(?!\d)")
_WORD_DATE_US = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})[.](\d{1,2})[.](\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?")
_OFFSET = re.compile(r"\s*\(?\s*(?:(gmt|utc)\s*)?([+-])(\d{1,2}):?(\d{2})?(?!\d)|\s*\(?\s*(gmt|utc|z)\b")


def header_time(value: str) -> str | None:
    """Return a mail's own Date: `...Z`, a bare day where it states no zone, None where it is no date."""
    if (ordinary := _ORDINARY.fullmatch(value)) and (month := _MONTHS.find(ordinary[2])) >= 0:
        return _ordinary(ordinary, month // 3 + 1)
    try:
        sent = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return stated_time(value)
    # RFC 5322: `-0000` is a time in UTC whose sender's zone is unknown; the standard library gives both no zone.
    if sent.tzinfo is None and not value.rstrip().endswith("-0000"):
        return sent.date().isoformat()
    return _z(sent.replace(tzinfo=sent.tzinfo or UTC))


def _ordinary(match: re.Match[str], month: int) -> str | None:
    """Return the time of a header in the form nearly all mails have; the standard library takes four times as long."""
    zone = int(match[7][:3]) * 60 + int(match[7][0] + match[7][3:])
    try:
        local = datetime(int(match[3]), month, int(match[1]), int(match[4]), int(match[5]), int(match[6]))  # noqa: DTZ001
        return (local - timedelta(minutes=zone)).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None


def stated_time(value: str) -> str | None:
    """Return the time a forwarding line states, in any language of the table: a bare day unless it names a zone."""
    text = fold(visible(value))
    found = _day(text)
    if found is None:
        return None
    day, rest = found
    clock = _CLOCK.search(rest)
    offset = _OFFSET.match(rest, clock.end()) if clock else None
    if clock is None or offset is None:
        return day.isoformat()
    try:
        shift = timezone(_shift(offset))
        local = datetime(day.year, day.month, day.day, _hour(clock), int(clock[2]), int(clock[3] or 0), tzinfo=shift)
        return _z(local)
    except (ValueError, OverflowError):
        return day.isoformat()


def _day(text: str) -> tuple[date, str] | None:
    """Find the day, and what stands before and after it (some languages put the clock first)."""
    for pattern, order in (
        (_WORD_DATE, "dmy"),
        (_WORD_DATE_US, "mdy"),
        (_ISO, "ymd"),
        (_DOTTED, "dmy"),
        (_SLASHED, "?"),
    ):
        for match in pattern.finditer(text):
            day = _date(match.groups(), order)
            if day:
                return day, text[match.end() :] if _CLOCK.search(text, match.end()) else text[: match.start()]
    return None


def _date(parts: tuple[str, ...], order: str) -> date | None:
    if order == "?":
        # 4/3/2026 is March here and April there: only a number above 12 tells which, else it is not guessed.
        first, second = int(parts[0]), int(parts[1])
        order = "dmy" if first > 12 or first == second else "mdy" if second > 12 else ""
    named = dict(zip(order, parts, strict=False))
    month = named.get("m", "")
    number = int(month) if month.isdigit() else words().months.get(month.rstrip("."), 0)
    try:
        return date(int(named.get("y", 0)), number, int(named.get("d", 0)))
    except ValueError:
        return None


def _hour(clock: re.Match[str]) -> int:
    hour, half = int(clock[1]), clock[4]
    return hour % 12 + (12 if half.startswith("p") else 0) if half else hour


def _shift(offset: re.Match[str]) -> timedelta:
    if offset[5]:
        return timedelta()
    shift = timedelta(hours=int(offset[3]), minutes=int(offset[4] or 0))
    return -shift if offset[2] == "-" else shift


def _z(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
