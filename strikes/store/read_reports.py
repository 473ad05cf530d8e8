"""What a pack asks of a finished run: one subject, everything known of it, in the order it will be shown."""

from __future__ import annotations

from collections.abc import Sequence

from strikes.store.connection import Connection
from strikes.store.read import Row, rows

#: Days before the first and after the last claim in which context events are shown.
CONTEXT_DAYS = 45


def claimants_in(con: Connection, kind: str, subject_id: str) -> list[str]:
    """Return the claimants a pack is about: one, a campaign's members, or all who claimed against a channel."""
    found = con.execute(
        """
        select claimant_id from claimant where $kind = 'claimant' and claimant_id = $id
        union select claimant_id from campaign_member where $kind = 'campaign' and campaign_id = $id
        union select claimant_id from claim where $kind = 'channel' and target_id = $id and claimant_id is not null
        order by claimant_id
        """,
        {"kind": kind, "id": subject_id},
    ).fetchall()
    return [claimant_id for (claimant_id,) in found]


def claims(con: Connection, claimant_ids: Sequence[str], channel_id: str | None) -> list[Row]:
    """Return the claims of these claimants (on one channel, if given), oldest first.

    `purposes` says for whom its reporters let it be shown, `sources` by which ways it came in.
    """
    return rows(
        con,
        """
        with agreed as (
            select ce.claim_key, list(distinct m.purpose order by m.purpose) as purposes
            from claim_event ce join may_show m using (event_key) where ce.is_claim group by ce.claim_key
        ),
        told as (
            select ce.claim_key, list(distinct e.reporter order by e.reporter) as reporters,
                list(distinct e.source_kind order by e.source_kind) as sources
            from claim_event ce join event e using (event_key) where ce.is_claim group by ce.claim_key
        )
        select c.claim_key, c.claimant_id, c.target_id, c.video_key, c.video_id, c.video_title, c.video_published_at,
            c.demand, c.claimed_at, c.claimed_at_precision, c.notice_id, e.claim_id, c.work_title, c.work_url,
            c.work_published_at, c.claim_text, c.level, c.outcome, c.outcome_at, e.channel_id, e.channel_title,
            e.claimant_country as country, e.claimant_ref as ref, r.name, r.email, r.phone, r.address,
            r.channel_id as claimant_channel_id, coalesce(a.purposes, []) as purposes, t.reporters, t.sources
        from claim c join event e on e.event_key = c.first_event join told t using (claim_key)
        left join claimant_record r using (record_id) left join agreed a using (claim_key)
        where list_contains($claimants, c.claimant_id) and ($channel is null or c.target_id = $channel)
        order by c.claimed_at nulls last, c.claim_key
        """,
        {"claimants": list(claimant_ids), "channel": channel_id},
    )


def acts(con: Connection, claim_keys: Sequence[str], channel_ids: Sequence[str]) -> list[Row]:
    """Return what followed the claims and what befell the channels as such, oldest first."""
    return rows(
        con,
        """
        select ce.claim_key, e.target_id, e.event_type, e.happened_at, e.happened_precision as precision, e.level,
            e.event_key
        from claim_event ce join event e using (event_key)
        where list_contains($claims, ce.claim_key) and not ce.is_claim
        union all
        select null, e.target_id, e.event_type, e.happened_at, e.happened_precision, e.level, e.event_key
        from event e
        where list_contains($channels, e.target_id) and e.event_type in ('channel_termination', 'account_takeover')
        order by happened_at nulls last, event_key
        """,
        {"claims": list(claim_keys), "channels": list(channel_ids)},
    )


def channels(con: Connection, channel_ids: Sequence[str]) -> list[Row]:
    """Return the channels under claim, those with most strikes standing first."""
    return rows(
        con,
        """
        select target_id, title, topic, n_strikes, n_standing, next_lapse_at, terminated_at, n_claims as n_claims_in_all
        from target where list_contains($ids, target_id) order by n_standing desc, n_claims desc, target_id
        """,
        {"ids": list(channel_ids)},
    )


def ties(con: Connection, claimant_ids: Sequence[str]) -> list[Row]:
    """Return the kept edges among these claimants, least likely by chance first."""
    return rows(
        con,
        """
        select claimant_a, claimant_b, layer, n_shared, p_value, q_value, weight_ubans, min_level, sentence
        from edge where kept and list_contains($ids, claimant_a) and list_contains($ids, claimant_b)
        order by q_value nulls last, weight_ubans desc, claimant_a, claimant_b, layer
        """,
        {"ids": list(claimant_ids)},
    )


def evidence(con: Connection, claimant_ids: Sequence[str], claim_keys: Sequence[str]) -> list[Row]:
    """Return the evidence about these claimants and claims, each row with whom or what it is about."""
    return rows(
        con,
        """
        with named as (
            select i.claimant_id,
                unnest([r.record_id, r.name, r.email, split_part(r.ref, '@', 1), r.channel_id]) as subject
            from identity i join claimant_record r using (record_id) where list_contains($claimants, i.claimant_id)
        ),
        about as (
            select claimant_id, null as claim_key, subject from named where subject is not null
            union
            select c.claimant_id, c.claim_key, e.claim_id
            from claim c join event e on e.event_key = c.first_event
            where list_contains($claims, c.claim_key) and e.claim_id is not null
        )
        select distinct v.evidence_key, a.claimant_id, a.claim_key, v.kind, v.value, v.observed_at,
            v.observed_at_precision as precision, v.source_url, v.level, v."by"
        from evidence v join about a using (subject)
        order by v.observed_at nulls last, v.evidence_key, a.claimant_id, a.claim_key
        """,
        {"claimants": list(claimant_ids), "claims": list(claim_keys)},
    )


