"""The public sees figures, never cases: no channel, video, name, text or day, and no count that points at anybody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from strikes.report.case import OUTCOMES, UNDONE, Case, Row, Rows, is_day_known
from strikes.report.redact import Masked, Redactor

#: Counts are told in steps of this size; below it, only that they are below it (R25).
STEP = 5
DEMANDS = ("takedown", "scheduled_takedown", "content_id_claim")


def banded(n: int) -> str:
    """Return a count as the step it lies in: "<5", "5–9", "10–14" ... Differences of steps give no small count away."""
    return f"<{STEP}" if n < STEP else f"{n // STEP * STEP}–{n // STEP * STEP + STEP - 1}"


def steady(counts: Mapping[str, int], earlier: Mapping[str, int] | None) -> dict[str, int]:
    """Return the counts a release shows: one that moved by less than STEP since the last release stays what it was.

    So that nobody reads a single new case out of the difference of two releases.
    """
    known = earlier or {}
    return {name: known[name] if abs(n - known.get(name, n - STEP)) < STEP else n for name, n in counts.items()}


def counts_of(case: Case) -> dict[str, int]:
    """Return every count the public may be told something of, exact: for this house only."""
    outcomes, demands = Counter(row["outcome"] for row in case.claims), Counter(row["demand"] for row in case.claims)
    plain = {
        "n_claims": len(case.claims),
        "n_claimants": len(case.claimants),
        "n_channels": len(case.channels),
        "n_videos": len({row["video_key"] for row in case.claims}),
        "n_strikes_standing": sum(row["n_standing"] for row in case.channels),
        "n_terminated": sum(row["terminated_at"] is not None for row in case.channels),
        "n_undated": len(case.claims) - len(_days(case.claims)),
        "n_verified": sum(row["level"] >= 3 for row in case.claims),
        "n_undone": sum(outcomes[name] for name in UNDONE),
    }
    fired = {name: len({row["claimant"] for row in rows}) for name, rows in _fired(case.findings).items()}
    weeks = Counter(map(_monday, _days(case.claims)))
    return (
        plain
        | {f"by_demand.{name}": demands[name] for name in DEMANDS}
        | {f"by_outcome.{name}": outcomes[name] for name in OUTCOMES}
        | {f"signal.{name}": n for name, n in fired.items()}
        | {f"week.{week}": n for week, n in sorted(weeks.items())}
    )


def figures_only(earlier: Mapping[str, int] | None) -> Redactor:
    """Return the redactor that leaves counts in steps and weeks; every row about one claim, channel or claimant goes.

    `earlier` are the counts that the last release of this subject showed.
    """

    def redact(case: Case) -> tuple[Case, list[Masked]]:
        counts = steady(counts_of(case), earlier)
        parts = ("claims", "channels", "claimants", "evidence")
        taken = [Masked(part, len(getattr(case, part)), "public_figures") for part in parts]
        taken.append(Masked("reporters", case.figures["n_reporters"], "never_leaves"))
        bare = replace(
            case,
            subject=None,
            figures=_figures(counts, case.claims),
            score=case.score and {name: case.score[name] for name in ("band", "weight", "low", "high")},
            claimants=(),
            channels=(),
            claims=(),
            acts=(),
            ties=(),
            evidence=(),
            context=(),
            ledger=(),
            findings=_signals_that_fired(case.findings, counts),
            names={},
        )
        return bare, taken

    return redact


def _figures(counts: Mapping[str, int], claims: Rows) -> dict[str, Any]:
    days = _days(claims)
    told: dict[str, Any] = {name: banded(n) for name, n in counts.items() if name.startswith("n_")}
    for part in ("by_demand", "by_outcome"):
        told[part] = {name.partition(".")[2]: banded(n) for name, n in counts.items() if name.startswith(f"{part}.")}
    return told | {
        "first_claim_at": _monday(min(days)) if days else None,
        "last_claim_at": _monday(max(days)) if days else None,
        "by_week": _by_week(counts),
    }


def _by_week(counts: Mapping[str, int]) -> dict[str, str]:
    """Return weeks (their Monday) with at least STEP claims, and all others as one: a small week points at a case."""
    weeks = {name.removeprefix("week."): n for name, n in counts.items() if name.startswith("week.")}
    large = {week: n for week, n in sorted(weeks.items()) if n >= STEP}
    rest = sum(weeks.values()) - sum(large.values())
    return {week: banded(n) for week, n in large.items()} | ({"other": banded(rest)} if rest else {})


def _days(claims: Rows) -> list[str]:
    return [r["claimed_at"] for r in claims if is_day_known(r["claimed_at"], r["claimed_at_precision"])]


def _monday(moment: str) -> str:
    day = dt.date.fromisoformat(moment[:10])
    return (day - dt.timedelta(days=day.weekday())).isoformat()


def _fired(findings: Rows) -> dict[str, list[Row]]:
    fired: dict[str, list[Row]] = {}
    for row in findings:
        if row["weight"] > 0:
            fired.setdefault(row["signal"], []).append(row)
    return fired


def _signals_that_fired(findings: Rows, counts: Mapping[str, int]) -> Rows:
    """Return one row per signal that weighs: what it asks and for how many claimants it fired, without their facts."""
    kept = ("signal", "code", "title", "axis", "grp", "innocent", "literature", "version")
    return tuple(
        {name: rows[0][name] for name in kept} | {"n_claimants": banded(counts[f"signal.{signal}"])}
        for signal, rows in _fired(findings).items()
    )
