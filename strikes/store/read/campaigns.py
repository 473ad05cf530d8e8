"""Campaigns: who hangs together, by which edges, and what they claimed."""

from __future__ import annotations

from collections.abc import Sequence

from strikes.store.connection import Connection
from strikes.store.read.rows import BANDS, Row, rows


def campaigns(con: Connection, ids: Sequence[str] | None = None) -> list[Row]:
    """Return campaigns, strongest first, with members, targets and score."""
    return rows(
        con,
        f"""
        with member as (
            select campaign_id, list(claimant_id order by claimant_id) as claimant_ids from campaign_member group by all
        ),
        hit as (
            select m.campaign_id, list(distinct q.target_id order by q.target_id) as target_channel_ids
            from campaign_member m join claim q using (claimant_id) group by all
        )
        select k.*, m.claimant_ids, h.target_channel_ids,
            s.weight_ubans as score_ubans, s.low_ubans, s.median_ubans, s.high_ubans, s.band
        from campaign k join member m using (campaign_id) join hit h using (campaign_id)
        join campaign_score s using (campaign_id)
        where $ids is null or list_contains($ids, k.campaign_id)
        order by list_position({BANDS}, s.band) desc, s.low_ubans desc nulls last,
                 s.weight_ubans desc nulls last, k.campaign_id
        """,
        {"ids": None if ids is None else list(ids)},
    )


def members(con: Connection, campaign_id: str) -> list[Row]:
    """Return a campaign's claimants, first to join first, each with what its own channel was last seen to be.

    `joined_at` and `last_at` are its first and last claim in the campaign, `last_claim_at` its last anywhere.
    """
    return rows(
        con,
        """
        with own_channel as (
            select i.claimant_id, p.status, p.observed_at
            from profile p join claimant_record r on r.channel_id = p.claimant_channel_id
            join identity i using (record_id)
            qualify row_number() over (partition by i.claimant_id
                                       order by p.observed_at desc, p.claimant_channel_id) = 1
        )
        select m.claimant_id, c.names, c.emails, c.refs, m.joined_at, m.last_at, m.is_core, c.n_claims, c.n_channels,
            c.n_reporters, c.first_claim_at, c.last_claim_at, o.status, o.observed_at as status_at
        from campaign_member m join claimant c using (claimant_id) left join own_channel o using (claimant_id)
        where m.campaign_id = ? order by m.joined_at nulls last, m.claimant_id
        """,
        [campaign_id],
    )


def strongest_tie(con: Connection, campaign_id: str) -> Row | None:
    """Return the two claimants of a campaign who hang together most, over all layers."""
    found = rows(
        con,
        """
        select claimant_a, claimant_b, weight_ubans from campaign_edge
        where campaign_id = ? order by weight_ubans desc, claimant_a, claimant_b limit 1
        """,
        [campaign_id],
    )
    return found[0] if found else None


def without_reporters(con: Connection, campaign_id: str) -> list[Row]:
    """Return how many of a campaign still hang together without each reporter, the one it rests on most first."""
    return rows(
        con,
        """
        select r.reporter_id, t.title, r.n_left, r.holds
        from campaign_reporter r left join target t on t.target_id = r.reporter_id
        where r.campaign_id = ? order by r.holds, r.n_left, r.reporter_id
        """,
        [campaign_id],
    )


def edges(con: Connection, claimant_ids: Sequence[str]) -> list[Row]:
    """Return the edges among claimants, layer by layer, heaviest first, each with the reporters it rests on."""
    return rows(
        con,
        """
        with told as (
            select w.claimant_a, w.claimant_b, w.layer, list(distinct a.reporter order by a.reporter) as reporters,
                count(*) as n_witnesses
            from edge_witness w join event a on a.event_key = w.event_key_a
            where list_contains($ids, w.claimant_a) and list_contains($ids, w.claimant_b) group by all
        )
        select e.*, coalesce(t.reporters, []) as reporters, coalesce(t.n_witnesses, 0) as n_witnesses
        from edge e left join told t using (claimant_a, claimant_b, layer)
        where list_contains($ids, e.claimant_a) and list_contains($ids, e.claimant_b)
        order by e.kept desc, e.weight_ubans desc nulls last, e.claimant_a, e.claimant_b, e.layer
        """,
        {"ids": list(claimant_ids)},
    )


def shared_texts(con: Connection, claimant_ids: Sequence[str], most: int = 20) -> list[Row]:
    """Return pairs of alike claim texts behind the text edges, one pair for each edge, heaviest first."""
    return rows(
        con,
        """
        select w.claimant_a, w.claimant_b, a.claim_text as text_a, b.claim_text as text_b,
            a.happened_at as at_a, b.happened_at as at_b, e.q_value, e.sentence
        from edge e join edge_witness w using (claimant_a, claimant_b, layer)
        join event a on a.event_key = w.event_key_a join event b on b.event_key = w.event_key_b
        where e.layer = 'text' and list_contains($ids, e.claimant_a) and list_contains($ids, e.claimant_b)
          and a.claim_text is not null and b.claim_text is not null
        qualify row_number() over (partition by e.claimant_a, e.claimant_b
                                   order by w.event_key_a, w.event_key_b) = 1
        order by e.weight_ubans desc nulls last, w.claimant_a, w.claimant_b limit $most
        """,
        {"ids": list(claimant_ids), "most": most},
    )


def shared_contacts(con: Connection, claimant_ids: Sequence[str]) -> list[Row]:
    """Return mail addresses, phones (their last three digits) and own channels that several claimants have."""
    return rows(
        con,
        """
        with contact as (
            select i.claimant_id, unnest([
                {kind: 'e-mail', shared: lower(trim(r.email)), shown: lower(trim(r.email))},
                {kind: 'phone', shared: regexp_replace(r.phone, '[^0-9+]', '', 'g'),
                 shown: '…' || right(regexp_replace(r.phone, '[^0-9+]', '', 'g'), 3)},
                {kind: 'own channel', shared: r.channel_id, shown: r.channel_id}]) as one
            from claimant_record r join identity i using (record_id) where list_contains($ids, i.claimant_id)
        )
        select one.kind, one.shown, list(distinct claimant_id order by claimant_id) as claimant_ids
        from contact where one.shared <> ''
        group by one.kind, one.shared, one.shown having count(distinct claimant_id) > 1
        order by len(claimant_ids) desc, one.kind, one.shown
        """,
        {"ids": list(claimant_ids)},
    )


def bursts_of(con: Connection, claimant_ids: Sequence[str]) -> list[Row]:
    """Return the bursts these claimants took part in, least likely first, with how many of them did."""
    return rows(
        con,
        """
        select b.*, t.title as channel_title, count(distinct m.claimant_id) as n_members
        from burst b join burst_member m using (burst_id) left join target t using (target_id)
        where list_contains($ids, m.claimant_id)
        group by all order by b.q_value nulls last, b.burst_id
        """,
        {"ids": list(claimant_ids)},
    )
