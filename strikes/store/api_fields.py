"""Which fields of YouTube's resources we keep: column <- path in the answer, and how its text becomes a value.

The one list that the tables of `migrations/0010_api.sql` and the reading of answers follow. Topics (`topicDetails`) are
not asked for: they name politics and religion, which the terms forbid to keep of anybody (docs/youtube.md).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

#: How the text of a field becomes a value: SQL around `{}`.
TEXT, FLAG = "{}", "try_cast({} as boolean)"
COUNT = "try_cast({} as bigint)"
TIME = "try_cast({} as timestamptz) at time zone 'UTC'"


@dataclass(frozen=True)
class Resource:
    """One kind of resource: where it is kept, by which calls it comes, and its fields."""

    kind: str
    table: str
    methods: tuple[str, ...]
    #: the parts to ask for, all in one call: they cost nothing extra (docs/youtube.md).
    parts: str
    fields: tuple[tuple[str, str, str], ...]

    @property
    def columns(self) -> str:
        """The table's columns after answer, time and id."""
        return ", ".join(name for name, _, _ in self.fields)

    @property
    def structure(self) -> str:
        """What to read of an answer, in the form `from_json` takes; anything else in it is passed over."""
        item: dict[str, Any] = {"id": "VARCHAR"}
        for _, path, _ in self.fields:
            *parents, leaf = path.split(".")
            place = item
            for parent in parents:
                place = place.setdefault(parent, {})
            place[leaf] = "VARCHAR"
        return json.dumps({"items": [item]})

    @property
    def values(self) -> str:
        """The SQL of each column, read from a struct called `item`."""
        return ", ".join(f"{form.format('item.' + path)} as {name}" for name, path, form in self.fields)


CHANNEL = Resource(
    kind="channel",
    table="youtube_channel",
    methods=("channels.list",),
    parts="snippet,statistics,status,contentDetails,brandingSettings",
    fields=(
        ("title", "snippet.title", TEXT),
        ("description", "snippet.description", TEXT),
        ("handle", "snippet.customUrl", TEXT),
        ("created_at", "snippet.publishedAt", TIME),
        ("country", "snippet.country", TEXT),
        ("is_subscriber_count_hidden", "statistics.hiddenSubscriberCount", FLAG),
        # A hidden count is sent as 0 or left out: it is not known.
        (
            "subscriber_count",
            "statistics.subscriberCount",
            "case when item.statistics.hiddenSubscriberCount = 'true' then null else try_cast({} as bigint) end",
        ),
        ("video_count", "statistics.videoCount", COUNT),
        ("view_count", "statistics.viewCount", COUNT),
        ("privacy", "status.privacyStatus", TEXT),
        ("is_linked", "status.isLinked", FLAG),
        ("long_uploads", "status.longUploadsStatus", TEXT),
        ("uploads_playlist", "contentDetails.relatedPlaylists.uploads", TEXT),
        ("keywords", "brandingSettings.channel.keywords", TEXT),
    ),
)

VIDEO = Resource(
    kind="video",
    table="youtube_video",
    methods=("videos.list",),
    parts="snippet,statistics,status,contentDetails",
    fields=(
        ("channel_id", "snippet.channelId", TEXT),
        ("title", "snippet.title", TEXT),
        ("description", "snippet.description", TEXT),
        ("published_at", "snippet.publishedAt", TIME),
        ("duration", "contentDetails.duration", TEXT),
        ("view_count", "statistics.viewCount", COUNT),
        ("like_count", "statistics.likeCount", COUNT),
        ("comment_count", "statistics.commentCount", COUNT),
        ("privacy", "status.privacyStatus", TEXT),
        ("upload_status", "status.uploadStatus", TEXT),
        ("failure_reason", "status.failureReason", TEXT),
        ("rejection_reason", "status.rejectionReason", TEXT),
        ("licence", "status.license", TEXT),
        ("is_licensed_content", "contentDetails.licensedContent", FLAG),
    ),
)

RESOURCES = (CHANNEL, VIDEO)
