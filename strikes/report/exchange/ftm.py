"""FollowTheMoney entities, one JSON object a line, for Aleph and OpenAleph (https://followthemoney.tech)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from strikes.report.case import Row
from strikes.report.exchange import channel_url, made_id, watch_url
from strikes.report.pack import Pack

Entity = dict[str, Any]


def to_ftm(pack: Pack) -> bytes:
    """Return the pack's entities as JSON lines."""
    return "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in _entities(pack)).encode()


def _entities(pack: Pack) -> Iterator[Entity]:
    name, story = pack["about"]["pack"], pack["story"]
    told = [*story["bands"], *story["why"], story["caution"]]
    yield _entity(name, "pack", "Note", name=[story["headline"]], description=told, keywords=[pack["about"]["tlp"]])
    for row in pack["claimants"]:
        yield _claimant(name, row)
    for row in pack["channels"]:
        yield _channel(name, row)
    for row in pack["claims"]:
        yield _claim(name, row)
    for i, row in enumerate(pack["ties"], 1):
        yield _entity(
            name,
            f"tie {i}",
            "UnknownLink",
            subject=[made_id(name, row["a"])],
            object=[made_id(name, row["b"])],
            role=[row["layer"]],
            summary=[row["sentence"]],
        )


def _claimant(pack: str, row: Row) -> Entity:
    return _entity(
        pack,
        row["claimant"],
        "LegalEntity",
        name=row["names"] or [row["ref"] or row["claimant"]],
        email=[address for address in row["emails"] if "…" not in address],
        notes=[f"{row['claimant']}: a claimant as shown on claims; the name may be borrowed."],
    )


def _channel(pack: str, row: Row) -> Entity:
    return _entity(
        pack,
        row["channel"],
        "UserAccount",
        name=[row["title"] or row["channel"]],
        service=["YouTube"],
        username=[row["channel_id"]],
        sourceUrl=[channel_url(row["channel_id"])],
    )


def _claim(pack: str, row: Row) -> Entity:
    return _entity(
        pack,
        f"claim {row['claim']}",
        "Event",
        name=[f"Copyright claim {row['claim']}"],
        date=[_as_known(row)],
        involved=[made_id(pack, row["claimant"]), made_id(pack, row["channel"])],
        summary=[f"{row['demand']}: {row['outcome']}, P{row['level']}", row["video_title"], row["work_title"]],
        description=[row["claim_text"]],
        sourceUrl=[watch_url(row["video_id"])],
    )


def _as_known(row: Row) -> str | None:
    length = {"year": 4, "month": 7, "day": 10}.get(row["claimed_at_precision"] or "", 19)
    return row["claimed_at"][:length] if row["claimed_at"] else None


def _entity(pack: str, what: str, schema: str, **properties: list[str | None]) -> Entity:
    known = {name: [value for value in values if value] for name, values in properties.items()}
    return {
        "id": made_id(pack, what),
        "schema": schema,
        "properties": {name: values for name, values in known.items() if values},
    }
