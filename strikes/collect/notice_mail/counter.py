"""Counter-notification threads: acknowledgement, refusals, forwarding, the answer to a terminated channel."""

from __future__ import annotations

from strikes.collect.notice_mail.g1 import listed, stretches
from strikes.collect.notice_mail.notice import Found, Notice
from strikes.collect.notice_mail.reading import PROSE, Claim, same_once
from strikes.collect.notice_mail.values import videos
from strikes.model import EventType

#: What the text tells, strongest first: a refusal also speaks of forwarding, an answer to a termination of neither.
_STATES = (
    ("refused", EventType.COUNTER_REFUSED),
    ("forwarded", EventType.COUNTER_FORWARDED),
    ("termination", EventType.CHANNEL_TERMINATION),
    ("counter", EventType.COUNTER_NOTIFICATION),
    # An acknowledgement may speak of the ten days to come; alone they run already.
    ("waiting", EventType.COUNTER_FORWARDED),
)


def read(notice: Notice) -> Found | None:
    """Read a mail of a counter-notification thread; None where neither subject, id nor wording say it is one."""
    if not _is_thread(notice):
        return None
    event_type = next((event for key, event in _STATES if notice.tells(key)), EventType.COUNTER_NOTIFICATION)
    spoken = notice.spoken("refused", "forwarded", "counter")
    return Found(event_type, "counter_notification", same_once(_claims(notice)), spoken)


def _is_thread(notice: Notice) -> bool:
    if any(block.claimant_key for block in notice.blocks) or notice.named_in_prose("G1"):
        # A strike mail tells how to send a counter notification; it is not an answer to one.
        return False
    if notice.mentions("thread"):
        return True
    if notice.case_id:
        return notice.is_about_copyright
    return notice.mentions("answer") and notice.tells("refused", "forwarded", "counter") and _has_videos(notice)


def _has_videos(notice: Notice) -> bool:
    return bool(videos(notice.sheet.text))


def _claims(notice: Notice) -> list[Claim]:
    """Return the videos under `taken down by ...:`, else every video the mail names."""
    named = notice.named_in_prose("counter")
    found = [claim for name, start, end in stretches(notice, named) for claim in listed(notice.sheet, start, end, name)]
    return found or [Claim(v.id, None, v.url, confidence={"video_id": PROSE}) for v in videos(notice.sheet.text)]
