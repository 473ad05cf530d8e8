"""The run itself: its name and sizes, what it was made from, what in it is simulated."""

from __future__ import annotations

from strikes.store.connection import Connection
from strikes.store.read.rows import Row, rows


def run_info(con: Connection) -> Row:
    """Return the run's name, day, version and sizes."""
    return rows(
        con,
        """
        select m.run_id, r.as_of, r.version, r.seed, r.api_scores, m.created_at, m.audit_head,
            (select count(*) from event) as n_events, (select count(*) from claim) as n_claims,
            (select count(*) from claimant) as n_claimants, (select count(*) from target) as n_channels,
            (select count(*) from campaign) as n_campaigns
        from run r, run_made m
        """,
    )[0]


def simulated(con: Connection) -> Row:
    """Return how many of the run's events and channels are invented.

    An event is, where its channel's title holds the word SIMULATED or a file that states it has the word in its name. A
    claimant's own words never count: else anybody could call himself SIMULATED to be overlooked.
    """
    return rows(
        con,
        """
        with filed as (select distinct event_key from stated where contains(upper(source_name), 'SIMULATED')),
        marked as (
            select e.target_id,
                coalesce(contains(t.title, 'SIMULATED'), false) or f.event_key is not null as is_invented
            from event e left join target t using (target_id) left join filed f using (event_key)
        )
        select count(*) filter (is_invented) as n_events, count(*) as n_events_of,
            count(distinct target_id) filter (is_invented) as n_channels, count(distinct target_id) as n_channels_of
        from marked
        """,
    )[0]


def sources(con: Connection) -> list[Row]:
    """Return the files and answers facts came from, newest first, with what became of their rows."""
    return rows(
        con,
        """
        select source_id, name, way, kind, n_bytes, n_read, n_new, n_known, n_quarantined, collected_at, sha256
        from source_summary order by collected_at desc, name, source_id
        """,
    )


def quarantine_reasons(con: Connection) -> list[Row]:
    """Return why rows are in quarantine, most frequent first."""
    return rows(
        con,
        """
        select kind, column_name, reason, count(*) as n from quarantine group by all
        order by n desc, reason, column_name, kind
        """,
    )


def quarantined(con: Connection, limit: int) -> list[Row]:
    """Return rows in quarantine: file, line, column, reason and the row itself."""
    return rows(
        con,
        """
        select s.name as file, q.line, q.kind, q.column_name, q.reason, q.raw
        from quarantine q left join (select distinct source_id, name from source_summary) s using (source_id)
        order by s.name, q.line, q.reason limit ?
        """,
        [limit],
    )


def levels(con: Connection) -> list[Row]:
    """Return how many events have which level of provenance and came in by which way."""
    return rows(
        con, "select level, source_kind, count(*) as n from event group by all order by level desc, source_kind"
    )


def event_types(con: Connection) -> list[Row]:
    """Return how many events there are of each type; the types are never pooled."""
    return rows(con, "select event_type, count(*) as n from event group by all order by n desc, event_type")


def facts_beside(con: Connection) -> list[Row]:
    """Return how many facts of the other kinds the run knows."""
    return rows(
        con,
        """
        select 'profiles' as kind, count(*) as n from profile union all select 'context', count(*) from context
        union all select 'holders', count(*) from holder union all select 'evidence', count(*) from evidence
        union all select 'labels', count(*) from label order by kind
        """,
    )


def group_notices(con: Connection) -> list[Row]:
    """Return what the search for campaigns had to leave out or cut short."""
    return rows(con, "select what, n, sentence from group_notice order by what, sentence")
