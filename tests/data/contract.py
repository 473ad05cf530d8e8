"""The tables of docs/contracts.md as the data files must keep to them, and how a test reads one."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from pathlib import Path

from strikes.model import NEEDS_CLAIMANT, EventType, SourceKind

DATA = Path(__file__).resolve().parents[2] / "data"
CASES = DATA / "cases"
REFERENCE = DATA / "reference"

LAYOUT = {
    "events": "event_id notice_id claim_id event_type occurred_at occurred_not_after received_at channel_id "
    "channel_title channel_topic video_id video_title video_published_at claimant_name claimant_ref "
    "claimant_channel_id claimant_email claimant_phone claimant_address claimant_country work_title work_url "
    "work_published_at claim_text source provenance reporter_id",
    "profiles": "claimant_channel_id handle title description created_at country subscriber_count video_count "
    "view_count status observed_at source",
    "evidence": "subject kind value observed_at source_url provenance by",
    "context": "context_id happened_on kind title place source_url",
    "holders": "holder_id name aliases domains emails agents source_url checked_on",
    "labels": "subject axis label reason labelled_by labelled_at",
}
COLUMNS = {table: columns.split() for table, columns in LAYOUT.items()}
#: Columns beyond the contract, for people.
FOR_PEOPLE = {"source_url", "note", "detail", "source"}
TIMES = {
    "occurred_at",
    "occurred_not_after",
    "received_at",
    "video_published_at",
    "work_published_at",
    "created_at",
    "observed_at",
    "happened_on",
    "checked_on",
    "labelled_at",
}
EVIDENCE = (
    *("disavowal", "pay_demand", "licence", "third_party_capture", "domain_created", "lawsuit", "match_confirmed"),
    *("reply", "other"),
)
CONTEXT = ("election", "arrest", "protest", "account_attack", "site_block", "other")
LABELS = {
    "identity": {"false_identity", "genuine", "named_person_is_victim", "undecidable"},
    "coordination": {"coordinated", "independent", "undecidable"},
    "claims": {"unfounded", "overreach", "founded", "undecidable"},
}
ADDRESS = re.compile(r"[^\s,;|]+@[^\s,;|]+\.[^\s,;|]+")

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def is_time(text: str) -> bool:
    """A year, a month, a day, or a moment in UTC; empty is unknown."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text):
            datetime.fromisoformat(text)
        elif re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
            date.fromisoformat((text + "-01-01")[:10])
        else:
            return text == ""
    except ValueError:
        return False
    return True


def is_nobodys(address: str) -> bool:
    """Say whether an address can belong to nobody: a reserved domain, or a form its provider does not give out.

    Gmail user names hold letters, digits and full stops, 6 to 30 of them
    (https://support.google.com/mail/answer/9211434).
    """
    local, _, host = address.rpartition("@")
    if host.endswith(".example"):
        return True
    name = local.split("+")[0]
    return "simulated" in local or (host == "gmail.com" and ("_" in name or len(name.replace(".", "")) > 30))


def problems(kind: str, row: Row) -> list[str]:
    """Name what in a row breaks the contract."""
    found = [f"{c}={row[c]!r} is no time" for c in TIMES & row.keys() if not is_time(row[c])]
    if "provenance" in row and not re.fullmatch("P[0-5]", row["provenance"]):
        found.append(f"provenance={row['provenance']!r}")
    return found + CHECKS[kind](row)


def _event(row: Row) -> list[str]:
    found = []
    if row["event_type"] not in list(EventType):
        found.append(f"event_type={row['event_type']!r}")
    elif row["event_type"] in NEEDS_CLAIMANT and not any(
        row.get(c) for c in ("claimant_name", "claimant_email", "claimant_ref")
    ):
        found.append("a claim without a claimant")
    if not row.get("channel_id") and not row.get("channel_title"):
        found.append("no channel")
    if row["source"] not in list(SourceKind):
        found.append(f"source={row['source']!r}")
    return found


def _one_of(value: str, words: tuple[str, ...]) -> list[str]:
    return [] if value in words else [f"{value!r} is none of {words}"]


CHECKS = {
    "events": _event,
    "profiles": lambda row: (
        _one_of(row["status"], ("active", "terminated", "not_found")) + _one_of(row["source"], ("api", "person"))
    ),
    "evidence": lambda row: _one_of(row["kind"], EVIDENCE) + ([] if row["subject"] else ["no subject"]),
    "context": lambda row: _one_of(row["kind"], CONTEXT) + ([] if row["title"] else ["no title"]),
    "holders": lambda row: [] if row["holder_id"] and row["name"] else ["no id or name"],
    "labels": lambda row: [] if row["label"] in LABELS.get(row["axis"], ()) else [f"{row['axis']}: {row['label']}"],
}
