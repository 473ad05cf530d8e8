"""Claims made by hand, and the shortest way from them to the room's tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from strikes.group.build import build
from strikes.store.connection import Connection, insert_rows, scratch

#: Times are UTC without saying so, as in the casebook.
START = dt.datetime(2024, 1, 1, 9, tzinfo=dt.UTC).replace(tzinfo=None)

_TABLES = """
create table claim_action (
    event_key varchar, claim_id varchar, claimant_id varchar, target_id varchar, video_id varchar, acted_at timestamp,
    precision varchar, notice_id varchar, text varchar, level integer, reporter_id varchar, event_type varchar
);
create table claimant_name (claimant_id varchar, name varchar, email_local varchar);
create table claimant_contact (claimant_id varchar, kind varchar, value varchar);
create table claimant_channel (claimant_id varchar, channel_id varchar, created_at timestamp);
create table known_agent (claimant_id varchar, agent varchar)
"""


@dataclass(frozen=True)
class Claim:
    """One claim; `after` is days since the start."""

    claimant: str
    target: str
    after: float
    id: str = ""
    precision: str = "second"
    notice: str | None = None
    text: str | None = None
    level: int = 3
    reporter: str | None = None
    type: str = "takedown"

    def row(self) -> tuple[Any, ...]:
        key = self.id or f"{self.claimant}-{self.target}-{self.after:.4f}"
        at = START + dt.timedelta(days=self.after)
        known = at.isoformat(sep=" ", timespec="seconds") if self.precision != "unknown" else None
        about = (self.notice, self.text, self.level, self.reporter or self.target, self.type)
        return (f"e-{key}", f"q-{key}", self.claimant, self.target, f"v-{key}", known, self.precision, *about)


@dataclass
class Facts:
    """Claims, and what else is known of claimants."""

    claims: list[Claim]
    names: dict[str, str] = field(default_factory=dict)
    contacts: list[tuple[str, str, str]] = field(default_factory=list)
    created: dict[str, dt.datetime] = field(default_factory=dict)
    agents: list[tuple[str, str]] = field(default_factory=list)


def honest(n: int = 400, seed: int = 1) -> list[Claim]:
    """Claims of honest people: most make a few, some targets draw many."""
    rng = np.random.default_rng(seed)
    popular = 1 / np.arange(1, n // 4 + 1) ** 0.6
    target = rng.choice(n // 4, n, p=popular / popular.sum())
    claimant, after = rng.integers(0, n // 3, n), rng.uniform(0, 365, n)
    return [
        Claim(f"honest-{c:03}", f"channel-{t:03}", float(a), f"honest-{seed}-{k}")
        for k, (c, t, a) in enumerate(zip(claimant, target, after, strict=True))
    ]


def together(members: Sequence[str], targets: Sequence[str], first: float = 100.0, **given: Any) -> list[Claim]:
    """All members claim against each target within minutes, the targets a week apart."""
    return [
        Claim(member, target, first + 7 * place + k / 500, **given)
        for place, target in enumerate(targets)
        for k, member in enumerate(members)
    ]


@contextmanager
def grouped(facts: Facts | Sequence[Claim], seed: int = 1) -> Iterator[Connection]:
    """Build the room's tables over some facts."""
    facts = facts if isinstance(facts, Facts) else Facts(list(facts))
    with scratch() as con:
        con.execute(_TABLES)
        insert_rows(con, "claim_action", [claim.row() for claim in facts.claims])
        everyone = sorted({claim.claimant for claim in facts.claims})
        insert_rows(con, "claimant_name", [(c, facts.names.get(c, c), None) for c in everyone])
        insert_rows(con, "claimant_contact", facts.contacts)
        insert_rows(con, "claimant_channel", [(c, f"UC{c}", str(at)) for c, at in sorted(facts.created.items())])
        insert_rows(con, "known_agent", facts.agents)
        build(con, seed=seed)
        yield con


def rows(con: Connection, sql: str) -> list[dict[str, Any]]:
    found = con.execute(sql)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def campaigns(con: Connection) -> dict[str, set[str]]:
    """Return the members of each campaign by its id."""
    found: dict[str, set[str]] = {}
    for campaign_id, claimant in con.execute("select campaign_id, claimant_id from campaign_member").fetchall():
        found.setdefault(campaign_id, set()).add(claimant)
    return found


def campaign_of(facts: Facts | Sequence[Claim], member: str) -> tuple[str, set[str]]:
    """Return id and members of the campaign one claimant belongs to."""
    with grouped(facts) as con:
        ((campaign_id, members),) = [item for item in campaigns(con).items() if member in item[1]]
    return campaign_id, members
