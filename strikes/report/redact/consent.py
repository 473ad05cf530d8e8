"""Whoever reported a claim decides who may see it; what is not agreed to stays in the house."""

from __future__ import annotations

from dataclasses import replace

from strikes.report.case import Case
from strikes.report.redact import Masked, Redactor


def agreed_to(purpose: str) -> Redactor:
    """Return the redactor that keeps only claims whose reporters let them be shown for `purpose`."""

    def redact(case: Case) -> tuple[Case, list[Masked]]:
        shown = [row for row in case.claims if purpose in row["purposes"]]
        claims, channels = {row["claim"] for row in shown}, {row["channel"] for row in shown}
        # Somebody of whom every claim is withheld is known only from reports that may not leave.
        claimants = {row["claimant"] for row in shown}
        kept = replace(
            case,
            claims=tuple(shown),
            channels=tuple(row for row in case.channels if row["channel"] in channels),
            claimants=tuple(row for row in case.claimants if row["claimant"] in claimants),
            acts=tuple(
                r for r in case.acts if r["claim"] in claims or (r["claim"] is None and r["channel"] in channels)
            ),
            ledger=tuple(row for row in case.ledger if claims.issuperset(row["claims"])),
            findings=tuple(row for row in case.findings if row["claimant"] in claimants),
            ties=tuple(row for row in case.ties if {row["a"], row["b"]} <= claimants),
            evidence=tuple(
                r for r in case.evidence if r["claim"] in claims or (r["claim"] is None and r["claimant"] in claimants)
            ),
        )
        return kept, [
            Masked("claims", len(case.claims) - len(shown), f"no_consent_{purpose}"),
            Masked("channels", len(case.channels) - len(kept.channels), f"no_consent_{purpose}"),
            Masked("claimants", len(case.claimants) - len(kept.claimants), f"no_consent_{purpose}"),
        ]

    return redact
