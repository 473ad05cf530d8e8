"""Who is there and what they may see: asked again inside every page, for a page left out of a list can still be opened.

On one's own machine nobody asks, and whoever is there may do everything. On a team's server the login says who, and the
table of roles what (docs/team-server.md).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from dashboard.analyst.blocks import safe
from strikes import settings
from strikes.store import deeds, people, read
from strikes.store.people import Role


@dataclass(frozen=True)
class Person:
    """Who is there: the login (None on one's own machine), and the role it has; None where nobody gave it one."""

    login: str | None
    role: Role | None


def admits(workspace: read.Workspace, needs: Role) -> bool:
    """Tell whether who is there may see a page; where not, show why and what to do instead of the page."""
    policy = settings.policy(workspace.root)
    person = _person(workspace, policy)
    if person is None:
        _ask_to_log_in(policy)
        return False
    if person.role is None:
        safe.lead("Nobody gave {login} a role here. Ask an administrator of this server.", login=person.login)
        return False
    _note_once(workspace, person)
    if person.role < needs:
        safe.lead("This page is for the role {role}. Ask an administrator of this server.", role=needs.name.lower())
        return False
    return True


def may(workspace: read.Workspace, needs: Role) -> bool:
    """Tell whether who is there has at least this role."""
    person = _person(workspace, settings.policy(workspace.root))
    return person is not None and person.role is not None and person.role >= needs


def name(workspace: read.Workspace) -> str | None:
    """Return the login of who is there; None on one's own machine, where people give their names themselves."""
    person = _person(workspace, settings.policy(workspace.root))
    return person.login if person else None


def _person(workspace: read.Workspace, policy: settings.Policy) -> Person | None:
    if policy.login == "none":
        return Person(None, Role.ADMIN)
    login = _by_proxy() if policy.login == "proxy" else _by_openid()
    return Person(login, people.role_of(workspace, login)) if login else None


def _by_proxy() -> str | None:
    return str(st.user.get("login") or "").strip() or None


def _by_openid() -> str | None:
    """Return the verified address of who logged in. Streamlit keeps a login for 30 days; the token says how long."""
    expires = st.user.get("exp")
    now = dt.datetime.now(dt.UTC).timestamp()
    is_good = st.user.get("is_logged_in") and st.user.get("email_verified") is not False
    if not is_good or not isinstance(expires, int | float) or expires < now:
        return None
    return str(st.user.get("email") or st.user.get("sub") or "").strip() or None


def _ask_to_log_in(policy: settings.Policy) -> None:
    if policy.login == "proxy":
        safe.lead("The proxy before this server did not say who is there. Nothing is shown.")
        return
    safe.lead("Log in to see anything. A login lasts as long as your identity provider says.")
    st.button("Log in", on_click=st.login, type="primary")


def _note_once(workspace: read.Workspace, person: Person) -> None:
    if person.login and st.session_state.get("noted") != person.login:
        st.session_state["noted"] = person.login
        deeds.note(workspace, "login", None, by=person.login, now=dt.datetime.now(dt.UTC))
