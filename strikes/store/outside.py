"""Notices of public registers: kept beside what was reported to us, never among it (level P3)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from strikes import settings
from strikes.store.connection import Connection, attach, engine_errors, scratch
from strikes.store.recording import recorded
from strikes.store.snapshots import Answer
from strikes.store.workspace import Workspace


@dataclass(frozen=True)
class KeptNotices:
    """Notices of the very name, and of others that the register's search also gave; those are not kept."""

    n_kept: int = 0
    n_others: int = 0

    def __add__(self, more: KeptNotices) -> KeptNotices:
        return KeptNotices(self.n_kept + more.n_kept, self.n_others + more.n_others)


_URLS = [{"url": "VARCHAR", "fqdn": "VARCHAR", "count": "BIGINT"}]
_TEXTS = "id type title body date_sent date_received sender_name principal_name recipient_name action_taken language"
_NOTICE = dict.fromkeys(_TEXTS.split(), "VARCHAR") | {"works": [{"description": "VARCHAR", "infringing_urls": _URLS}]}
STRUCTURE = json.dumps({"notices": [_NOTICE]})

#: A name without regard to case, spacing and underscores; what the register blacked out is no name.
_MACROS = (
    r"create temp macro plain(t) as nullif(trim(regexp_replace(lower(nfc_normalize(t)), '[\s_]+', ' ', 'g')), '')",
    "create temp macro moment(t) as try_cast(t as timestamptz) at time zone 'UTC'",
    r"create temp macro is_blacked(t) as regexp_matches(coalesce(t, ''), '(?i)\bredacted\b')",
)

_NEW = """
create table new_notice as
with item as (
    select unnest(from_json($body, $structure).notices) as n
)
select 'o_' || left(sha256(to_json(['lumen', n.id, $subject, $role])::varchar), 20) as notice_key,
    'lumen' as register, n.id as notice_id, $subject as subject, $role as role, n.type as notice_type, n.title,
    n.sender_name, n.principal_name, n.recipient_name, moment(n.date_sent) as sent_at,
    moment(n.date_received) as received_at, n.body,
    nullif(array_to_string(list_transform(n.works, lambda w: coalesce(w.description, '')), chr(10)), '') as works,
    case when lower(n.action_taken) in ('yes', 'no', 'partial') then lower(n.action_taken) end as action_taken,
    n.language,
    is_blacked(n.body) or is_blacked(n.sender_name) or is_blacked(n.principal_name)
        or is_blacked(n.works::varchar) as is_redacted,
    'https://lumendatabase.org/notices/' || n.id as source_url, $answer_id as answer_id,
    $fetched_at::timestamp as fetched_at,
    flatten(list_transform(n.works, lambda w: w.infringing_urls)) as urls,
    plain(case $role when 'sender' then n.sender_name else n.principal_name end) = plain($subject) as is_of_the_name
from item where n.id is not null
"""

#: Where the token may see addresses there is one row each; else one per domain with a count.
_TARGETS = r"""
insert into casebook.outside_target
with listed as (
    select notice_key, u, lower(coalesce(u.fqdn, regexp_extract(u.url, '^[a-zA-Z]+://([^/:?#]+)', 1))) as host
    from (select notice_key, unnest(urls) as u from new_notice where is_of_the_name)
)
select notice_key, regexp_replace(host, '^www\.', ''), u.url,
    nullif(regexp_extract(u.url, 'youtu[^ ]*(?:[?&]v=|\.be/|/shorts/|/live/|/embed/)([A-Za-z0-9_-]{11})', 1), ''),
    coalesce(u.count, 1)
from listed where host <> '' order by all
"""


def keep_notices(place: Workspace, answer: Answer, *, subject: str, role: str) -> KeptNotices:
    """Keep one page of a register's notices about a claimant's name.

    A notice that came before is replaced: what the register has blacked out since, goes here too. For the same reason
    the answer's body is not archived; its hash is.
    """
    limits = replace(settings.engine(), threads=1)
    with scratch(limits, beside=place.root, reachable=[place.casebook]) as con, engine_errors():
        for macro in _MACROS:
            con.execute(macro)
        con.execute(
            _NEW,
            {
                "body": answer.body.decode("utf-8", "replace"),
                "structure": STRUCTURE,
                "subject": subject,
                "role": role,
                "answer_id": answer.answer_id,
                "fetched_at": answer.answered_at.isoformat()[:19],
            },
        )
        ((kept, others),) = con.execute(
            "select count(*) filter (is_of_the_name), count(*) filter (is_of_the_name is not true) from new_notice"
        ).fetchall()
        attach(con, place.casebook, "casebook", read_only=False)
        with recorded(con, place, "outside.notices", schema="casebook", kept=kept, others=others):
            _store(con, answer)
        con.execute("detach casebook")
    return KeptNotices(kept, others)


def _store(con: Connection, answer: Answer) -> None:
    con.execute(
        "insert into casebook.answer values (?, ?, ?, ?, ?::timestamp, ?, null, ?, null)",
        [
            answer.answer_id,
            answer.service,
            answer.method,
            answer.request_text,
            answer.answered_at.isoformat()[:19],
            answer.status,
            answer.response_hash,
        ],
    )
    for table in ("outside_notice", "outside_target"):
        con.execute(f"delete from casebook.{table} where notice_key in (select notice_key from new_notice)")
    con.execute(
        "insert into casebook.outside_notice by name "
        "select * exclude (urls, is_of_the_name) from new_notice where is_of_the_name order by notice_key"
    )
    con.execute(_TARGETS)
