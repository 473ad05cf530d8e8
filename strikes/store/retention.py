"""Retention by rule (R9): records nobody resolved are aged out, and originals go some time after their case closed.

What a public register or the public record holds is not aged out: forgetting it here would hide nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from strikes.settings import Policy
from strikes.store import audit, casefile, runs
from strikes.store.connection import Connection, insert_rows, opened
from strikes.store.erase import Erased, carry_out
from strikes.store.vault import workspace_vault
from strikes.store.workspace import Workspace

#: A claimant is resolved once the platform or a person of the house said something of one of its claims. Its age is
#: that of the last thing it did or that was told of it, so that taking in old notices does not lose them the same day.
_AGED = """
with resolved as (
    select claimant_id from label_on
    union select claimant_id from evidence_on
    union select c.claimant_id from claim c join claim_event using (claim_key) join event e using (event_key)
        where e.event_type in ('retraction', 'reinstatement', 'request_rejected', 'counter_refused')
),
heard as (select event_key, max(collected_at) as at from stated group by event_key)
select e.event_key
from record_event join identity i using (record_id) join event e using (event_key) join heard h using (event_key)
where not e.is_public and i.claimant_id not in (from resolved)
qualify max(greatest(e.happened_at, h.at)) over (partition by i.claimant_id) < $before::timestamp
order by e.event_key
"""
#: Originals all of whose events are on channels whose case was closed.
_CLOSED = """
with kept as (
    select source_id, try_cast(mapping as json) ->> 'vault_name' as name from collection
),
spoken as (
    select k.name, bool_and(coalesce(list_contains($closed, e.channel_id), false)) as is_closed
    from kept k join sighting s using (source_id) join event e on e.event_key = s.fact_key
    where k.name is not null group by k.name
)
select name from spoken where is_closed order by name
"""


@dataclass(frozen=True)
class Due:
    """What the rules say must go now."""

    event_keys: list[str]
    originals: list[str]


def due(place: Workspace, policy: Policy, today: dt.date) -> Due:
    """Return what is due by the newest run, the cases and the rules of `strikes.toml`. Changes nothing."""
    now = dt.datetime.combine(today, dt.time(), dt.UTC)
    before = now - dt.timedelta(days=policy.unresolved_months * 365.2425 / 12)
    with runs.reading(place) as run:
        aged = [key for (key,) in run.execute(_AGED, {"before": before.replace(tzinfo=None)}).fetchall()]
    closed = sorted(casefile.closed_before(place, now - dt.timedelta(days=policy.originals_days)))
    with opened(place.casebook, read_only=True) as con:
        names = [name for (name,) in con.execute(_CLOSED, {"closed": closed}).fetchall()]
    there = set(workspace_vault(place.root).names()) if names else set()
    return Due(aged, [name for name in names if name in there])


def apply(place: Workspace, what: Due, *, by: str) -> Erased:
    """Carry out what is due: erase the events, remove the originals; both stand in the audit as numbers."""
    erased = Erased()
    if what.event_keys:
        erased = carry_out(place, lambda con: _mark(con, what.event_keys), action="age_out", hashed=None, by=by)
    vault = workspace_vault(place.root)
    n_originals = sum(vault.remove(name) for name in what.originals)
    if n_originals:
        audit.note(place, "originals.removed", {"originals": n_originals}, by)
    return replace(erased, n_originals=erased.n_originals + n_originals)


def _mark(con: Connection, event_keys: list[str]) -> None:
    insert_rows(con, "going", [[key] for key in event_keys])
    con.execute(
        "insert into victim select source_id from sighting group by source_id having bool_and(fact_key in (from going))"
    )
