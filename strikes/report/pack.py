"""The pack: what one recipient gets of one case, as data. Every file of a pack is written from this alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from strikes.report.asks import asks, dsa, unknowns
from strikes.report.case import Case, Row
from strikes.report.deadlines import clocks
from strikes.report.gather import gather
from strikes.report.profiles import Profile, redacted
from strikes.report.redact import Masked
from strikes.report.story import story
from strikes.report.words import Words
from strikes.signals.words import sentence
from strikes.store.connection import Connection

SCHEMA = "strikes.pack/1"
#: Titles of invented data say so; a pack made of it says so on every page.
SIMULATED = "SIMULATED"
#: Fields of a finding that are used to make its sentence and then left behind.
_INNER = ("facts", "explain", "grade", "stated", "is_borne_by_every_claim", "n_witnesses")

Pack = dict[str, Any]


def make_pack(
    con: Connection,
    kind: str,
    subject: str,
    profile: Profile,
    words: Words,
    earlier: Mapping[str, int] | None = None,
) -> Pack:
    """Return the pack of a claimant, campaign or channel for one kind of recipient, in one language.

    `earlier` are the counts the last public release of the subject showed (release.py).
    """
    whole = gather(con, kind, subject)
    shown, masked = redacted(whole, profile, earlier)
    return compose(_in_words(shown, words), masked, profile, words, is_simulated=_is_simulated(whole))


def compose(case: Case, masked: list[Masked], profile: Profile, words: Words, *, is_simulated: bool) -> Pack:
    """Return the pack of a redacted case."""
    about = {
        "kind": case.kind,
        "subject": case.subject,
        "profile": profile.name,
        "tlp": profile.tlp,
        "language": words.language,
        "is_simulated": is_simulated,
        "run": case.run["run_id"],
        "as_of": case.run["as_of"],
        "version": case.run["version"],
        "audit_head": case.run["audit_head"],
        "rules": [f"{row['code']} {row['signal']}/{row['version']}" for row in case.signals],
    }
    found: Pack = {
        "schema": SCHEMA,
        "about": about,
        "figures": case.figures,
        "score": case.score,
        "story": story(case, words)
        | {"ask": asks(case, profile.name, words), "unknown": unknowns(case, masked, words), "dsa": dsa(case, words)},
        "claimants": [_without(row, "public_names") for row in case.claimants],
        "channels": list(case.channels),
        "claims": list(case.claims),
        "events": list(case.acts),
        "findings": [_without(row, *_INNER) for row in case.findings],
        "ties": list(case.ties),
        "evidence": list(case.evidence),
        "context": list(case.context),
        "ledger": list(case.ledger),
        "clocks": list(clocks(case)) if case.kind == "channel" else [],
        "signals": [_signal(row) for row in case.signals] if profile.shows_cases else [],
        "masked": [vars(one) for one in masked],
    }
    found["about"]["pack"] = content_hash(found)[:16]
    return found


def content_hash(pack: Pack) -> str:
    """Return the SHA-256 over what a pack says, its own name left out."""
    about = {name: value for name, value in pack["about"].items() if name != "pack"}
    return hashlib.sha256(to_json(pack | {"about": about}).encode()).hexdigest()


def to_json(pack: Pack) -> str:
    """Return a pack as JSON text, the same for the same pack."""
    return json.dumps(pack, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _in_words(case: Case, words: Words) -> Case:
    """Return a case whose findings and signals speak the pack's language."""
    return replace(
        case,
        findings=tuple(_told(row, words) for row in case.findings),
        signals=tuple(_translated(row, words) for row in case.signals),
        unanswered=tuple(
            row | {"title": words.of_signal(row["signal"], "title", row["title"])} for row in case.unanswered
        ),
    )


def _translated(row: Row, words: Words) -> Row:
    return row | {name: words.of_signal(row["signal"], name, row[name]) for name in ("title", "innocent")}


def _told(row: Row, words: Words) -> Row:
    if "facts" not in row:
        return _translated(row, words)
    own = words.of_signal(row["signal"], row["grade"], row["explain"].get(row["grade"], ""))
    explain = {row["grade"]: own} if own else {}
    return _translated(row, words) | {"text": sentence(explain, row["grade"], row["facts"])}


def _without(row: Row, *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}


def _signal(row: Row) -> Row:
    kept = (
        "code",
        "signal",
        "title",
        "question",
        "axes",
        "grp",
        "version",
        "innocent",
        "literature",
        "n_fired",
        "n_looked",
    )
    return {name: row[name] for name in kept}


def _is_simulated(case: Case) -> bool:
    return any(SIMULATED in str(row["title"]) for row in case.channels) or any(
        SIMULATED in str(row["video_title"]) for row in case.claims
    )
