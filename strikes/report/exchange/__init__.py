"""What other systems read: STIX 2.1, MISP, Lumen, FollowTheMoney, all written from the pack as plain JSON.

Written by hand and checked by each format's own library in the tests, so that a pack is the same whatever is installed
(docs/decisions/0072). Ids are uuid5 of what they name, inside the pack.
"""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import quote

#: Ids of ours grow from here.
NAMESPACE = uuid.UUID("5d2c6a5e-6f0b-5f43-9a58-0f6c2f6f3a11")


def made_id(pack: str, what: str) -> str:
    """Return the id of a thing inside a pack, always the same."""
    return str(uuid.uuid5(NAMESPACE, f"{pack}/{what}"))


def watch_url(video_id: str | None) -> str | None:
    """Return the address of a video; None where its id is not known."""
    return f"https://www.youtube.com/watch?v={quote(video_id, safe='')}" if video_id else None


def channel_url(channel_id: str | None) -> str | None:
    """Return the address of a channel; None where its id is not known."""
    return f"https://www.youtube.com/channel/{quote(channel_id, safe='')}" if channel_id else None


def dumped(value: Any) -> bytes:
    """Return JSON as bytes, the same for the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
