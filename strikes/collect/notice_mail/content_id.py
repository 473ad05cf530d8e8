"""Content ID mails of 2012 and 2016, claim and block; never a takedown."""

from __future__ import annotations

import re

from strikes.collect.notice_mail.blocks import claim, languages
from strikes.collect.notice_mail.notice import Found, Notice
from strikes.collect.notice_mail.reading import PROSE, Claim, same_once
from strikes.collect.notice_mail.values import plain, videos
from strikes.model import EventType

_TITLED_ADDRESS = re.compile(
    r"[\"“«]?(?P<title>[^\n()\"”»]{1,150}?)[\"”»,]*\s*[(<\[]\s*(?P<url>https?://[^\s()<>\[\]]+)\s*[)>\]]"
)
_YOUR_VIDEO = re.compile(r"^.*\b(?:your\s+videos?|ваше\s+видео|videonuz|videonuzdakı)\b[\s,:]*[\"“«]?", re.I | re.S)


def read(notice: Notice) -> Found | None:
    """Read a Content ID mail; None where no claimant of one is named."""
    return _labelled(notice) or _prose(notice)


def _labelled(notice: Notice) -> Found | None:
    found = [block for block in notice.blocks if block.claimant_key == "claimed_by"]
    if not found:
        return None
    claims = same_once([claim(block) for block in found])
    return Found(EventType.CONTENT_ID_CLAIM, "content_id_2016", claims, tuple(languages(found)))


def _prose(notice: Notice) -> Found | None:
    named = notice.named_in_prose("content_id", "page_content_id")
    if not named:
        return None
    claims = [one for name, place in named[:1] for one in _videos(notice, name)]
    spoken = notice.spoken("content_id", "page_content_id")
    return Found(EventType.CONTENT_ID_CLAIM, "content_id_2012", same_once(claims), spoken)


def _videos(notice: Notice, claimant: str) -> list[Claim]:
    sure = {"claimant_name": PROSE}
    found = []
    for match in _TITLED_ADDRESS.finditer(notice.sheet.text):
        if video := next(iter(videos(match["url"])), None):
            title = plain(_YOUR_VIDEO.sub("", match["title"]))
            found.append(Claim(video.id, title, video.url, claimant, confidence=sure | {"video_id": PROSE}))
    if not found:
        found = [
            Claim(v.id, None, v.url, claimant, confidence=sure | {"video_id": PROSE}) for v in videos(notice.sheet.text)
        ]
    return found or [Claim(claimant_name=claimant, confidence=sure)]
