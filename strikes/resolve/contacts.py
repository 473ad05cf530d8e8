"""One form for each contact: addresses, handles and phone numbers as the mailbox, account or line behind them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import tldextract

from strikes.resolve import rules

_ADDRESS = re.compile(r"([^\s@<>]+)@([^\s@<>]+\.[^\s@<>]+)")
#: Shorter numbers are extensions and emergency lines, shared by many.
_SHORTEST_PHONE, _TOLD_PHONE = 7, 9
# The list of public suffixes that comes with the package; nothing is fetched or cached (R28).
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@cache
def _providers() -> dict[str, tuple[str, str]]:
    return {row["domain"]: (row["mailbox_of"], row["ignored"]) for row in rules.rows("mail_providers")}


def canonical_email(address: str | None) -> str | None:
    """Return the mailbox behind an address: no case, no +tag, no dots where the provider ignores them. None if none.

    >>> canonical_email("Rights Team <Rights.Team+yt@GoogleMail.com>")
    'rightsteam@gmail.com'
    """
    found = _ADDRESS.search(unicodedata.normalize("NFKC", address or "").lower())
    if not found:
        return None
    local, domain = found[1], _unicode_domain(found[2].strip(".,;:>)\"'"))
    mailbox, ignored = _providers().get(domain, (domain, ""))
    bare = local.split("+")[0] or local
    kept = bare.translate({ord(sign): None for sign in ignored}) or bare
    return f"{kept}@{mailbox}"


def canonical_emails(addresses: Iterable[str | None]) -> dict[str | None, str | None]:
    """Return each distinct address with its mailbox; for joining a column by its distinct values."""
    return {address: canonical_email(address) for address in set(addresses)}


def _unicode_domain(domain: str) -> str:
    try:
        return domain.encode("ascii").decode("idna") if "xn--" in domain else domain
    except UnicodeError:
        return domain


def domain_of(email: str | None) -> str:
    """Return the domain of an address or web address, '' if there is none."""
    if not email:
        return ""
    text = email.strip().lower().split("//")[-1].split("/")[0].split("@")[-1].strip(".,;:<>)\"'")
    return _unicode_domain(text.removeprefix("www.")) if "." in text else ""


def label_of(domain: str) -> str:
    """Return the name in a domain that its owner chose: bbc for mail.bbc.co.uk."""
    return _suffixes(domain).domain


def canonical_handle(handle: str | None) -> str | None:
    """Return a handle without @, case, web address and the signs that handles ignore; None if nothing is left."""
    tail = unicodedata.normalize("NFKC", handle or "").strip().rstrip("/").split("/")[-1].lower().removeprefix("@")
    return tail or None


def canonical_phone(phone: str | None) -> str | None:
    """Return the last digits of a number, which are the same with and without country code; None if too short."""
    digits = "".join(str(unicodedata.digit(sign)) for sign in phone or "" if sign.isdigit())
    return digits[-_TOLD_PHONE:] if len(digits) >= _SHORTEST_PHONE else None
