"""Why: the findings of each axis, what they add up to, what speaks against them and what was not seen."""

from __future__ import annotations

import streamlit as st

from dashboard.analyst.blocks import axes, doors, safe, waterfall, words
from dashboard.analyst.book import Book
from strikes.model import Axis, Band
from strikes.report.explanation import likelihood_ratio
from strikes.score.what_if import left_out
from strikes.signals.words import sentence
from strikes.store import read
from strikes.store.read import Behind, Row

#: What a level of provenance says, in words, for whoever does not know the number by heart.
LEVELS = {
    0: "an anonymous tip without material",
    1: "told by somebody, as text or screenshot",
    2: "told by somebody who proved to control the channel",
    3: "publicly confirmed, by a removal banner archived twice or by Lumen",
    4: "the platform's own mail, its signature checked when it came in",
    5: "the platform's own mail and more, or a document of a court or the platform",
}
#: How often such claimants are what the axis asks about, before any evidence: sceptical, the webform's floor, a
#: database of reports.
PRIORS = (0.02, 0.06, 0.20)


def show(book: Book, claimant_id: str, scores: dict[str, Row]) -> None:
    """Show what was found about a claimant, axis by axis, weightiest first; axes without signs are folded away."""
    findings, left = book.ask(read.findings, [claimant_id]), book.ask(left_out, claimant_id)
    ranked = sorted(
        Axis, key=lambda axis: (-Band(scores[axis]["band"]).rank, -(scores[axis]["weight"] or -9.0), str(axis))
    )
    accused = [axis for axis in ranked if any(f["axis"] == axis and f["weight"] > 0 for f in findings)]
    for axis in accused:
        mine = [f for f in findings if f["axis"] == axis]
        look, score, most = axes.LOOKS[axis], scores[axis], _matters_most(mine, [k for k in left if k["axis"] == axis])
        if axis == accused[0] or Band(score["band"]).rank >= Band.SOME_SIGNS.rank:
            st.subheader(f"{look.mark} Why: {axis}", anchor=False)
            st.caption(f"{look.question} {axes.band_words(score['band'])}.")
            _axis(axis, mine, score, most)
        else:
            with st.expander(f"{look.mark} {axis}: {axes.band_words(score['band'])}", type="compact"):
                _axis(axis, mine, score, most)
    _against([f for f in findings if f["weight"] < 0], findings)
    _not_weighed([f for f in findings if f["weight"] == 0])
    _not_seen(book, claimant_id)


def _axis(axis: Axis, findings: list[Row], score: Row, most: str | None) -> None:
    if score["weight"] is not None:
        waterfall.show(axis, findings, score, key=f"why-{axis}")
        st.caption("Grey is what is taken away: by the level of what is known (P0 to P5), and by causes signals share.")
    if most:
        safe.text(most)
    for finding in (f for f in findings if f["weight"] > 0):
        card(finding)
    if score["weight"] is not None:
        _as_probability(score)


def _matters_most(findings: list[Row], left: list[Row]) -> str | None:
    """Say which single signal the weight rests on most, and what would be left without it."""
    if not left:
        return None
    first = left[0]
    name = next(f"{f['code']} {f['title']}" for f in findings if f["signal"] == first["signal"])
    ratio, band = likelihood_ratio(first["weight"]), axes.BAND_WORDS[Band(first["band"])]
    return f"What matters most is {name}: without it the likelihood ratio would be about {ratio}, {band}."


def card(finding: Row) -> None:
    """Show one finding: its sentence, count and denominator, level, witnesses and what else it could be."""
    with st.container(key=f"finding-{finding['finding_id']}"):
        told = sentence(finding["explain"], finding["grade"], finding["facts"])
        safe.say("{code}  {told}", code=finding["code"], told=told)
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"doors-{finding['finding_id']}"
        ):
            st.badge(f"P{finding['level']}", color="gray", help=LEVELS[finding["level"]])
            st.caption(_counted(finding), width="content")
            if finding["n_witnesses"]:
                label = f"{words.count(finding['n_witnesses'], 'event')} behind it"
                doors.to_events(label, Behind(finding=finding["finding_id"]))
        told = "This could also be: {innocent}" if finding["weight"] > 0 else "Keep in mind: {innocent}"
        safe.aside(told, key=finding["finding_id"], innocent=finding["innocent"])


def _counted(finding: Row) -> str:
    counts = f"{finding['n']:,} of {finding['n_of']:,} · " if finding["n"] is not None and finding["n_of"] else ""
    is_bounded = abs(finding["stated"] - finding["weight"]) >= 0.005
    bound = f" of {finding['stated']:+.2f}, bounded by its level" if is_bounded else ""
    return f"{counts}{finding['weight']:+.2f} bans{bound}"


def _against(clearing: list[Row], findings: list[Row]) -> None:
    st.subheader("What speaks against it", anchor=False)
    for finding in clearing:
        card(finding)
    if not clearing:
        told = "No signal that clears a claimant fired here."
        other = " Each finding above has an innocent explanation of its own." if findings else ""
        safe.aside(told + other, key="against")


def _not_weighed(findings: list[Row]) -> None:
    if not findings:
        return
    with st.expander(f"{words.count(len(findings), 'finding')} seen and not weighed", type="compact"):
        for finding in findings:
            card(finding)


def _not_seen(book: Book, claimant_id: str) -> None:
    missing = book.ask(read.unanswered, claimant_id)
    if not missing:
        return
    with st.expander(
        f"{words.count(len(missing), 'signal')} could not look: what is missing is not evidence", type="compact"
    ):
        safe.table(
            missing, {"code": "signal", "title": "about", "needs": "needs"}, says="Signals that lacked their data"
        )


def _as_probability(score: Row) -> None:
    with st.expander("Prior, and what it becomes", type="compact"):
        ends = [score["low"], score["weight"], score["high"]]
        rows = [
            {"before": f"{100 * p:.0f} in 100"} | dict(zip(("low", "after", "high"), _after(p, ends), strict=True))
            for p in PRIORS
        ]
        columns = {
            "before": "if so many were like this before",
            "after": "so many are after this evidence",
            "low": "at least",
            "high": "at most",
        }
        safe.table(rows, columns, says="Posterior at three priors")
        st.caption("Three assumptions, none of them known to be right. Exports print the evidence, never this.")


def _after(prior: float, weights: list[float]) -> list[str]:
    odds = [prior / (1 - prior) * 10**weight for weight in weights]
    return [f"{100 * odd / (1 + odd):.0f} in 100" for odd in odds]
