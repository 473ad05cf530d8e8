"""May this become public? Three independent channels, two with verified notices (R18), and two people who agree."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from strikes.model import Level
from strikes.report.case import Case, Row
from strikes.report.gather import gather
from strikes.report.redact import fold
from strikes.report.redact.consent import agreed_to
from strikes.report.redact.public import counts_of, steady
from strikes.store import ledger
from strikes.store.connection import Connection
from strikes.store.workspace import Workspace

INDEPENDENT_CHANNELS, VERIFIED_CHANNELS = 3, 2
_REGISTERS = frozenset({"lumen", "public_record"})


def agreed_case(con: Connection, kind: str, subject: str, purpose: str) -> Case:
    """Return the case with only those claims that whoever reported them lets be shown for a purpose."""
    case, _ = fold(gather(con, kind, subject), [agreed_to(purpose)])
    return case


def objections(case: Case, by: str | None, approved_by: str | None) -> list[str]:
    """Return why a case must not be published, in sentences; empty where it may."""
    n_independent = independent_channels(case)
    n_verified = sum((row["best_level"] or 0) >= Level.P3 for row in case.channels)
    found = []
    if n_independent < INDEPENDENT_CHANNELS:
        found.append(
            f"{n_independent} independent channels agreed to publication; {INDEPENDENT_CHANNELS} are needed "
            "(channels told of by one reporter count once)"
        )
    if n_verified < VERIFIED_CHANNELS:
        found.append(f"{n_verified} of them have a verified notice (P3 or better); {VERIFIED_CHANNELS} are needed")
    if not (by or "").strip() or not (approved_by or "").strip():
        found.append("two people must agree: give --by NAME and --approved-by ANOTHER NAME")
    elif _same(by, approved_by):
        found.append("--approved-by must be another person than --by")
    return found


def independent_channels(case: Case) -> int:
    """Return how many channels can each be given a reporter of its own; a public register vouches for its channel."""
    vouchers = [_vouchers(row, case) for row in case.channels]
    everybody = sorted({who for own in vouchers for who in own})
    if not everybody:
        return 0
    told = np.array([[who in own for who in everybody] for own in vouchers], dtype=np.int8)
    return int((maximum_bipartite_matching(csr_matrix(told), perm_type="column") >= 0).sum())


def _vouchers(channel: Row, case: Case) -> set[str]:
    own = [row for row in case.claims if row["channel"] == channel["channel"]]
    is_registered = any(_REGISTERS & set(row["sources"]) and row["level"] >= Level.P3 for row in own)
    return {reporter for row in own for reporter in row["reporters"]} | (
        {channel["channel"]} if is_registered else set()
    )


def _same(a: str | None, b: str | None) -> bool:
    return " ".join((a or "").split()).casefold() == " ".join((b or "").split()).casefold()


def counts_shown(case: Case, earlier: Mapping[str, int] | None) -> dict[str, int]:
    """Return the exact counts behind a release's figures; they are kept in the ledger for the next release."""
    return steady(counts_of(case), earlier)


def earlier_release(workspace: Workspace, kind: str, subject: str, run: Row) -> dict[str, int] | None:
    """Return the counts that the last release of a subject showed, made from an older run than this one."""
    older = [
        entry
        for entry in ledger.entries(workspace, "made")
        if (entry["kind"], entry["subject"], entry["profile"]) == (kind, subject, "public")
        and (entry["as_of"], entry["run"]) < (run["as_of"], run["run_id"])
    ]
    newest = max(older, key=lambda entry: (entry["as_of"], entry["run"], entry["at"]), default=None)
    return newest["counts"] if newest else None
