"""Cases handed in by the intake: their sources, their states, what was said about them, and who showed control."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from strikes.store import casebook
from strikes.store.connection import insert_rows, opened
from strikes.store.read import rows
from strikes.store.recording import transaction
from strikes.store.workspace import Workspace


@dataclass(frozen=True)
class Case:
    """One submission as kept; the order of the fields is the table's."""

    name: str
    case_number: str
    recipient: str
    follow_hash: str
    token: str
    state: str
    sent_on: str
    taken_in_at: str
    language: str
    role: str
    n_events: int
    purposes: list[str]
    channel_ids: list[str]
    source_ids: list[str]
    vault_names: list[str]


@dataclass(frozen=True)
class Message:
    """One thing said about a case; its text lies in the vault."""

    name: str
    message_id: str
    said_at: str
    by: str
    what: str
    vault_name: str


def add(place: Workspace, case: Case) -> None:
    """Keep a case; the same again changes nothing."""
    with opened(place.casebook, read_only=False) as con, transaction(con):
        (known,) = con.execute("select count(*) from submission where name = ?", [case.name]).fetchall()[0]
        if not known:
            insert_rows(con, "submission", [list(vars(case).values())])


def find(place: Workspace, wanted: str) -> Case | None:
    """Return the case of a name or case number; None where there is none."""
    with casebook.reading(place) as con:
        found = rows(con, "select * from submission where name = ? or case_number = upper(?)", [wanted, wanted])
    return _case(found[0]) if found else None


def cases(place: Workspace) -> list[Case]:
    """Return all cases, oldest first."""
    with casebook.reading(place) as con:
        return [_case(row) for row in rows(con, "select * from submission order by taken_in_at, name")]


def add_message(place: Workspace, message: Message) -> bool:
    """Keep a message; false where it was kept before."""
    with opened(place.casebook, read_only=False) as con, transaction(con):
        found = con.execute("select 1 from submission_message where message_id = ?", [message.message_id]).fetchall()
        if not found:
            insert_rows(con, "submission_message", [list(vars(message).values())])
    return not found


def messages(place: Workspace, name: str) -> list[Message]:
    """Return what was said about a case, oldest first."""
    with casebook.reading(place) as con:
        found = rows(
            con,
            "select name, message_id, strftime(said_at, '%Y-%m-%dT%H:%M:%SZ') as said_at, \"by\", what, vault_name "
            'from submission_message where name = ? order by said_at, "by", message_id',
            [name],
        )
    return [Message(**row) for row in found]


def withdraw(place: Workspace, name: str) -> None:
    """Keep that an owner withdrew a case."""
    with opened(place.casebook, read_only=False) as con, transaction(con):
        con.execute("update submission set state = 'withdrawn', purposes = [] where name = ?", [name])


def add_material(
    place: Workspace, name: str, source_ids: Sequence[str], vault_names: Sequence[str], n_events: int
) -> None:
    """Add later material to a case."""
    with opened(place.casebook, read_only=False) as con, transaction(con):
        con.execute(
            "update submission set source_ids = list_sort(list_distinct(source_ids || ?)), "
            "vault_names = list_sort(list_distinct(vault_names || ?)), n_events = n_events + ? where name = ?",
            [list(source_ids), list(vault_names), n_events, name],
        )


def prove_by_mail(place: Workspace, channel_ids: Sequence[str], now: dt.datetime) -> None:
    """Keep that a mail the platform signed for its owner alone showed control of channels."""
    _prove(place, "select unnest(?::varchar[]) as channel_id", [list(channel_ids)], "mail", now)


def prove_by_token(place: Workspace, now: dt.datetime) -> None:
    """Keep control of every channel in whose description (as the API told it) the token of a case stands."""
    described = """
        select distinct c.channel_id from youtube_channel c, submission s
        where list_contains(s.channel_ids, c.channel_id) and contains(lower(c.description), s.token)
    """
    _prove(place, described, [], "token", now)


def _prove(place: Workspace, channels: str, values: list[Any], basis: str, now: dt.datetime) -> None:
    with opened(place.casebook, read_only=False) as con, transaction(con):
        con.execute(
            f"insert into channel_control select channel_id, ?, ?, null, null from ({channels}) "
            "where channel_id not in (select channel_id from channel_control where basis = ?)",
            [basis, now.astimezone(dt.UTC).replace(tzinfo=None), *values, basis],
        )


def controlled(place: Workspace, channel_ids: Sequence[str]) -> bool:
    """Was control of all these channels shown?"""
    with casebook.reading(place) as con:
        found = con.execute(
            "select count(distinct channel_id) from channel_control where list_contains(?, channel_id)",
            [list(channel_ids)],
        ).fetchall()
    return bool(channel_ids) and found[0][0] == len(set(channel_ids))


def best_level(place: Workspace, source_ids: Sequence[str]) -> int:
    """Return the highest level of what came from sources; 1 where nothing did."""
    with casebook.reading(place) as con:
        found = con.execute(
            "select coalesce(max(level), 1) from sighting where list_contains(?, source_id)", [list(source_ids)]
        ).fetchall()
    return int(found[0][0])


def _case(row: dict[str, Any]) -> Case:
    return Case(**row | {"sent_on": str(row["sent_on"]), "taken_in_at": str(row["taken_in_at"])})
