"""Writes the tables of a SIMULATED world, with the gaps, levels and coarse dates that real reports have."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

SOURCE = "https://simulated.example/world"

COLUMNS = {
    "events": (
        "event_id,notice_id,claim_id,event_type,occurred_at,occurred_not_after,received_at,channel_id,channel_title,"
        "channel_topic,video_id,video_title,video_published_at,claimant_name,claimant_ref,claimant_channel_id,"
        "claimant_email,claimant_phone,claimant_address,claimant_country,work_title,work_url,work_published_at,claim_text,"
        "source,provenance,reporter_id"
    ),
    "profiles": (
        "claimant_channel_id,handle,title,description,created_at,country,subscriber_count,video_count,view_count,"
        "status,observed_at,source"
    ),
    "evidence": "subject,kind,value,observed_at,source_url,provenance,by",
    "context": "context_id,happened_on,kind,title,place,source_url",
    "holders": "holder_id,name,aliases,domains,emails,agents,source_url,checked_on",
    "labels": "subject,axis,label,reason,labelled_by,labelled_at",
    "truth": "claimant_key,kind,is_adversary,campaign,names,emails,channel_ids,n_claims",
    "truth_events": "event_id,claimant_key",
}

#: Chance that a column survives from the notice into the report. Together with the columns that few notices fill
#: (phone, address, second dates) about half of all cells are empty.
KEPT = {
    "notice_id": 0.4,
    "claim_id": 0.6,
    "channel_id": 0.8,
    "channel_topic": 0.25,
    "video_id": 0.75,
    "video_title": 0.4,
    "video_published_at": 0.4,
    "claimant_name": 0.85,
    "claimant_email": 0.5,
    "claimant_channel_id": 0.6,
    "claimant_phone": 0.5,
    "claimant_country": 0.1,
    "work_title": 0.4,
    "work_url": 0.5,
    "work_published_at": 0.3,
    "claim_text": 0.55,
}

#: How a report comes in: (level, source), with its share.
WAYS = (
    ("P1", "owner_form"),
    ("P2", "owner_form"),
    ("P1", "csv"),
    ("P3", "lumen"),
    ("P3", "public_record"),
    ("P4", "notice_mail"),
    ("P5", "api"),
)
WAY_SHARES = (26, 24, 14, 5, 6, 22, 3)

Row = dict[str, str]


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def coarse(rng: Random, at: datetime) -> str:
    """Return a time as it is remembered: mostly to the second, sometimes to the day, month or year, or not at all."""
    kind = rng.random()
    if kind < 0.80:
        return stamp(at)
    if kind < 0.93:
        return f"{at:%Y-%m-%d}"
    if kind < 0.98:
        return f"{at:%Y-%m}"
    return f"{at:%Y}" if kind < 0.99 else ""


class Book:
    """Open tables of one world. Rows are written as they come, so that a world of any size needs little memory."""

    def __init__(self, folder: Path, rng: Random, files: ExitStack) -> None:
        self.rng = rng
        self.n_events = 0
        self.n_claims = 0
        self._write: dict[str, Any] = {}
        self._columns = {table: columns.split(",") for table, columns in COLUMNS.items()}
        for table, columns in self._columns.items():
            file = files.enter_context((folder / f"{table}.csv").open("w", encoding="utf-8", newline=""))
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            self._write[table] = writer.writerow

    def row(self, table: str, **values: object) -> None:
        self._write[table]([values.get(column, "") for column in self._columns[table]])

    def way(self) -> tuple[str, str]:
        return self.rng.choices(WAYS, WAY_SHARES)[0]

    def report(self, row: Row) -> Row:
        """Return what is left of a notice in one report of it; a claimant or a channel is never lost altogether."""
        whole = 0.5 if row["provenance"] in ("P4", "P5") else 0.0  # a kept mail loses half as much as a retelling
        left = {
            column: value
            for column, value in row.items()
            if self.rng.random() < whole + (1 - whole) * KEPT.get(column, 1.0)
        }
        if not left.get("claimant_name") and not left.get("claimant_email"):
            left["claimant_ref"] = row["claimant_key"].replace("sim-", "ref-")
        return left

    def event(self, key: str, event_type: str, at: datetime, shown: Row) -> str:
        """Write one event of a claim whose `shown` fields were decided when it was first reported."""
        self.n_events += 1
        event_id = f"sim-e{self.n_events:07d}"
        told = shown.get("told_as") or coarse(self.rng, at)
        received = stamp(at) if shown["provenance"] == "P4" else ""
        not_after = f"{at:%Y-%m-%d}" if len(told) < 10 else ""
        times = {"occurred_at": told, "occurred_not_after": not_after, "received_at": received}
        self.row("events", **{**shown, **times, "event_id": event_id, "event_type": event_type})
        self.row("truth_events", event_id=event_id, claimant_key=key)
        return event_id
