"""Retractions, reinstatements and rejected requests, by keyword nets: no genuine mail of these kinds was found.

A net holds only in a sentence that tells what happened (`has been retracted`), not what may (`if it is retracted`).
Its readings are marked, so that a real mail can replace it.
"""

from __future__ import annotations

import re

from strikes.collect.notice_mail.blocks import claim, languages
from strikes.collect.notice_mail.notice import Found, Notice
from strikes.collect.notice_mail.reading import NEAR_LABEL, Claim, same_once
from strikes.collect.notice_mail.values import plain, videos
from strikes.model import EventType

#: A retraction often brings a reinstatement: the cause is the event.
_NETS = (
    ("rejected", EventType.REQUEST_REJECTED),
    ("retraction", EventType.RETRACTION),
    ("reinstatement", EventType.REINSTATEMENT),
)
_QUOTED = re.compile(r"[\"“«]([^\"“”«»\n]{2,150})[\"”»]")


def read(notice: Notice) -> Found | None:
    """Read a mail that one of the nets holds; None where the mail brings a strike, or is not about copyright."""
    event_type = next((event for key, event in _NETS if notice.tells(key)), None)
    if event_type is None or not notice.is_about_copyright or notice.mentions("guidelines") or notice.brings_strike:
        return None
    spoken = notice.spoken(*dict(_NETS))
    return Found(event_type, "net", same_once(_claims(notice)), spoken + tuple(languages(notice.blocks)), is_net=True)


def _claims(notice: Notice) -> list[Claim]:
    if notice.blocks:
        return [claim(block) for block in notice.blocks]
    named = notice.named_in_prose("retraction")
    name = named[0][0] if named else None
    sure = {"video_id": NEAR_LABEL} | ({"claimant_name": NEAR_LABEL} if name else {})
    if found := videos(notice.sheet.text):
        return [Claim(video.id, None, video.url, name, confidence=sure) for video in found]
    quoted = _QUOTED.search(notice.sheet.text)
    title = plain(quoted[1]) if quoted else None
    return [Claim(video_title=title, claimant_name=name, confidence=sure)] if title or name else []