def members(con: Connection, campaign_id: str) -> list[Row]:
    """Return a campaign's members with the day each joined, core first."""
    return rows(
        con,
        "select claimant_id, joined_at, is_core from campaign_member where campaign_id = ? "
        "order by is_core desc, joined_at nulls last, claimant_id",
        [campaign_id],
    )


def context(con: Connection, first_at: str | None, last_at: str | None) -> list[Row]:
    """Return what else happened around the claims, oldest first; nothing where no day is known."""
    if first_at is None:
        return []
    return rows(
        con,
        """
        select happened_on, happened_on_precision as precision, kind, title, place, source_url from context
        where happened_on between $first::timestamp - to_days($days) and $last::timestamp + to_days($days)
        order by happened_on, context_id
        """,
        {"first": first_at.rstrip("Z"), "last": (last_at or first_at).rstrip("Z"), "days": CONTEXT_DAYS},
    )


def name_notes(con: Connection, claimant_ids: Sequence[str]) -> list[Row]:
    """Return what was noticed about the letters of these claimants' names."""
    return rows(
        con,
        """
        select distinct i.claimant_id, n.note from name_note n join identity i using (record_id)
        where list_contains($ids, i.claimant_id) order by all
        """,
        {"ids": list(claimant_ids)},
    )


def holder_names(con: Connection) -> list[str]:
    """Return the names and aliases of the registry: names of organisations, not of private persons."""
    found = con.execute(
        "select distinct unnest(list_append(coalesce(aliases, []), name)) as name from holder order by name"
    ).fetchall()
    return [name for (name,) in found]


def reporters(con: Connection, claimant_ids: Sequence[str]) -> list[str]:
    """Return who told of these claimants' claims."""
    found = con.execute(
        """
        select distinct e.reporter from claim c join claim_event ce using (claim_key) join event e using (event_key)
        where list_contains($ids, c.claimant_id) and e.reporter is not null order by e.reporter
        """,
        {"ids": list(claimant_ids)},
    ).fetchall()
    return [reporter for (reporter,) in found]


def unanswered_by_all(con: Connection, claimant_ids: Sequence[str]) -> list[Row]:
    """Return the signals that lacked their data for each of these claimants."""
    return rows(
        con,
        """
        select s.code, s.signal, s.title, s.needs from signal s
        where s.signal not in (
            select unnest(answered) from asked where list_contains($ids, claimant_id) and answered is not null)
        order by s.code, s.signal
        """,
        {"ids": list(claimant_ids)},
    )


def claims_behind(con: Connection, claimant_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return finding -> the claims that bear it out."""
    found = con.execute(
        """
        with chosen as (from finding where list_contains($ids, claimant_id)),
        borne as (
            select f.finding_id, ce.claim_key
            from chosen f join witness w using (claimant_id, signal, level, unit_id)
            join claim_event ce using (event_key) where not f.is_borne_by_every_claim
            union
            select f.finding_id, c.claim_key from chosen f join claim c using (claimant_id)
            where f.is_borne_by_every_claim
        )
        select finding_id, list(claim_key order by claim_key) from borne group by finding_id
        """,
        {"ids": list(claimant_ids)},
    ).fetchall()
    return dict(found)


def strikes(con: Connection, channel_id: str) -> list[Row]:
    """Return a channel's strikes, oldest first, counted as in derived/target.sql: what each rests on, its end."""
    return rows(
        con,
        """
        with strike as (
            select coalesce(c.notice_id, c.claimant_id || '@' || c.claimed_at::date, c.claim_key) as strike_id,
                max(c.claimed_at) as struck_at,
                max_by(c.claimed_at_precision, (c.claimed_at, c.claim_key)) as precision,
                list(distinct c.claimant_id order by c.claimant_id) as claimants,
                list(c.claim_key order by c.claim_key) as claims,
                bool_and(coalesce(c.outcome in ('invalid', 'reinstated', 'retracted'), false)) as is_lifted,
                bool_and(coalesce(c.outcome = 'expired', false)) as is_expired
            from claim c where c.demand = 'takedown' and c.target_id = ? group by strike_id
        )
        select struck_at, precision, claimants, claims, struck_at + interval 90 days as lapses_at,
            case when is_lifted then 'lifted'
                 when is_expired or struck_at + interval 90 days <= (select as_of + interval 1 day from run)
                 then 'lapsed'
                 else 'standing' end as state
        from strike order by struck_at nulls last, strike_id
        """,
        [channel_id],
    )


def names_within(con: Connection, texts: Sequence[str]) -> list[str]:
    """Return the names of channels, videos, claimants and reporters of this run that stand inside these texts."""
    found = con.execute(
        """
        with known as (
            select unnest([target_id, title]) as name from target
            union select unnest([name, email, phone, address, channel_id, split_part(ref, '@', 1)]) from claimant_record
            union select unnest([video_id, video_title, reporter, notice_id]) from event
        )
        select name from known
        where length(name) >= 4
            and exists (select 1 from (select unnest($texts) as text) where contains(lower(text), lower(name)))
        order by name
        """,
        {"texts": list(texts)},
    ).fetchall()
    return [name for (name,) in found]


def fired(con: Connection) -> dict[str, int]:
    """Return signal -> for how many claimants of this run it weighs against them."""
    return dict(
        con.execute(
            "select signal, count(distinct claimant_id) from finding where weight_ubans > 0 "
            "group by signal order by signal"
        ).fetchall()
    )
