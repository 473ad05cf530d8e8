"""The events behind a number: filtered, counted over time, and each where it was stated."""

from __future__ import annotations

from dataclasses import dataclass, replace

from strikes.store.connection import Connection
from strikes.store.read.findings import BORNE_OUT
from strikes.store.read.rows import Row, rows


@dataclass(frozen=True)
class Behind:
    """Which events are asked for: those behind a number. Nothing given means all."""

    claimant: str | None = None
    campaign: str | None = None
    channel: str | None = None
    #: its witnesses
    finding: str | None = None
    #: the notice or, without one, the claimant and day that made the strike
    strike: str | None = None
    event_type: str | None = None
    outcome: str | None = None
    level: int | None = None
    source: str | None = None
    #: who told us
    reporter: str | None = None
    #: days, both included
    since: str | None = None
    until: str | None = None
    #: only demands: one for each claim
    only_claims: bool = False
    only_undated: bool = False

    def over_all(self) -> Behind:
        """Return the same subject without what narrows it: the denominator."""
        return replace(Behind(), claimant=self.claimant, campaign=self.campaign, channel=self.channel)


#: Kept apart from the list so that counting and listing ask for the very same events.
_CHOSEN = f"""
    with {BORNE_OUT},
    owned as (
        select ce.event_key, q.claimant_id, q.outcome, ce.is_first,
            coalesce(q.notice_id, q.claimant_id || '@' || q.claimed_at::date, q.claim_key) as strike_id
        from claim_event ce join claim q using (claim_key)
    ),
    chosen_event as (
        select e.*, coalesce(o.claimant_id, i.claimant_id) as claimant_id, o.outcome
        from event e left join owned o using (event_key)
        left join record_event re using (event_key) left join identity i using (record_id)
        where ($claimant is null or coalesce(o.claimant_id, i.claimant_id) = $claimant)
          and ($campaign is null or coalesce(o.claimant_id, i.claimant_id) in (
                select claimant_id from campaign_member where campaign_id = $campaign))
          and ($channel is null or e.target_id = $channel)
          and ($finding is null or e.event_key in (select event_key from borne))
          and ($strike is null or (o.strike_id = $strike and e.is_claim))
          and ($event_type is null or e.event_type = $event_type)
          and ($outcome is null or coalesce(o.outcome, 'unresolved') = $outcome)
          and ($level is null or e.level = $level)
          and ($reporter is null or e.reporter = $reporter)
          and ($source is null or e.event_key in (select event_key from stated where source_id = $source))
          and ($since is null or e.happened_at >= $since::timestamp)
          and ($until is null or e.happened_at < $until::timestamp + interval 1 day)
          and (not $only_claims or coalesce(o.is_first, false))
          and (not $only_undated or e.happened_at is null
               or coalesce(e.happened_precision, 'none') not in ('second', 'day'))
    )
"""


def events(con: Connection, behind: Behind, limit: int, offset: int = 0) -> tuple[list[Row], int]:
    """Return a page of the events asked for, newest first, and how many there are."""
    found = rows(
        con,
        _CHOSEN
        + """
        select e.event_key, e.event_type, e.happened_at, e.happened_precision, e.target_id as channel_id,
            t.title as channel_title, e.video_title, e.claimant_id, e.claimant_name, e.claimant_email, e.claimant_ref,
            e.level, e.source_kind, e.n_sources, e.outcome, count(*) over () as n_found
        from chosen_event e left join target t using (target_id)
        order by e.happened_at desc nulls last, e.event_key limit $limit offset $offset
        """,
        _params(behind) | {"limit": limit, "offset": offset},
    )
    return found, found[0]["n_found"] if found else 0


def count_events(con: Connection, behind: Behind) -> int:
    """Return how many events are behind a number."""
    ((count,),) = con.execute(_CHOSEN + "select count(*) from chosen_event", _params(behind)).fetchall()
    return int(count)


def _params(behind: Behind) -> dict[str, object]:
    return vars(behind) | {"ids": None}


def event(con: Connection, event_key: str) -> Row | None:
    """Return one event with everything that was reported, but for phone and postal address; None if unknown."""
    found = rows(
        con,
        """
        select e.* exclude (claimant_phone, claimant_address), t.title as channel_title_shown,
            c.claimant_id, c.claim_key
        from event e left join target t using (target_id)
        left join claim_event ce using (event_key) left join claim c using (claim_key)
        where e.event_key = ?
        """,
        [event_key],
    )
    return found[0] if found else None


def stated_in(con: Connection, event_key: str) -> list[Row]:
    """Return where an event is stated: source, line, level and way."""
    return rows(
        con,
        """
        select source_name, way, line, level, source_kind, collected_at from stated where event_key = ?
        order by level desc, collected_at, source_name, line
        """,
        [event_key],
    )


def over_time(con: Connection, grain: str) -> list[Row]:
    """Return claims per `grain` ("day", "week", "month" or "year") and type; only events whose day is known."""
    return rows(
        con,
        """
        select date_trunc($grain, happened_at)::date as starts_on, event_type, count(*) as n from event
        where is_claim and happened_precision in ('second', 'day') group by all order by starts_on, event_type
        """,
        {"grain": grain},
    )


def span(con: Connection) -> Row:
    """Return the first and last day of claims, how many there are, and how many have no known day."""
    return rows(
        con,
        """
        select (min(happened_at) filter (is_dated))::date as first_on,
            (max(happened_at) filter (is_dated))::date as last_on,
            count(*) as n_claim_events, count(*) filter (not is_dated) as n_undated
        from (select happened_at, coalesce(happened_precision in ('second', 'day'), false) as is_dated
              from event where is_claim)
        """,
    )[0]


def context(con: Connection) -> list[Row]:
    """Return what happened around: elections, arrests and the like, oldest first."""
    return rows(
        con,
        "select happened_on, happened_on_precision, kind, title, place, source_url from context "
        "order by happened_on, kind, title",
    )
