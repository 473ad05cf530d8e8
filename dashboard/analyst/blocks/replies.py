"""What a claimant answered, in its own words, directly under its score (right of reply)."""

from __future__ import annotations

from dashboard.analyst.blocks import safe
from dashboard.analyst.book import Book
from strikes.store import read


def show(book: Book, claimant_id: str) -> None:
    """Show every answer of a claimant; nothing where it gave none."""
    for i, reply in enumerate(book.ask(read.replies, [claimant_id])):
        safe.say("The claimant answered on {day}:", day=book.days.day(reply["said_at"]))
        safe.quiet(reply["said"], key=f"reply-{i}")
