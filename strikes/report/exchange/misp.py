"""A MISP event: channels and videos by MISP's own object templates, claimants as attributes.

Templates: https://github.com/MISP/misp-objects (youtube-channel, youtube-video, both version 1).
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from strikes.report.case import Row
from strikes.report.exchange import channel_url, dumped, made_id, watch_url
from strikes.report.pack import Pack

_CHANNEL = ("youtube-channel", "cb9f492b-9930-4388-98e1-5d0cdcfa51df")
_VIDEO = ("youtube-video", "2bd68462-a509-4320-b5c6-760a57fd1a80")
#: relation -> (type, category) of its attribute, as the templates say.
_TYPES = {
    "channel-id": ("text", "Other"),
    "channel-name": ("text", "Other"),
    "video-title": ("text", "Other"),
    "url": ("url", "External analysis"),
    "link": ("link", "External analysis"),
}

Object = dict[str, Any]


def to_misp(pack: Pack) -> bytes:
    """Return the pack as one MISP event."""
    about, story = pack["about"], pack["story"]
    stamp = calendar.timegm(dt.date.fromisoformat(about["as_of"]).timetuple())
    maker = _Maker(about["pack"], str(stamp))
    titles = {row["channel"]: row["title"] for row in pack["channels"]}
    told = [about["tlp"], *story["bands"], *story["why"], *story["unknown"], story["caution"]]
    event = {
        "uuid": made_id(about["pack"], "event"),
        "info": story["headline"],
        "date": about["as_of"],
        "timestamp": str(stamp),
        "threat_level_id": "4",
        "analysis": "2",
        # Your organisation only: passing on is for the one who receives it to decide, by the TLP mark.
        "distribution": "0",
        "Tag": [{"name": about["tlp"].lower()}],
        "Attribute": [
            *(maker.attribute("comment", "Other", text) for text in told),
            *(attribute for row in pack["claimants"] for attribute in _claimant(row, maker)),
        ],
        "Object": [
            *(_channel(row, maker) for row in pack["channels"]),
            *(_video(row, titles, maker) for row in pack["claims"]),
        ],
    }
    return dumped({"Event": event})


class _Maker:
    """Makes attributes and objects whose ids follow from what they hold."""

    def __init__(self, pack: str, timestamp: str) -> None:
        self._pack, self._timestamp = pack, timestamp

    def attribute(
        self, kind: str, category: str, value: str, comment: str = "", relation: str = "", within: str = ""
    ) -> Object:
        own = made_id(self._pack, "/".join((within, relation, kind, value, comment)))
        inner = {"uuid": own, "type": kind, "category": category, "value": value, "to_ids": False}
        inner |= {"comment": comment, "timestamp": self._timestamp, "disable_correlation": False}
        return inner | ({"object_relation": relation} if relation else {})

    def object(self, template: tuple[str, str], label: str, comment: str, values: dict[str, str | None]) -> Object:
        within = f"{template[0]}/{label}"
        attributes = [
            self.attribute(*_TYPES[relation], value, relation=relation, within=within)
            for relation, value in values.items()
            if value
        ]
        return {
            "uuid": made_id(self._pack, within),
            "name": template[0],
            "meta-category": "misc",
            "template_uuid": template[1],
            "template_version": "1",
            "timestamp": self._timestamp,
            "comment": comment,
            "Attribute": attributes,
        }


def _claimant(row: Row, maker: _Maker) -> list[Object]:
    names = row["names"] or [row["ref"] or "name withheld or not known"]
    shown = [maker.attribute("text", "Attribution", name, f"{row['claimant']}: claimant as shown") for name in names]
    return shown + [
        maker.attribute("email", "Attribution", address, f"{row['claimant']}: mail as shown")
        for address in row["emails"]
        if "…" not in address
    ]


def _channel(row: Row, maker: _Maker) -> Object:
    values = {"channel-name": row["title"] or row["channel"], "channel-id": row["channel_id"]}
    return maker.object(_CHANNEL, row["channel"], row["channel"], values | {"url": channel_url(row["channel_id"])})


def _video(row: Row, titles: dict[str, str | None], maker: _Maker) -> Object:
    fate = f"{row['demand']} {row['claimed_at'] or ''}, {row['outcome']}, P{row['level']}"
    told = f"claim {row['claim']} by {row['claimant']}: {fate}"
    values = {"video-title": row["video_title"] or f"claim {row['claim']}", "channel-name": titles.get(row["channel"])}
    return maker.object(_VIDEO, f"claim {row['claim']}", told, values | {"url": watch_url(row["video_id"])})
