"""Generation G1 (to about 2014): prose that names the claimant, then title and address on bare lines."""

from __future__ import annotations

import re

from strikes.collect.notice_mail.notice import Found, Notice
from strikes.collect.notice_mail.reading import PROSE, Claim, same_once
from strikes.collect.notice_mail.sheet import Sheet
from strikes.collect.notice_mail.values import plain, videos
from strikes.model import EventType

_ADDRESS = re.compile(r"\S*(?:https?://|youtu\.be/|youtube\.com/)\S*", re.I)


def read(notice: Notice) -> Found | None:
    """Read a notice of the first generation; a second claimant's sentence begins a second list."""
    named = notice.named_in_prose("G1")
    if not named:
        return None
    claims = [
        claim
        for name, start, end in stretches(notice, named)
        for claim in listed(notice.sheet, start, end, name)
        or [Claim(claimant_name=name, confidence={"claimant_name": PROSE})]
    ]
    spoken = notice.spoken("G1")
    return Found(EventType.TAKEDOWN, "G1", same_once(claims), spoken)


def stretches(notice: Notice, named: list[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Return for each claimant named in prose where its videos begin and end: at the next claimant, or at last."""
    ends = [place for _, place in named[1:]] + [len(notice.sheet.text)]
    return [(name, start, end) for (name, start), end in zip(named, ends, strict=False)]


def listed(sheet: Sheet, start: int, end: int, claimant: str | None) -> list[Claim]:
    """Return a claim for each video address between two places; its title is the bare line above it."""
    found = []
    first, last = sheet.line_of(start), sheet.line_of(end)
    for number in range(first + 1, min(last + 1, len(sheet.lines))):
        for video in videos(_whole_address(sheet, number)):
            sure = {"video_id": PROSE} | ({"claimant_name": PROSE} if claimant else {})
            title = _title(sheet, number, first)
            found.append(Claim(video.id, title, video.url, claimant, confidence=sure))
    return found


def _whole_address(sheet: Sheet, number: int) -> str:
    """Return a line, with the next one joined on where an address was broken in two."""
    line = sheet.lines[number]
    below = "".join(sheet.lines[number + 1 : number + 2])
    is_broken = not videos(line) and line.rstrip().endswith(("v=", "youtu.be/", "watch?")) and " " not in below
    return line + below if is_broken else line


def _title(sheet: Sheet, number: int, first: int) -> str | None:
    before = plain(_ADDRESS.split(sheet.lines[number], maxsplit=1)[0].rstrip(' -–—:(<"|\t'))
    if before:
        return before
    above = number - 1
    if (
        above > first
        and sheet.lines[above]
        and not videos(sheet.lines[above])
        and not sheet.folded[above].endswith(":")
    ):
        return plain(sheet.lines[above])
    return None
