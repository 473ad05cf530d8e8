"""One claimant from all sides: as reported, its records and why they are one, snapshots, judgements."""

from __future__ import annotations

from collections.abc import Sequence

from strikes.store.connection import Connection
from strikes.store.read.claimants import SUBJECTS
from strikes.store.read.rows import Row, rows


def as_reported(con: Connection, claimant_id: str) -> list[Row]:
    """Return the claimant's records, earliest first, with what is odd about the letters of each name.

    Addresses and phones stay where they are: no screen needs them.
    """
    return rows(
        con,
        """
        with noted as (select record_id, list(note order by note) as notes from name_note group by record_id),
        acted as (select record_id, count(*) as n_events from record_event group by record_id)
        select r.record_id, r.name, r.email, split_part(r.ref, '@', 1) as ref, r.channel_id, r.country, r.first_seen,
            r.level, coalesce(n.notes, []) as notes, coalesce(a.n_events, 0) as n_events
        from claimant_record r join identity i using (record_id)
        left join noted n using (record_id) left join acted a using (record_id)
        where i.claimant_id = ? order by r.first_seen nulls last, r.record_id
        """,
        [claimant_id],
    )


def links(con: Connection, claimant_id: str) -> list[Row]:
    """Return why the claimant's records are taken for one, heaviest reason first, and what is only suggested.

    `is_taken` is false for a suggestion: a person decides (`strikes identity`).
    """
    return rows(
        con,
        """
        with mine as (select record_id from identity where claimant_id = ?),
        tie as (
            select record_a, record_b, why, weight_ubans, true as is_taken from identity_link
            union all by name
            select record_a, record_b, why, weight_ubans, false as is_taken from identity_suggestion
        )
        select t.*, a.name as name_a, b.name as name_b, a.email as email_a, b.email as email_b,
            i.claimant_id as claimant_b
        from tie t join claimant_record a on a.record_id = t.record_a join claimant_record b on b.record_id = t.record_b
        join identity i on i.record_id = t.record_b
        where t.record_a in (from mine) or t.record_b in (from mine)
        order by t.is_taken desc, t.weight_ubans desc nulls last, t.record_a, t.record_b
        """,
        [claimant_id],
    )


def look_alikes(con: Connection, claimant_id: str) -> list[Row]:
    """Return the rights-holders whose name this claimant bears or resembles, nearest first."""
    return rows(
        con,
        """
        select distinct h.holder_id, o.name as holder, m.name as as_reported, h.similarity, h.kind, h.contact, h.why,
            o.source_url
        from holder_match h join claimant_record m using (record_id) join identity i using (record_id)
        left join holder o using (holder_id)
        where i.claimant_id = ? order by h.similarity desc nulls last, h.holder_id, as_reported
        """,
        [claimant_id],
    )


def snapshots(con: Connection, claimant_id: str) -> list[Row]:
    """Return the looks taken at the claimant's own channels, oldest first."""
    return rows(
        con,
        """
        select p.claimant_channel_id as channel_id, p.observed_at, p.status, p.title, p.handle, p.created_at,
            p.subscriber_count, p.video_count, p.view_count, p.country, p.level, p.origin,
            coalesce(p.changed, []) as changed, p.earlier_channel_id
        from profile p
        where p.claimant_channel_id in (
            select r.channel_id from claimant_record r join identity i using (record_id) where i.claimant_id = ?)
        order by p.observed_at, p.claimant_channel_id
        """,
        [claimant_id],
    )


def outside_notices(con: Connection, claimant_id: str) -> list[Row]:
    """Return notices in public registers sent by somebody of the claimant's very names, newest first.

    The register knows names, not people: a namesake's notices stand here too.
    """
    return rows(
        con,
        """
        with aimed as (select notice_key, sum(n_urls)::bigint as n_urls from outside_target group by notice_key)
        select n.notice_key, n.register, n.subject, n.role, n.notice_type, n.sender_name, n.principal_name,
            n.recipient_name, coalesce(n.received_at, n.sent_at) as noticed_at, n.works, n.action_taken, n.source_url,
            coalesce(a.n_urls, 0) as n_urls
        from outside_notice n left join aimed a using (notice_key)
        where n.claimant_id = ? order by noticed_at desc nulls last, n.notice_key
        """,
        [claimant_id],
    )


def judgements(con: Connection, claimant_id: str) -> list[Row]:
    """Return the labels people gave to the claimant's records, newest first; one label given to several counts once."""
    return rows(
        con,
        f"""
        with {SUBJECTS}
        select distinct l.axis, l.label, l.reason, l.labelled_by, l.labelled_at
        from label l join subject_of s using (subject) where s.claimant_id = ?
        order by l.labelled_at desc nulls last, l.axis, l.labelled_by, l.label
        """,
        [claimant_id],
    )


def replies(con: Connection, claimant_ids: Sequence[str]) -> list[Row]:
    """Return what these claimants answered, in their own words, oldest first; one answer to several records once."""
    return rows(
        con,
        """
        select distinct i.claimant_id, v.value as said, v.observed_at as said_at, v.source_url, v."by" as noted_by
        from evidence v join identity i on i.record_id = v.subject
        where starts_with(v.evidence_key, 'a_') and list_contains(?, i.claimant_id)
        order by said_at, i.claimant_id, said
        """,
        [list(claimant_ids)],
    )


def statements(con: Connection, claimant_id: str) -> list[Row]:
    """Return the evidence people brought about the claimant or its claims, newest first."""
    return rows(
        con,
        f"""
        with {SUBJECTS},
        about as (
            select subject from subject_of where claimant_id = $id
            union select claim_id from event e join claim_event ce using (event_key) join claim c using (claim_key)
                where c.claimant_id = $id and e.claim_id is not null
        )
        select v.kind, v.value, v.observed_at, v.source_url, v.level, v."by"
        from evidence v where v.subject in (from about)
        order by v.observed_at desc nulls last, v.kind, v.value
        """,
        {"id": claimant_id},
    )
