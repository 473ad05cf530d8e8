"""Channels under claim: strikes that stand, when they lapse, who hit whom."""

from __future__ import annotations

from strikes.store.connection import Connection
from strikes.store.read.rows import BANDS, Row, rows

_COLUMNS = """
    target_id as channel_id, title, topic, n_standing as strikes_standing, next_lapse_at, n_strikes,
    n_claims, n_claimants, first_claim_at, last_claim_at, terminated_at
"""
_ORDER = "n_standing desc, last_claim_at desc, target_id"


def channels(con: Connection) -> list[Row]:
    """Return the channels under claim, those with most strikes standing first."""
    return rows(con, f"select {_COLUMNS} from target where n_claims > 0 order by {_ORDER}")


def channel_page(con: Connection, text: str, limit: int, offset: int = 0) -> tuple[list[Row], int]:
    """Return a page of the channels whose title or id contains `text`, and how many there are in all."""
    found = rows(
        con,
        f"""
        select {_COLUMNS}, count(*) over () as n_found from target
        where n_claims > 0
          and ($text = '' or contains(lower(coalesce(title, '') || chr(10) || target_id), lower($text)))
        order by {_ORDER} limit $limit offset $offset
        """,
        {"text": text, "limit": limit, "offset": offset},
    )
    return found, found[0]["n_found"] if found else 0


def channel(con: Connection, channel_id: str) -> Row | None:
    """Return one channel; None where no run of this name knows it."""
    found = rows(con, f"select {_COLUMNS} from target where target_id = ?", [channel_id])
    return found[0] if found else None


def under_attack(con: Connection, within_days: int) -> list[Row]:
    """Return channels with a strike standing and a claim in the last days before the run's, most strikes first."""
    return rows(
        con,
        f"""
        select {_COLUMNS} from target, (select as_of from run)
        where n_standing > 0 and last_claim_at >= as_of - to_days(?) and terminated_at is null order by {_ORDER}
        """,
        [within_days],
    )


def ledger(con: Connection, channel_id: str) -> list[Row]:
    """Return a channel's strikes, newest first: when struck, when it lapses, what became of it, by whom.

    A strike is counted as the run counts it: once per notice; where none is known, once per claimant and day.
    """
    return rows(
        con,
        """
        select coalesce(c.notice_id, c.claimant_id || '@' || c.claimed_at::date, c.claim_key) as strike_id,
            max(c.claimed_at) as struck_at, max(c.claimed_at) + interval 90 days as lapses_at,
            bool_and(coalesce(c.outcome in ('invalid', 'reinstated', 'retracted', 'expired'), false)) as is_lifted,
            max(c.claimed_at) + interval 90 days > any_value(r.as_of) + interval 1 day as is_young,
            max(c.outcome) as outcome, max(c.outcome_at) as outcome_at, count(*) as n_videos,
            list(distinct c.claimant_id order by c.claimant_id) as claimant_ids,
            list(distinct m.name order by m.name) filter (m.name is not null) as names,
            coalesce(list(c.video_title order by c.claim_key) filter (c.video_title is not null), []) as videos
        from claim c left join claimant_record m using (record_id), run r
        where c.target_id = ? and c.demand = 'takedown'
        group by strike_id order by struck_at desc nulls last, strike_id
        """,
        [channel_id],
    )


def clocks(con: Connection, within_days: int, channel_id: str | None = None) -> list[Row]:
    """Return what runs out in the next days: strikes that lapse, scheduled removals that nobody took back.

    A scheduled removal is carried out seven days after the notice (support.google.com/youtube/answer/7580521).
    """
    return rows(
        con,
        """
        with due as (
            select 'lapse' as kind, target_id, next_lapse_at as due_at, null as claimant_id from target
            union all
            select 'scheduled', c.target_id, c.claimed_at + interval 7 days, c.claimant_id from claim c
            where c.demand = 'scheduled_takedown' and c.outcome is null and not exists (
                select 1 from claim_event ce join event e using (event_key)
                where ce.claim_key = c.claim_key and e.event_type = 'takedown')
        )
        select d.kind, d.target_id as channel_id, t.title, d.due_at, d.claimant_id
        from due d join target t using (target_id), run r
        where d.due_at > r.as_of and d.due_at <= r.as_of + to_days($days)
          and ($channel is null or d.target_id = $channel)
        order by d.due_at, d.kind, d.target_id
        """,
        {"days": within_days, "channel": channel_id},
    )


def hit_by(con: Connection, channel_id: str) -> list[Row]:
    """Return who claimed on a channel, most claims first, with the strongest axis of each."""
    return rows(
        con,
        f"""
        with best as (
            select claimant_id, max_by({{axis: axis, band: band}}, list_position({BANDS}, band)) as best
            from axis_score group by claimant_id
        ),
        part as (select claimant_id, min(campaign_id) as campaign_id from campaign_member group by all)
        select c.claimant_id, a.names, a.emails, a.refs, count(*) as n_claims, a.n_claims as n_claims_in_all,
            min(c.claimed_at) as first_at, max(c.claimed_at) as last_at, b.best.axis as axis, b.best.band as band,
            k.campaign_id
        from claim c join claimant a using (claimant_id) left join best b using (claimant_id)
        left join part k using (claimant_id)
        where c.target_id = ? group by all order by count(*) desc, c.claimant_id
        """,
        [channel_id],
    )


def outcomes(con: Connection, channel_id: str | None = None) -> list[Row]:
    """Return what became of claims, by what was demanded: counts, unresolved among them."""
    return rows(
        con,
        """
        select demand, coalesce(outcome, 'unresolved') as outcome, count(*) as n from claim
        where $channel is null or target_id = $channel group by all order by demand, n desc, outcome
        """,
        {"channel": channel_id},
    )
