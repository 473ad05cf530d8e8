"""Who may do what: roles in a table of our own, whoever vouches for the login; each grant an entry, never changed."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum

from strikes.errors import UsageError
from strikes.store import durable
from strikes.store.workspace import Workspace


class Role(IntEnum):
    """What somebody may do; each may what those before it may."""

    #: sees finished runs, without rows in quarantine
    VIEWER = 1
    #: judges, takes notes, writes packs for platforms and partners
    ANALYST = 2
    #: agrees, as the second name, to what is published
    REVIEWER = 3
    #: gives roles, erases
    ADMIN = 4


def role_named(word: str) -> Role:
    """Return a role by its name. Raises UsageError for a word that is none."""
    try:
        return Role[word.upper()]
    except KeyError:
        raise UsageError(f"{word!r} is no role; one of: {', '.join(role.name.lower() for role in Role)}") from None


def grant(place: Workspace, login: str, role: Role | None, *, by: str, now: dt.datetime) -> None:
    """Give a login (as the identity provider or proxy names it, mostly an e-mail) a role; None takes it away."""
    if not login.strip() or not by.strip():
        raise UsageError("Say whose role it is, and who gives it.")
    at = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    entry = {"login": _same(login), "role": role.name.lower() if role else None, "by": by, "at": at}
    durable.write_once(place.root / "people", at, [entry])


def people(place: Workspace) -> list[dict[str, str]]:
    """Return who has a role now, by login: login, role, by whom and since when."""
    latest = {row["login"]: row for _, rows in durable.waiting(place.root / "people") for row in rows}
    return [latest[login] for login in sorted(latest) if latest[login]["role"]]


def role_of(place: Workspace, login: str) -> Role | None:
    """Return the role of a login; None where nobody gave it one."""
    found = {row["login"]: row["role"] for row in people(place)}.get(_same(login))
    return Role[found.upper()] if found else None


def objections(place: Workspace, by: str | None, approved_by: str | None) -> list[str]:
    """Return why these two may not publish together, in sentences; on one's own machine nobody has a role."""
    if not people(place):
        return []
    names = (("--by", by, Role.ANALYST), ("--approved-by", approved_by, Role.REVIEWER))
    return [
        f"{option} must be somebody with the role {needs.name.lower()}"
        for option, login, needs in names
        if (role_of(place, login or "") or 0) < needs
    ]


def _same(login: str) -> str:
    return login.strip().casefold()
