"""The public sees figures, never cases: no channel, video, name, text or day, and no count that points at anybody."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import Any

from strikes.report.case import Case, Row, Rows
from strikes.report.redact import Masked

#: Counts are told in steps of this size; below it, only that they are below it (R25).
STEP = 5
Count = int | str


def banded(n: int) -> str:
    """Return a count as the step it lies in: "<5", "5–9", "10–14" ... Differences of steps give no small count away."""
    return f"<{STEP}" if n < STEP else f"{n // STEP * STEP}–{n // STEP * STEP + STEP - 1}"


def figures_only(case: Case) -> tuple[Case, list[Masked]]:
    """Leave counts in steps and weeks; every row about one claim, channel or claimant goes."""
    taken = [
        Masked("claims", len(case.claims), "public_figures"),
        Masked("channels", len(case.channels), "public_figures"),
        Masked("claimants", len(case.claimants), "public_figures"),
        Masked("evidence", len(case.evidence), "public_figures"),
    ]
    bare = replace(
        case,
        subject=None,
        figures=_figures(case.figures) | {"by_week": by_week(case.claims)},
        score=case.score and {name: case.score[name] for name in ("band", "weight", "low", "high")},
        claimants=(),
        channels=(),
        claims=(),
        acts=(),
        ties=(),
        evidence=(),
        context=(),
        ledger=(),
        findings=_signals_that_fired(case.findings),
        names={},
    )
    return bare, taken


def by_week(claims: Rows) -> dict[str, str]:
    """Return weeks (their Monday) with at least STEP claims, and all others as one: a small week points at a case."""
    weeks = Counter(_monday(row["claimed_at"]) for row in claims if row["claimed_at"])
    large = {week: n for week, n in sorted(weeks.items()) if n >= STEP}
    rest = len(claims) - sum(large.values())
    return {week: banded(n) for week, n in large.items()} | ({"other": banded(rest)} if rest else {})


def _figures(figures: dict[str, Any]) -> dict[str, Any]:
    return {name: _coarse(name, value) for name, value in figures.items()}


def _coarse(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {inner: _coarse(inner, n) for inner, n in value.items()}
    if isinstance(value, int):
        return banded(value)
    return _monday(value) if value else None


def _monday(moment: str) -> str:
    day = dt.date.fromisoformat(moment[:10])
    return (day - dt.timedelta(days=day.weekday())).isoformat()


def _signals_that_fired(findings: Rows) -> Rows:
    """Return one row per signal that weighs: what it asks and for how many claimants it fired, without their facts."""
    kept = ("signal", "code", "title", "axis", "grp", "innocent", "literature", "version")
    fired: dict[str, list[Row]] = {}
    for row in findings:
        if row["weight"] > 0:
            fired.setdefault(row["signal"], []).append(row)
    return tuple(
        {name: rows[0][name] for name in kept} | {"n_claimants": banded(len({row["claimant"] for row in rows}))}
        for rows in fired.values()
    )
