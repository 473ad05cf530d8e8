"""From a pack to a paper: what every format prints, and how the summary is made to fit its two pages."""

from __future__ import annotations

from strikes.report.annex import annex
from strikes.report.blocks import Document
from strikes.report.pack import Pack
from strikes.report.summary import ROOMS, Rooms, summary
from strikes.report.words import Words


def document(pack: Pack, words: Words, rooms: Rooms = (ROOMS[0], ROOMS[0])) -> Document:
    """Return the paper of a pack, its summary cut to `rooms`."""
    about = pack["about"]
    return Document(
        title=pack["story"]["headline"],
        kicker=words(f"kicker.{about['profile']}"),
        tlp=about["tlp"],
        language=words.language,
        mark=words("mark.simulated") if about["is_simulated"] else "",
        footer=f"strikes · {about['run']} · {about['pack']}",
        summary=summary(pack, words, rooms),
        annex=annex(pack, words),
    )
