"""The shown claims as an `events` table of the contract, for another casebook to take in (docs/contracts.md)."""

from __future__ import annotations

from typing import Any

from strikes.report.case import Row
from strikes.report.pack import Pack

COLUMNS = (
    *("claim_id", "notice_id", "event_type", "occurred_at", "channel_id", "channel_title", "channel_topic", "video_id"),
    *("video_title", "video_published_at", "claimant_name", "claimant_ref", "claimant_channel_id", "claimant_email"),
    *("claimant_country", "work_title", "work_url", "work_published_at", "claim_text", "provenance"),
)
#: their name for ours, where they differ
_OF_CLAIM = {
    "claimant_name": "name",
    "claimant_ref": "ref",
    "claimant_email": "email",
    "claimant_country": "country",
} | {name: name for name in ("channel_id", "channel_title", "video_id", "video_title", "claimant_channel_id")}
_OF_DEMAND = {
    name: name for name in ("video_published_at", "work_title", "work_url", "work_published_at", "claim_text")
}
_LENGTH = {"year": 4, "month": 7, "day": 10}


def importable(pack: Pack) -> list[list[Any]]:
    """Return one row per claim and per event that followed, in the order of COLUMNS."""
    prefix = pack["about"]["pack"]
    topics = {row["channel"]: row["topic"] for row in pack["channels"]}
    by_number = {row["claim"]: row for row in pack["claims"]}
    demands = [_demand(row, prefix) | {"channel_topic": topics.get(row["channel"])} for row in pack["claims"]]
    later = [_later(row, by_number.get(row["claim"]), pack, prefix) for row in pack["events"]]
    return [[row.get(name) for name in COLUMNS] for row in (*demands, *later)]


def _demand(row: Row, prefix: str) -> Row:
    own = {ours: row.get(theirs) for ours, theirs in (_OF_CLAIM | _OF_DEMAND).items()}
    return own | {
        "claim_id": f"{prefix}-{row['claim']}",
        "notice_id": f"{prefix}-n{row['notice']}" if row["notice"] else None,
        "event_type": row["demand"],
        "occurred_at": _moment(row["claimed_at"], row["claimed_at_precision"]),
        "provenance": f"P{row['level']}",
    }


def _later(row: Row, claim: Row | None, pack: Pack, prefix: str) -> Row:
    about = {ours: claim.get(theirs) for ours, theirs in _OF_CLAIM.items()} if claim else _channel(row, pack)
    return about | {
        "claim_id": f"{prefix}-{row['claim']}" if row["claim"] else None,
        "event_type": row["event_type"],
        "occurred_at": _moment(row["happened_at"], row["precision"]),
        "provenance": f"P{row['level']}",
    }


def _channel(row: Row, pack: Pack) -> Row:
    (found,) = [channel for channel in pack["channels"] if channel["channel"] == row["channel"]]
    return {"channel_id": found["channel_id"], "channel_title": found["title"]}


def _moment(moment: str | None, precision: str | None) -> str | None:
    return moment[: _LENGTH.get(precision or "", len(moment))] if moment else None
