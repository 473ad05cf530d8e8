"""Answers of the YouTube API made by hand, as a collector would hand them to the store."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from strikes.store import snapshots
from strikes.store.api_fields import CHANNEL, VIDEO
from strikes.store.snapshots import Answer, Kept
from strikes.store.workspace import Workspace

Json = dict[str, Any]


def moment(day: str) -> dt.datetime:
    """Noon of a day."""
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12), dt.UTC)


def look(place: Workspace, day: str, channels: Mapping[str, Json | None]) -> Kept:
    """One call for these channels; None: not there."""
    return _look(place, day, "channels.list", CHANNEL.parts, channels)


def look_at_videos(place: Workspace, day: str, videos: Mapping[str, Json | None]) -> Kept:
    """One call for these videos; None: not there."""
    return _look(place, day, "videos.list", VIDEO.parts, videos)


def _look(place: Workspace, day: str, method: str, parts: str, found: Mapping[str, Json | None]) -> Kept:
    items = [{"id": id_, **facts} for id_, facts in found.items() if facts]
    body = json.dumps({"kind": "SIMULATED", "items": items}).encode()
    request = {"part": parts, "id": list(found), "maxResults": 50}
    return snapshots.keep(place, [Answer("youtube", method, request, moment(day), 200, body, etag=f'"{day}"')])
