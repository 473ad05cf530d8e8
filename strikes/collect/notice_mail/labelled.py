"""Generations G2, G2b and G3 (2014 on): labelled blocks; strikes, scheduled removals and copyright terminations."""

from __future__ import annotations

from strikes.collect.notice_mail.blocks import Block, claim, languages
from strikes.collect.notice_mail.notice import Found, Notice
from strikes.collect.notice_mail.reading import same_once
from strikes.model import EventType


def read(notice: Notice) -> Found | None:
    """Read a notice made of labelled blocks; None where its labels do not belong to a removal request."""
    found = [block for block in notice.blocks if block.claimant_key != "claimed_by"]
    if not found or all(block.claimant_key is None for block in found) and not _says_removal(notice):
        return None
    return Found(_event_type(notice), _generation(found), same_once([claim(b) for b in found]), tuple(languages(found)))


def _says_removal(notice: Notice) -> bool:
    """Without a claimant's label, does the text itself say that a removal request stands behind it?"""
    if notice.mentions("guidelines", "content_id"):
        return False
    return (
        notice.is_scheduled or notice.tells("takedown", "strike_heading", "termination")
    ) and notice.is_about_copyright


def _event_type(notice: Notice) -> EventType:
    if notice.tells("termination"):
        return EventType.CHANNEL_TERMINATION
    if notice.is_scheduled:
        return EventType.SCHEDULED_TAKEDOWN
    return EventType.TAKEDOWN


def _generation(found: list[Block]) -> str:
    keys = {key for block in found for key in block.fields}
    if keys & {"removal_by", "work", "found_in"}:
        return "G3"
    return "G2b" if "contact" in keys else "G2"
