"""The story of a case in sentences: what happened, why it looks abusive, what else it could be."""

from __future__ import annotations

import math
from typing import Any

from strikes.model import Axis, Band
from strikes.report.case import Case, Row
from strikes.report.explanation import likelihood_ratio
from strikes.report.words import Words

#: Reasons told on the first page; the others stand in annex B.
LINES = 4
#: What a layperson sees to be wrong (DSA recital 63): denied by the named person, newer than the video, or free.
EVIDENT = frozenset({"S06", "S10", "S11"})
#: What bears on intention (DSA Art. 23(3)(d)): gone after the claim, money asked, trouble after an answer, struck out.
INTENTION = frozenset({"S13", "S15", "S16", "S22"})


def story(case: Case, words: Words) -> dict[str, Any]:
    """Return the sentences of the summary."""
    return {
        "headline": headline(case, words),
        "outcomes": _outcomes(case, words),
        "bands": bands(case, words),
        "chance": _chance(case, words),
        "why": why(case, words),
        "innocent": innocent(case, words),
        "caution": words("caution.listing"),
    }


def headline(case: Case, words: Words) -> str:
    """Return the sentence that could be read out in a meeting."""
    figures = case.figures
    text = words(
        f"headline.{case.kind}",
        claimants=words.count("count.claimants", figures["n_claimants"]),
        filed_claims=words.count("count.filed_claims", figures["n_claims"]),
        against_channels=words.count("count.against_channels", figures["n_channels"]),
        period=period(figures, words),
    )
    return f"{text.strip()}."


def period(figures: Row, words: Words) -> str:
    """Return from when to when, empty where no day is known."""
    first, last = figures["first_claim_at"], figures["last_claim_at"]
    if first is None:
        return ""
    if not isinstance(figures["n_claims"], int):
        # The public is told the weeks, never the days.
        first, last = (words("date.week", day=words.day(moment)) for moment in (first, last))
        return words("date.on", first=first) if first == last else words("date.between", first=first, last=last)
    if first[:10] == last[:10]:
        return words("date.on", first=words.day(first))
    is_same_year = first[:4] == last[:4]
    return words("date.between", first=words.day(first, "day_of_year" if is_same_year else "day"), last=words.day(last))


def _outcomes(case: Case, words: Words) -> str:
    told = [f"{words(f'outcome.{name}')}: {n}" for name, n in case.figures["by_outcome"].items() if n]
    return words(
        "happened.outcomes", claims=words.count("count.claims", case.figures["n_claims"]), list="; ".join(told)
    )


def bands(case: Case, words: Words) -> list[str]:
    """Return what may be said: of a campaign its coordination, of a claimant each axis, of a channel nothing."""
    if case.score is not None:
        return [band_line(Axis.COORDINATION, case.score, words)]
    if case.kind == "claimant" and case.claimants:
        furthest_first = sorted(case.claimants[0]["axes"].items(), key=lambda item: _reach(item[1]), reverse=True)
        return [band_line(axis, score, words) for axis, score in furthest_first]
    return []


def _reach(score: Row) -> tuple[int, bool, float]:
    # An axis on which nothing was found (its interval is a point) tells less than one with something on it.
    is_found = score["low"] is not None and score["low"] != score["high"]
    return Band(score["band"]).rank, is_found, -math.inf if score["low"] is None else score["low"]


def band_line(axis: str, score: Row, words: Words) -> str:
    """Return an axis with its band and the likelihood ratio behind it."""
    told = [score[name] for name in ("weight", "low", "high")]
    ratio = ""
    if all(bans is not None for bans in told):
        values = [likelihood_ratio(bans) for bans in told]
        ratio = words("why.ratio", ratio=values[0], low=values[1], high=values[2])
    return words("why.band", axis=words(f"axis.{axis}"), band=words(f"band.{score['band']}"), ratio=ratio)


def _chance(case: Case, words: Words) -> str:
    score = case.score or {}
    if score.get("expected_shared") is None or score.get("seen_shared") is None:
        return ""
    expected, q = f"{score['expected_shared']:.2g}", score["q_value"]
    return words("happened.chance", expected=expected, seen=score["seen_shared"], q="–" if q is None else f"{q:.2g}")


def why(case: Case, words: Words) -> list[str]:
    """Return the strongest reasons, one line per signal, with how many claimants each holds for."""
    lines = []
    for rows in list(accusing(case).values())[:LINES]:
        first = rows[0]
        details = [f"P{first['level']}"] if "level" in first else []
        if "n_claimants" in first:
            lines.append(words("why.public_line", code=first["code"], title=first["title"], n=first["n_claimants"]))
            continue
        if case.figures["n_claimants"] > 1:
            n = len({row["claimant"] for row in rows})
            details.insert(0, words("why.holds_for", n=n, of=case.figures["n_claimants"]))
        lines.append(words("why.line", text=f"{first['code']}: {first['text']}", details=", ".join(details)))
    return lines or [words("why.nothing")]


def accusing(case: Case) -> dict[str, list[Row]]:
    """Return the findings that weigh against, by signal, weightiest first; of a campaign, what ties it comes first."""
    found: dict[str, list[Row]] = {}
    for row in case.findings:
        if row.get("weight", 1) > 0:
            found.setdefault(row["signal"], []).append(row)
    if case.kind != "campaign":
        return found
    return dict(sorted(found.items(), key=lambda item: item[1][0]["axis"] != Axis.COORDINATION))


def innocent(case: Case, words: Words) -> list[str]:
    """Return what else the reasons given could mean."""
    told = [rows[0]["innocent"] for rows in list(accusing(case).values())[:LINES]]
    confounder = (case.score or {}).get("confounder")
    if confounder:
        key = f"confounder.{confounder}"
        told.insert(0, words(key) if words.has(key) else confounder)
    return list(dict.fromkeys(filter(None, told)))
