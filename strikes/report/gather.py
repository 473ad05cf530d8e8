"""Gathering a case: what a run holds of one subject, with labels in place of ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from strikes.errors import InputError
from strikes.model import Axis
from strikes.report.case import OUTCOMES, UNDONE, Case, Row, Rows, is_day_known
from strikes.report.organisations import organisation_test
from strikes.store import read
from strikes.store import read_reports as query
from strikes.store.connection import Connection


def gather(con: Connection, kind: str, subject: str) -> Case:
    """Return the case of a claimant, campaign or channel of a run. Raises InputError for one that is not in it."""
    ids = query.claimants_in(con, kind, subject)
    if not ids:
        raise InputError(f"There is no {kind} {subject!r} with claims in this run. See: strikes {kind}s")
    claims = query.claims(con, ids, subject if kind == "channel" else None)
    channels = query.channels(con, list(dict.fromkeys(row["target_id"] for row in claims)))
    keys = [row["claim_key"] for row in claims]
    labels = _Labels(_in_order(ids, claims), [row["target_id"] for row in channels], keys)
    evidence = query.evidence(con, ids, keys)
    findings, ties = _findings(con, labels), _ties(query.ties(con, ids), labels)
    claimants = _claimants(con, kind, subject, labels, claims, evidence)
    reporters = query.reporters(con, ids)
    names = _names(claims, labels, reporters)
    names |= _other_names(con, names, [*(row["facts"] for row in findings), ties, evidence])
    is_organisation = organisation_test(query.holder_names(con))
    score = read.campaigns(con, [subject])[0] if kind == "campaign" else None
    dated = [row["claimed_at"] for row in claims if row["claimed_at"]]
    return Case(
        kind=kind,
        subject=subject,
        run=read.run_info(con),
        figures=_figures(claims, channels, ids, reporters),
        score=_campaign_score(score) if score else None,
        claimants=tuple(
            row | {"public_names": [name for name in row["names"] if is_organisation(name)]} for row in claimants
        ),
        channels=_channels(channels, labels, claims),
        claims=tuple(_claim(row, labels, is_organisation) for row in claims),
        acts=tuple(labels.relabelled(row) for row in query.acts(con, keys, list(labels.channel))),
        findings=findings,
        ties=ties,
        evidence=tuple(labels.relabelled(row) for row in evidence),
        context=tuple(query.context(con, min(dated, default=None), max(dated, default=None))),
        signals=_signals(con),
        unanswered=tuple(query.unanswered_by_all(con, ids)),
        ledger=_ledger(query.strikes(con, subject), labels) if kind == "channel" else (),
        names=names,
    )


class _Labels:
    """Short names for claimants, channels and claims inside one pack."""

    def __init__(self, claimants: Sequence[str], channels: Sequence[str], claims: Sequence[str]) -> None:
        self.claimant = {key: f"C{i}" for i, key in enumerate(claimants, 1)}
        self.channel = {key: f"H{i}" for i, key in enumerate(channels, 1)}
        self.claim = {key: i for i, key in enumerate(claims, 1)}

    def relabelled(self, row: Row) -> Row:
        """Return a row whose claimant, channel and claim are labels."""
        own = {
            "claimant": self.claimant.get(row.get("claimant_id", "")),
            "channel": self.channel.get(row.get("target_id", "")),
            "claim": self.claim.get(row.get("claim_key", "")),
        }
        hidden = ("claimant_id", "target_id", "claim_key", "event_key", "evidence_key")
        return {name: value for name, value in row.items() if name not in hidden} | own

    def tied(self, row: Row) -> Row:
        """Return a tie between two labels."""
        a, b = sorted((self.claimant[row["claimant_a"]], self.claimant[row["claimant_b"]]), key=_number)
        kept = ("layer", "n_shared", "p_value", "q_value", "min_level", "sentence")
        return {name: row[name] for name in kept} | {"a": a, "b": b, "weight": read.bans(row["weight_ubans"])}


def _number(label: str) -> int:
    return int(label[1:])


def _in_order(ids: Sequence[str], claims: Sequence[Row]) -> list[str]:
    """Return claimants with most claims first, then by their first claim."""
    count = Counter(row["claimant_id"] for row in claims)
    first = {key: i for i, key in reversed(list(enumerate(row["claimant_id"] for row in claims)))}
    return sorted(ids, key=lambda key: (-count[key], first.get(key, 0), key))


def _claimants(
    con: Connection, kind: str, subject: str, labels: _Labels, claims: Sequence[Row], evidence: Sequence[Row]
) -> Rows:
    ids = list(labels.claimant)
    found = {row["claimant_id"]: row for row in read.claimants(con, ids)}
    scores = read.axis_scores(con, ids)
    notes: dict[str, list[str]] = {}
    for row in query.name_notes(con, ids):
        notes.setdefault(row["claimant_id"], []).append(row["note"])
    joined = {row["claimant_id"]: row for row in query.members(con, subject)} if kind == "campaign" else {}
    disavowed = {row["claimant_id"] for row in evidence if row["kind"] == "disavowal"}
    refs = {row["claimant_id"]: row["ref"] for row in claims if row["ref"]}
    kept = (
        "names",
        "emails",
        "channel_ids",
        "n_claims",
        "n_channels",
        "n_reporters",
        "first_claim_at",
        "last_claim_at",
    )
    return tuple(
        {name: found[key][name] for name in kept}
        | {
            "claimant": label,
            "ref": refs.get(key),
            "axes": {axis: scores[key][axis] for axis in Axis if axis in scores.get(key, {})},
            "notes": notes.get(key, []),
            "is_core": joined.get(key, {}).get("is_core"),
            "joined_at": joined.get(key, {}).get("joined_at"),
            "is_possible_victim": key in disavowed,
        }
        for key, label in labels.claimant.items()
    )


def _channels(rows: Sequence[Row], labels: _Labels, claims: Sequence[Row]) -> Rows:
    own: dict[str, list[Row]] = {row["target_id"]: [] for row in rows}
    for claim in claims:
        own[claim["target_id"]].append(claim)
    return tuple(_channel(row, labels.channel[row["target_id"]], own[row["target_id"]]) for row in rows)


def _channel(row: Row, label: str, own: Sequence[Row]) -> Row:
    outcomes = Counter(claim["outcome"] or "open" for claim in own)
    return {name: value for name, value in row.items() if name != "target_id"} | {
        "channel": label,
        "channel_id": next((claim["channel_id"] for claim in own if claim["channel_id"]), None),
        "n_claims": len(own),
        "n_undone": sum(outcomes[outcome] for outcome in UNDONE),
        "n_open": outcomes["open"],
        "best_level": max((claim["level"] for claim in own), default=None),
        "reporters": sorted({reporter for claim in own for reporter in claim["reporters"]}),
    }


def _claim(row: Row, labels: _Labels, is_organisation: Callable[[str], bool]) -> Row:
    return labels.relabelled(row) | {
        "is_organisation": bool(row["name"]) and is_organisation(row["name"]),
        "as_shown": row["name"] or row["email"] or row["ref"],
        "outcome": row["outcome"] or "open",
    }


def _ties(rows: Sequence[Row], labels: _Labels) -> Rows:
    return tuple(sorted(map(labels.tied, rows), key=lambda row: (_number(row["a"]), _number(row["b"]), row["layer"])))


def _findings(con: Connection, labels: _Labels) -> Rows:
    ids = list(labels.claimant)
    behind = query.claims_behind(con, ids)
    hidden = ("finding_id", "claimant_id", "unit_id", "evidence", "rests_on", "stated_ubans", "weight_ubans")
    found = [
        {name: value for name, value in row.items() if name not in hidden}
        | {
            "claimant": labels.claimant[row["claimant_id"]],
            "claims": sorted(labels.claim[key] for key in behind.get(row["finding_id"], []) if key in labels.claim),
        }
        for row in read.findings(con, ids)
    ]
    return tuple(sorted(found, key=lambda row: (-abs(row["weight"]), row["signal"], _number(row["claimant"]))))


def _campaign_score(row: Row) -> Row:
    kept = ("expected_shared", "seen_shared", "q_value", "confounder", "band")
    bans = {
        name: read.bans(row[key])
        for name, key in (("weight", "score_ubans"), ("low", "low_ubans"), ("high", "high_ubans"))
    }
    return {name: row[name] for name in kept} | bans


def _figures(
    claims: Sequence[Row], channels: Sequence[Row], ids: Sequence[str], reporters: Sequence[str]
) -> dict[str, Any]:
    dated = [row["claimed_at"] for row in claims if is_day_known(row["claimed_at"], row["claimed_at_precision"])]
    outcomes = Counter(row["outcome"] or "open" for row in claims)
    demands = Counter(row["demand"] for row in claims)
    return {
        "n_claims": len(claims),
        "n_claimants": len(ids),
        "n_channels": len(channels),
        "n_videos": len({row["video_key"] for row in claims}),
        "n_reporters": len(reporters),
        "n_strikes_standing": sum(row["n_standing"] for row in channels),
        "n_terminated": sum(row["terminated_at"] is not None for row in channels),
        "n_undated": len(claims) - len(dated),
        "n_verified": sum(row["level"] >= 3 for row in claims),
        "n_undone": sum(outcomes[outcome] for outcome in UNDONE),
        "by_demand": {name: demands[name] for name in ("takedown", "scheduled_takedown", "content_id_claim")},
        "by_outcome": {name: outcomes[name] for name in OUTCOMES},
        "first_claim_at": min(dated, default=None),
        "last_claim_at": max(dated, default=None),
    }


def _signals(con: Connection) -> Rows:
    """Return the signals of the run, each with for how many claimants it speaks against of those it could look at."""
    fired = query.fired(con)
    return tuple(row | {"n_fired": fired.get(row["signal"], 0)} for row in read.signals(con))


def _ledger(strikes: Sequence[Row], labels: _Labels) -> Rows:
    return tuple(
        {name: row[name] for name in ("struck_at", "precision", "lapses_at", "state")}
        | {
            "claimants": [labels.claimant[key] for key in row["claimants"]],
            "claims": sorted(labels.claim[key] for key in row["claims"]),
        }
        for row in strikes
    )


def _names(claims: Sequence[Row], labels: _Labels, reporters: Sequence[str]) -> dict[str, tuple[str, str]]:
    names: dict[str, tuple[str, str]] = {}
    for row in claims:
        claimant, channel = labels.claimant[row["claimant_id"]], labels.channel[row["target_id"]]
        for what, label, value in (
            ("claimant_name", claimant, row["name"]),
            ("claimant_name", claimant, row["ref"]),
            ("claimant_email", claimant, row["email"]),
            ("claimant_phone", claimant, row["phone"]),
            ("claimant_address", claimant, row["address"]),
            ("claimant_channel", claimant, row["claimant_channel_id"]),
            ("channel", channel, row["channel_id"]),
            ("channel", channel, row["channel_title"]),
            ("video", str(labels.claim[row["claim_key"]]), row["video_id"]),
            ("video", str(labels.claim[row["claim_key"]]), row["video_title"]),
            ("notice", str(labels.claim[row["claim_key"]]), row["notice_id"]),
        ):
            if value:
                names.setdefault(value, (what, label))
    for reporter in reporters:
        names.setdefault(reporter, ("reporter", ""))
    return names


def _other_names(
    con: Connection, known: dict[str, tuple[str, str]], texts: Sequence[Any]
) -> dict[str, tuple[str, str]]:
    """Return names of others in this run that stand in these texts: a signal may tell of a channel outside the case."""
    found = query.names_within(con, sorted(set(_strings(texts))))
    return {name: ("other", "") for name in found if name not in known}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
