"""Claimants and campaigns of a run as the contract prints them (docs/contracts.md section 2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from strikes.signals.words import sentence
from strikes.store import read
from strikes.store.connection import Connection

Lead = dict[str, Any]


def claimant_leads(con: Connection, ids: Sequence[str] | None = None) -> list[Lead]:
    """Return claimants, best lead first, each with its axes and findings."""
    scores = read.axis_scores(con, ids)
    findings: dict[str, list[Lead]] = {}
    for row in read.findings(con, ids):
        findings.setdefault(row["claimant_id"], []).append(finding_line(row))
    found = read.claimants(con, ids)
    replies: dict[str, list[Lead]] = {}
    for row in read.replies(con, [row["claimant_id"] for row in found]):
        replies.setdefault(row["claimant_id"], []).append({"said": row["said"], "said_at": row["said_at"]})
    return [
        _without(row, "lead_axis")
        | {"axes": scores[row["claimant_id"]], "findings": findings.get(row["claimant_id"], [])}
        | ({"replies": replies[row["claimant_id"]]} if row["claimant_id"] in replies else {})
        for row in found
    ]


def campaign_leads(con: Connection, ids: Sequence[str] | None = None) -> list[Lead]:
    """Return campaigns, strongest first, each with its members' weightiest finding per coordination signal."""
    found = read.campaigns(con, ids)
    members = sorted({member for row in found for member in row["claimant_ids"]})
    by_member: dict[str, list[read.Row]] = {}
    for finding in read.findings(con, members):
        if finding["axis"] == "coordination":
            by_member.setdefault(finding["claimant_id"], []).append(finding)
    return [_campaign(row, by_member) for row in found]


def _campaign(row: read.Row, by_member: dict[str, list[read.Row]]) -> Lead:
    best: dict[str, read.Row] = {}
    for member in row["claimant_ids"]:
        for finding in by_member.get(member, []):
            known = best.get(finding["signal"])
            if known is None or finding["weight_ubans"] > known["weight_ubans"]:
                best[finding["signal"]] = finding
    return {
        "campaign_id": row["campaign_id"],
        "claimant_ids": row["claimant_ids"],
        "target_channel_ids": row["target_channel_ids"],
        "n_claims": row["n_claims"],
        "first_claim_at": row["first_at"],
        "last_claim_at": row["last_at"],
        "weight": read.bans(row["score_ubans"]),
        "low": read.bans(row["low_ubans"]),
        "high": read.bans(row["high_ubans"]),
        "band": row["band"],
        "findings": [finding_line(best[name]) for name in sorted(best, key=lambda n: (-best[n]["weight_ubans"], n))],
    }


def finding_line(row: read.Row) -> Lead:
    """Return one finding as the contract prints it."""
    return {
        "signal": row["signal"],
        "axis": row["axis"],
        "weight": row["weight"],
        "text": sentence(row["explain"], row["grade"], row["facts"]),
        "innocent": row["innocent"],
        "evidence": row["evidence"],
        "provenance": f"P{row['level']}",
    }


def _without(row: read.Row, *names: str) -> Lead:
    return {name: value for name, value in row.items() if name not in names}
