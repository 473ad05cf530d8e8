"""A case as somebody hands it in, and the office that takes it in; all of it SIMULATED."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from strikes.collect.inbox.office import Office
from strikes.intake.desk import Desk
from strikes.intake.drafts import Draft
from strikes.intake.drop import Drop
from strikes.intake.submission import MAX_FILE
from strikes.seal import Identity, recipient_of
from strikes.store import casebook
from strikes.store.vault import make_keys, workspace_vault
from strikes.store.workspace import Workspace

NOW = dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC)
CHANNEL = "UC" + "k" * 22
G3 = """From: YouTube <no-reply@youtube.com>
To: owner@newsroom.example
Subject: [Copyright takedown notice] Your video has been taken down from YouTube
Date: Tue, 03 Mar 2026 10:15:00 +0000
Message-ID: <simulated.{n}@mail.example>
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

Hi Lantern Street Studio,

Someone sent us a copyright removal request, so the content listed here can no longer be watched on YouTube.

Video title: {title}
Video url: https://www.youtube.com/watch?v={video}
Content used: Full episode of a documentary about the river
Content found in: Entire video
Removal request issued by: {claimant}
Contact info: claims@blueheron.example

You received a copyright strike
You now have 1 copyright strike.
"""


def notice(n: int = 1, title: str = "Flood report", claimant: str = "Blue Heron Documentaries") -> bytes:
    """A strike mail of the generation of 2023 and later."""
    return G3.format(n=n, title=title, video=f"SiMuLaTe{n:03d}", claimant=claimant).encode()


def pasted(n: int = 1) -> bytes:
    """The same without its header, as copied from a screen."""
    return notice(n).split(b"\n\n", 1)[1]


def desk_at(root: Path, identity: Identity) -> Desk:
    """An intake that seals to one key, on the first of April."""
    return Desk(Drop(root, [recipient_of(identity)]), now=lambda: NOW)


def house(root: Path) -> tuple[Office, Desk]:
    """A workspace with its office, and an intake beside it."""
    place = Workspace(root)
    casebook.create(place)
    identity = make_keys(root / "keys").identity
    assert identity is not None
    drop = root.parent / "drop"
    drop.mkdir()
    return Office(place, workspace_vault(root), identity, drop), desk_at(drop, identity)


def draft_of(desk: Desk, *files: bytes, channel: str | None = CHANNEL, **consents: bool) -> Draft:
    """A draft of some mails, confirmed as read."""
    from dataclasses import replace

    draft = Draft()
    for number, content in enumerate(files):
        assert len(content) <= MAX_FILE
        draft.add(f"notice-{number}.eml", desk.read(f"notice-{number}.eml", content))
    draft.notices = [replace(each, channel_id=channel) for each in draft.notices]
    draft.consents |= consents
    return draft
