"""Finding what a person named, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from strikes.store.connection import Connection
from strikes.store.read.rows import Row, bans, rows


def find_subject(con: Connection, wanted: str, kind: str | None = None) -> tuple[str, str] | None:
    """Return ("claimant" | "campaign" | "channel", id) for an id, a name, an e-mail or a reference; None if unknown.

    With `kind` only subjects of that kind: a claimant may call himself what a channel is called.
    """
    found = con.execute(
        """
        select kind, id from (
            select 1 as o, 'claimant' as kind, claimant_id as id from claimant where claimant_id = $w::varchar
            union all select 2, 'campaign', campaign_id from campaign where campaign_id = $w::varchar
            union all select 3, 'claimant', i.claimant_id from claimant_record r join identity i using (record_id)
                where list_contains([r.record_id, r.name, r.email, r.channel_id, split_part(r.ref, '@', 1)],
                                    $w::varchar)
            union all select 4, 'channel', target_id from target where list_contains([target_id, title], $w::varchar)
        ) where id is not null and ($k::varchar is null or kind = $k::varchar) order by o, id limit 1
        """,
        {"w": wanted, "k": kind},
    ).fetchall()
    return (str(found[0][0]), str(found[0][1])) if found else None


def records_of(con: Connection, claimant_id: str) -> list[str]:
    """Return the ids of a claimant's records, earliest first: what labels and reviews attach to."""
    found = con.execute("select record_ids from claimant where claimant_id = ?", [claimant_id]).fetchall()
    return list(found[0][0]) if found else []


def claims_of(con: Connection, claimant_ids: Sequence[str]) -> list[Row]:
    """Return the claims of claimants, oldest first."""
    return _claims(con, "list_contains($wanted, c.claimant_id)", list(claimant_ids))


def claims_on(con: Connection, channel_id: str) -> list[Row]:
    """Return the claims on a channel, oldest first."""
    return _claims(con, "c.target_id = $wanted", channel_id)


def _claims(con: Connection, condition: str, wanted: object) -> list[Row]:
    return rows(
        con,
        f"""
        select c.claim_key, c.claimant_id, c.target_id as channel_id, t.title as channel_title,
            c.video_id, c.video_title, c.demand, c.claimed_at, c.claimed_at_precision, c.work_title,
            c.work_url, c.claim_text, c.level, c.outcome, c.outcome_at, c.notice_id,
            coalesce(e.event_id, e.event_key) as event_id, r.name as as_shown, r.email
        from claim c join target t using (target_id) join event e on e.event_key = c.first_event
        left join claimant_record r using (record_id)
        where {condition}
        order by c.claimed_at nulls last, c.claim_key
        """,
        {"wanted": wanted},
    )


def identity_suggestions(con: Connection) -> list[Row]:
    """Return pairs of records that may be one claimant, likeliest first; they never count as one."""
    found = rows(
        con,
        """
        select s.record_a, a.name as name_a, s.record_b, b.name as name_b, s.weight_ubans, s.why
        from identity_suggestion s
        join claimant_record a on a.record_id = s.record_a join claimant_record b on b.record_id = s.record_b
        order by s.weight_ubans desc, s.record_a, s.record_b
        """,
    )
    return [row | {"weight": bans(row.pop("weight_ubans"))} for row in found]
