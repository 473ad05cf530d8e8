"""Names and addresses of claimants: an organisation is named, a private person is not."""

from __future__ import annotations

from dataclasses import replace

from strikes.report.case import Case, Row
from strikes.report.redact import Masked
from strikes.store.reference import read_reference


def private_names(case: Case) -> tuple[Case, list[Masked]]:
    """Keep names of organisations and no others."""
    n = sum(len(row["names"]) - len(row["public_names"]) for row in case.claimants)
    claimants = tuple(_without_private(row) for row in case.claimants)
    claims = tuple(row if row["is_organisation"] else row | _NAMELESS for row in case.claims)
    return replace(case, claimants=claimants, claims=claims), [Masked("names", n, "private_persons")]


_NAMELESS: Row = {"name": None, "as_shown": None, "ref": None, "country": None}


def _without_private(row: Row) -> Row:
    names = row["public_names"]
    return row | {"names": names, "ref": None, "notes": row["notes"] if names else []}


def mail_addresses(case: Case) -> tuple[Case, list[Masked]]:
    """Keep of a mail address the service it is with; an own domain may be a person's name."""
    services = frozenset(row["domain"] for row in read_reference("mail_domains.csv"))

    def masked(address: str) -> str:
        domain = address.rpartition("@")[2].lower()
        return f"…@{domain}" if domain in services else "…@…"

    n = len({address for row in case.claimants for address in row["emails"]})
    claimants = tuple(row | {"emails": sorted({masked(a) for a in row["emails"]})} for row in case.claimants)
    claims = tuple(row | {"email": row["email"] and masked(row["email"])} for row in case.claims)
    return replace(case, claimants=claimants, claims=claims), [Masked("emails", n, "private_persons")]
