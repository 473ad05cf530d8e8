"""What the signals found about whom, and the events that bear it out."""

from __future__ import annotations

import json
from collections.abc import Sequence

from strikes.store.connection import Connection
from strikes.store.read.rows import Row, bans, rows

#: Events listed behind one finding where many findings are listed; `explain` and the screens show all.
EVIDENCE_LISTED = 200

#: finding -> its witnesses; what every claim bears out has the first event of each claim.
BORNE_OUT = """
    chosen as (
        select finding_id, claimant_id, signal, level, unit_id, is_borne_by_every_claim from finding
        where ($ids is null or list_contains($ids, claimant_id))
          and ($finding is null or finding_id = $finding)
    ),
    borne as (
        select c.finding_id, w.event_key from chosen c join witness w using (claimant_id, signal, level, unit_id)
        where not c.is_borne_by_every_claim
        union all
        select c.finding_id, q.first_event from chosen c join claim q using (claimant_id)
        where c.is_borne_by_every_claim
    )
"""


def findings(con: Connection, ids: Sequence[str] | None = None) -> list[Row]:
    """Return findings with their signal's words and the ids of their witnesses, weightiest first per claimant."""
    found = rows(
        con,
        """
        select f.finding_id, f.claimant_id, f.signal, s.code, s.title, f.axis, f.grp, f.level, f.grade, f.unit_id,
            f.p_value, f.n, f.n_of, f.stated_ubans, f.weight_ubans, f.facts::varchar as facts,
            s.explain::varchar as explain, s.innocent, s.literature, f.version, f.n_witnesses, f.rests_on,
            f.is_borne_by_every_claim
        from finding f join signal s using (signal)
        where $ids is null or list_contains($ids, f.claimant_id)
        order by f.claimant_id, abs(f.weight_ubans) desc, f.signal, f.axis
        """,
        {"ids": None if ids is None else list(ids)},
    )
    events = _witnesses(con, ids)
    for row in found:
        row["evidence"] = events.get(row["finding_id"], [])
    return [worded(row) for row in found]


def worded(row: Row) -> Row:
    """Return a finding with its facts and sentences unpacked and its weights in bans."""
    return row | {
        "facts": json.loads(row["facts"] or "{}"),
        "explain": json.loads(row["explain"]),
        "weight": bans(row["weight_ubans"]),
        "stated": bans(row["stated_ubans"]),
    }


def _witnesses(con: Connection, ids: Sequence[str] | None) -> dict[str, list[str]]:
    listed = con.execute(
        f"""
        with {BORNE_OUT}
        select finding_id,
            list(coalesce(e.event_id, b.event_key) order by e.happened_at, b.event_key)[:$most] as evidence
        from borne b left join event e using (event_key) group by finding_id
        """,
        {"ids": None if ids is None else list(ids), "finding": None, "most": EVIDENCE_LISTED},
    ).fetchall()
    return dict(listed)


def unanswered(con: Connection, claimant_id: str) -> list[Row]:
    """Return the signals that lacked their data for this claimant."""
    return rows(
        con,
        """
        select s.code, s.signal, s.title, s.needs from signal s
        where not list_contains(coalesce((select answered from asked where claimant_id = ?), []), s.signal)
        order by s.code
        """,
        [claimant_id],
    )


def reasons(con: Connection, ids: Sequence[str]) -> dict[str, Row]:
    """Return claimant -> its weightiest accusing finding, for a line of reason in a list."""
    found = rows(
        con,
        """
        select f.claimant_id, f.finding_id, f.signal, s.code, f.axis, f.grade, f.facts::varchar as facts,
            s.explain::varchar as explain, f.stated_ubans, f.weight_ubans
        from finding f join signal s using (signal)
        where list_contains($ids, f.claimant_id) and f.weight_ubans > 0
        qualify row_number() over (partition by f.claimant_id order by f.weight_ubans desc, f.signal, f.axis) = 1
        """,
        {"ids": list(ids)},
    )
    return {row["claimant_id"]: worded(row) for row in found}
