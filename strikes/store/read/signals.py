"""The signals of a run: what each asks, how often it fired, and how often people agreed."""

from __future__ import annotations

from strikes.store.connection import Connection
from strikes.store.read.claimants import SUBJECTS
from strikes.store.read.rows import Row, bans, rows


def signals(con: Connection) -> list[Row]:
    """Return the signals of the run with how often each fired among those it could look at."""
    return rows(
        con,
        """
        with fired as (
            select signal, count(distinct claimant_id) as n_fired from finding where weight_ubans <> 0 group by signal
        ),
        looked as (
            select signal, count(*) as n_looked from (select unnest(answered) as signal from asked) group by signal
        )
        select s.code, s.signal, s.title, s.question, s.axes, s.grp, s.unit, s.version, s.is_context, s.sql,
            s.params::varchar as params, s.explain::varchar as explain, s.innocent, s.literature, s.needs,
            coalesce(f.n_fired, 0) as n_fired, coalesce(l.n_looked, 0) as n_looked
        from signal s left join fired f using (signal) left join looked l using (signal)
        order by s.code, s.signal
        """,
    )


def weights(con: Connection) -> list[Row]:
    """Return what each signal weighs per axis and grade, in bans; without a grade, the most it can weigh either way."""
    found = rows(
        con,
        """
        select signal, axis, grade, weight_ubans, p_cap_ubans, lr_cap_ubans from weight
        order by signal, axis, grade nulls last
        """,
    )
    return [
        {
            **{name: row[name] for name in ("signal", "axis", "grade")},
            "weight": bans(row["weight_ubans"]),
            "cap": bans(row["p_cap_ubans"] or row["lr_cap_ubans"]),
            "clears_too": row["lr_cap_ubans"] is not None,
        }
        for row in found
    ]


def agreement(con: Connection) -> dict[str, Row]:
    """Return signal -> in how many of the reviews where it fired people came to what it points to.

    A label counts for the axis it was given on; `undecidable` is neither. A finding that clears is right where people
    found nothing.
    """
    found = rows(
        con,
        f"""
        with {SUBJECTS},
        judged as (
            select distinct s.claimant_id, l.axis, l.labelled_by,
                l.label in ('false_identity', 'named_person_is_victim', 'coordinated', 'unfounded', 'overreach')
                    as is_so
            from label l join subject_of s using (subject) where l.label <> 'undecidable'
        )
        select f.signal, count(*) filter ((f.weight_ubans > 0) = j.is_so) as n_right, count(*) as n_reviews
        from finding f join judged j using (claimant_id, axis)
        where f.weight_ubans <> 0 group by f.signal order by f.signal
        """,
    )
    return {row["signal"]: row for row in found}


def fired_for(con: Connection, signal: str, limit: int) -> list[Row]:
    """Return the claimants a signal fired for, weightiest first."""
    found = rows(
        con,
        """
        select f.finding_id, f.claimant_id, c.names, c.emails, c.refs, f.axis, f.grade, f.level, f.n, f.n_of,
            f.weight_ubans, f.stated_ubans, f.n_witnesses
        from finding f join claimant c using (claimant_id)
        where f.signal = ? and f.weight_ubans <> 0
        order by f.weight_ubans desc, f.claimant_id, f.axis limit ?
        """,
        [signal, limit],
    )
    return [row | {"weight": bans(row["weight_ubans"])} for row in found]
