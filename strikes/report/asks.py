"""What a pack asks of its recipient, what we do not know, and the four figures of DSA Art. 23(3)."""

from __future__ import annotations

from typing import Any

from strikes.report.case import Case
from strikes.report.redact import Masked
from strikes.report.story import EVIDENT, INTENTION, accusing
from strikes.report.words import Words

#: Below this many, a share is told as a count only.
SMALLEST_SHARE = 20
TITLES = 3


def asks(case: Case, profile: str, words: Words) -> list[str]:
    """Return what we ask, most urgent first."""
    if profile == "public":
        return [words(f"ask.{name}") for name in ("public_hit", "public_careful", "public_quote")]
    if profile == "partner":
        return [words(f"ask.{name}") for name in ("compare", "warn", "no_names")]
    return [*_of_the_platform(case, words), words("ask.answer")]


def _of_the_platform(case: Case, words: Words) -> list[str]:
    figures = case.figures
    victims = [row["claimant"] for row in case.claimants if row["is_possible_victim"]]
    wanted = (
        ("ask.review", figures["by_outcome"]["open"]),
        ("ask.restore", figures["n_strikes_standing"]),
        ("ask.reopen", figures["n_terminated"]),
        ("ask.common", figures["n_claimants"] if case.kind != "channel" else 0),
    )
    told = [words.count(key, n) for key, n in wanted if n]
    if figures["n_undone"]:
        told.append(words("ask.measures"))
    return told + ([words.count("ask.named", len(victims), claimants=", ".join(victims))] if victims else [])


def unknowns(case: Case, masked: list[Masked], words: Words) -> list[str]:
    """Return what we do not know, the most important first."""
    figures, told = case.figures, [words("unknown.typed")]
    if not isinstance(figures["n_claims"], int):
        return [*told, words("unknown.selection")]
    n, verified = figures["n_claims"], figures["n_verified"]
    if verified < n:
        told.append(words("unknown.self_reported", n=n - verified, of=n, m=verified))
    if case.unanswered:
        titles = "; ".join(f"{row['code']} {row['title']}" for row in case.unanswered[:TITLES])
        told.append(words.count("unknown.signals", len(case.unanswered), of=len(case.signals), titles=titles))
    if figures["n_undated"]:
        told.append(words("unknown.undated", n=figures["n_undated"], of=n))
    if withheld := sum(one.n for one in masked if one.what == "claims" and isinstance(one.n, int)):
        told.append(words("unknown.withheld", n=withheld, of=n))
    return [*told, words("unknown.selection")]


def dsa(case: Case, words: Words) -> dict[str, Any]:
    """Return the four figures: numbers for machines, and a sentence for each."""
    figures = case.figures
    outcomes = figures["by_outcome"]
    signals = accusing(case)
    evident = [rows for rows in signals.values() if rows[0]["code"] in EVIDENT]
    n_evident = _claims_bearing(case, evident)
    bears_on = [rows[0]["title"] for rows in signals.values() if rows[0]["code"] in INTENTION]
    n, of = figures["n_undone"], figures["n_claims"]
    return {
        "number": n,
        "evident": n_evident,
        "of": of,
        "sentences": [
            words("dsa.intro", claims=words.count("count.claims", of)),
            *_pairs(
                words,
                number=words(
                    "dsa.number_text" if isinstance(of, int) else "dsa.number_public",
                    n=n,
                    evident=n_evident,
                    which=_titles(evident),
                    **{name: outcomes[name] for name in ("invalid", "retracted", "reinstated")},
                ),
                share=words("dsa.share_text", n=n, of=of, percent=_percent(n, of)),
                gravity=words(
                    "dsa.gravity_text",
                    channels=words.count("count.channels", figures["n_channels"]),
                    videos=words.count("count.videos", figures["n_videos"]),
                    terminated=words.count("count.channels", figures["n_terminated"]),
                    strikes=words.count("count.strikes", figures["n_strikes_standing"]),
                ),
                intention=words("dsa.intention_some", titles="; ".join(bears_on))
                if bears_on
                else words("dsa.intention_none"),
            ),
        ],
    }


def _pairs(words: Words, **texts: str) -> list[list[str]]:
    return [[words(f"dsa.{name}"), text] for name, text in texts.items()]


def _claims_bearing(case: Case, evident: list[list[dict[str, Any]]]) -> Any:
    if any("n_claimants" in rows[0] for rows in evident) or not isinstance(case.figures["n_claims"], int):
        return "–"
    return len({claim for rows in evident for row in rows for claim in row["claims"]})


def _titles(evident: list[list[dict[str, Any]]]) -> str:
    return f" ({'; '.join(rows[0]['title'] for rows in evident)})" if evident else ""


def _percent(n: Any, of: Any) -> str:
    return f" ({round(100 * n / of)} %)" if isinstance(of, int) and isinstance(n, int) and of >= SMALLEST_SHARE else ""
