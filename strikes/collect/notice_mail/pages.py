"""Texts that stand on YouTube's pages in place of a video, pasted by a person."""

from __future__ import annotations

from strikes.collect.notice_mail.notice import Found, Notice
from strikes.collect.notice_mail.reading import PROSE, Claim
from strikes.collect.notice_mail.values import videos
from strikes.model import EventType


def read(notice: Notice) -> Found | None:
    """Read the banner of a removed video; it names the claimant, the video only where its address was pasted along."""
    named = notice.named_in_prose("page_takedown")
    if not named:
        return None
    sure = {"claimant_name": PROSE}
    found = [Claim(v.id, None, v.url, named[0][0], confidence=sure) for v in videos(notice.sheet.text)[:1]]
    spoken = notice.spoken("page_takedown")
    return Found(
        EventType.TAKEDOWN, "page", tuple(found) or (Claim(claimant_name=named[0][0], confidence=sure),), spoken
    )
