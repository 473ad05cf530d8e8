"""Why a score is what it is: one waterfall per axis, what was not seen, and what else it could be."""

from __future__ import annotations

from typing import Any

from strikes.model import MICRO, Axis, Band
from strikes.report.leads import campaign_leads, claimant_leads
from strikes.signals.words import sentence
from strikes.store import read
from strikes.store.connection import Connection

CAUTION = (
    "A listing is not a finding of fault. It says what signs there are, how sure that is, and what else they could "
    "mean; the record is about claims as reported, not about a person."
)
_AXIS_WORDS = {
    Axis.IDENTITY: "signs consistent with a false or borrowed identity",
    Axis.COORDINATION: "signs consistent with claims coordinated beyond chance",
    Axis.CLAIMS: "signs consistent with unfounded claims",
}


def band_sentence(axis: str, score: read.Row) -> str:
    """Return what may be said of one axis: the band, and the likelihood ratio with its interval."""
    words = {
        Band.INSUFFICIENT: "too little can be seen to say anything",
        Band.NO_NOTABLE_SIGNS: f"no notable {_AXIS_WORDS[Axis(axis)]}",
        Band.SOME_SIGNS: f"some {_AXIS_WORDS[Axis(axis)]}",
        Band.SEVERAL_INDEPENDENT_SIGNS: f"several independent {_AXIS_WORDS[Axis(axis)]}",
        Band.STRONG_MULTI_SOURCE: f"strong {_AXIS_WORDS[Axis(axis)]}, from several sources",
    }[Band(score["band"])]
    if score["weight"] is None:
        return words
    ratio, low, high = (likelihood_ratio(score[name]) for name in ("weight", "low", "high"))
    return f"{words} (likelihood ratio about {ratio}, between {low} and {high})"


def likelihood_ratio(bans: float) -> str:
    """Return 10**bans in the two digits that can be stood by."""
    ratio = 10**bans
    if ratio >= 100:
        return f"{float(f'{ratio:.2g}'):.0f}"
    return f"{ratio:.2g}"


def explain_claimant(con: Connection, claimant_id: str) -> dict[str, Any]:
    """Return a claimant's waterfalls, gaps, claims and caution."""
    (lead,) = claimant_leads(con, [claimant_id])
    findings = read.findings(con, [claimant_id])
    waterfalls = [
        _waterfall(axis, lead["axes"][axis], [f for f in findings if f["axis"] == axis])
        for axis in Axis
        if axis in lead["axes"]
    ]
    named = ", ".join(f'"{name}"' for name in (lead["names"] or lead["emails"])[:3]) or "unnamed"
    return {
        "subject": claimant_id,
        "summary": f"{claimant_id}: {named}; {lead['n_claims']} claims on {lead['n_channels']} channels, "
        f"told by {lead['n_reporters']} reporters",
        "lead": lead,
        "waterfalls": waterfalls,
        "missing": read.unanswered(con, claimant_id),
        "replies": read.replies(con, [claimant_id]),
        "claims": read.claims_of(con, [claimant_id]),
        "caution": CAUTION,
    }


def explain_campaign(con: Connection, campaign_id: str) -> dict[str, Any]:
    """Return a campaign's waterfall, members, claims and caution."""
    (lead,) = campaign_leads(con, [campaign_id])
    (row,) = read.campaigns(con, [campaign_id])
    steps = [
        {
            "weight": f["weight"],
            "text": f["text"],
            "innocent": f["innocent"],
            "provenance": f["provenance"],
            "counts": "",
        }
        for f in lead["findings"]
    ]
    return {
        "subject": campaign_id,
        "summary": f"{campaign_id}: {len(lead['claimant_ids'])} claimants, {len(lead['target_channel_ids'])} channels, "
        f"{lead['n_claims']} claims. {row.get('sentence') or ''}".strip(),
        "lead": lead,
        "waterfalls": [
            {"axis": "coordination", "sentence": band_sentence("coordination", lead), "steps": _closed(steps, lead)}
        ],
        "missing": [],
        "replies": read.replies(con, lead["claimant_ids"]),
        "claims": read.claims_of(con, lead["claimant_ids"]),
        "caution": CAUTION,
    }


def _waterfall(axis: str, score: read.Row, findings: list[read.Row]) -> dict[str, Any]:
    steps = [_step(finding) for finding in findings]
    return {"axis": str(axis), "sentence": band_sentence(axis, score), "steps": _closed(steps, score)}


def _step(f: read.Row) -> dict[str, Any]:
    taken = (f["stated_ubans"] - f["weight_ubans"]) / MICRO
    counts = [f"{f['n']} of {f['n_of']}"] if f["n"] is not None and f["n_of"] is not None else []
    counts += [f"{f['n_witnesses']} events bear it out"] if f["n_witnesses"] else []
    counts += [f"its provenance P{f['level']} takes {abs(taken):.2f}"] if abs(taken) >= 0.005 else []
    return {
        "weight": f["weight"],
        "text": f"{f['code']} {sentence(f['explain'], f['grade'], f['facts'])}",
        "innocent": f["innocent"],
        "provenance": f"P{f['level']}",
        "counts": "; ".join(counts),
    }


def _closed(steps: list[dict[str, Any]], score: read.Row) -> list[dict[str, Any]]:
    """Add what dampening and caps take, so that the steps add up to the weight."""
    if score["weight"] is None:
        return steps
    rest = score["weight"] - sum(step["weight"] for step in steps)
    if abs(rest) >= 0.005:
        text = "signals that share a cause count less together; caps per group and per reporter"
        steps = [*steps, {"weight": round(rest, 3), "text": text, "innocent": "", "provenance": "", "counts": ""}]
    return steps
