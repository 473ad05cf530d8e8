"""Letters filled in from what was handed in; the texts, and the warnings before them, are the reports' own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.intake.visit import Visit
from strikes.collect.notice_mail.reading import Claim
from strikes.intake.shown import visible
from strikes.intake.submission import Notice
from strikes.model import CLAIM_TYPES, EventType


def show(visit: Visit, notices: Sequence[Notice]) -> None:
    """Offer the letters that fit: copy of the request, request to withdraw, counter-notification."""
    claimed = [
        notice for notice in notices if notice.reading.event_type in (*CLAIM_TYPES, EventType.CHANNEL_TERMINATION)
    ]
    if not claimed:
        return
    _letter(visit, "copy", claimed)
    _letter(visit, "retraction", claimed)
    if any(notice.reading.event_type in (EventType.TAKEDOWN, EventType.CHANNEL_TERMINATION) for notice in claimed):
        _letter(visit, "counter", claimed)


def _letter(visit: Visit, which: str, notices: Sequence[Notice]) -> None:
    words = visit.words
    first = notices[0]
    claim = first.reading.claims[0] if first.reading.claims else Claim()
    values = {
        "channel": visible(first.reading.channel_title or first.channel_title or "–"),
        "channel_id": first.channel_id or "–",
        "videos": "\n".join(_videos(visit, notices)),
        "name": visible(claim.claimant_name or "–"),
        "mail": visible(claim.claimant_email or "–"),
    }
    with st.expander(words(f"letter.{which}.title")):
        st.text(words.template(f"letter.{which}.before").strip())
        body = words.template(f"letter.{which}.body").strip().format_map(values)
        st.code(body, language=None, wrap_lines=True)
        st.download_button(
            words(f"letter.{which}.title"), body.encode(), f"{which}.txt", "text/plain", on_click="ignore", key=which
        )


def _videos(visit: Visit, notices: Sequence[Notice]) -> list[str]:
    words = visit.words
    return [
        "- "
        + words(
            "letter.videos",
            when=words.day(notice.reading.notice_at) if notice.reading.notice_at else "–",
            video=visible(" · ".join(filter(None, (claim.video_title, claim.video_url))) or "–", 400),
            demand=words(f"event.{notice.reading.event_type}"),
            name=visible(claim.claimant_name or "–"),
        )
        for notice in notices
        for claim in notice.reading.claims
    ]
