"""Names and addresses of claimants: an organisation is named, a private person is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from strikes.report.case import Case, Row
from strikes.report.redact import Masked, Redactor
from strikes.store.reference import read_reference


def private_names(holders: Iterable[str]) -> Redactor:
    """Return the redactor that keeps names of organisations (by their words, or known as `holders`) and no others."""
    words = frozenset(row["word"] for row in read_reference("company_words.csv"))
    known = frozenset(name.casefold() for name in holders)

    def is_organisation(name: str) -> bool:
        return name.casefold() in known or not words.isdisjoint(
            name.casefold().replace("«", " ").replace("»", " ").split()
        )

    def masked(row: Row) -> Row:
        names = [name for name in row["names"] if is_organisation(name)]
        return row | {"names": names, "ref": None, "notes": row["notes"] if names else []}

    def redact(case: Case) -> tuple[Case, list[Masked]]:
        claimants = tuple(masked(row) for row in case.claimants)
        n = sum(len(old["names"]) - len(new["names"]) for old, new in zip(case.claimants, claimants, strict=True))
        claims = tuple(row | _shown(row, is_organisation) for row in case.claims)
        return replace(case, claimants=claimants, claims=claims), [Masked("names", n, "private_persons")]

    return redact


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


def _shown(row: Row, is_organisation: Callable[[str], bool]) -> Row:
    name = row["name"] if row["name"] and is_organisation(row["name"]) else None
    return {"name": name, "as_shown": name, "ref": None}
