"""Answers of outside services become snapshots: archived as they came, read into API fields, compared with the last.

Nothing is judged here: a look says whether a channel or video was there and what had changed since the last look.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import duckdb

from strikes import settings
from strikes.errors import ServiceError
from strikes.store.api_fields import RESOURCES, Resource
from strikes.store.changes import Change, changes_in
from strikes.store.connection import Connection, attach, engine_errors, insert_rows, scratch
from strikes.store.recording import recorded
from strikes.store.recording import transaction as transaction
from strikes.store.workspace import Workspace

UNCHANGED = 304


@dataclass(frozen=True)
class Answer:
    """One answer of a service. `request` holds the parameters without key or token; `packed` is the body as it came."""

    service: str
    method: str
    request: Mapping[str, Any]
    answered_at: dt.datetime
    status: int
    body: bytes = b""
    packed: bytes = b""
    etag: str | None = None

    @cached_property
    def request_text(self) -> str:
        """The request as JSON, the same for the same request."""
        return request_text(self.request)

    @cached_property
    def response_hash(self) -> str:
        """sha256 of the unpacked body."""
        return hashlib.sha256(self.body).hexdigest()

    @cached_property
    def answer_id(self) -> str:
        """Made from what was asked, when, and what came."""
        told = [self.service, self.method, self.request_text, self.answered_at.isoformat(), self.response_hash]
        return "a_" + hashlib.sha256(json.dumps(told).encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Kept:
    """What became of a batch of answers."""

    n_found: int = 0
    n_missing: int = 0
    changes: tuple[Change, ...] = ()

    def __add__(self, other: Kept) -> Kept:
        return Kept(self.n_found + other.n_found, self.n_missing + other.n_missing, self.changes + other.changes)


def request_text(request: Mapping[str, Any]) -> str:
    """Return the parameters of a request as JSON with sorted names."""
    return json.dumps(request, ensure_ascii=False, sort_keys=True)


@contextmanager
def arriving(place: Workspace, answers: Sequence[Answer]) -> Iterator[Arrival]:
    """Read answers beside the casebook; `Arrival.keep` then stores them in one short transaction."""
    # One thread: a second only adds to the cost (benchmarks/collect_youtube.py).
    limits = replace(settings.engine(), threads=1)
    with scratch(limits, beside=place.root, reachable=[place.casebook]) as con, engine_errors():
        yield Arrival(con, place, answers)


def keep(place: Workspace, answers: Sequence[Answer]) -> Kept:
    """Store answers whose missing channels need no further question."""
    if not answers:
        return Kept()
    with arriving(place, answers) as arrival:
        return arrival.keep({})


class Arrival:
    """Answers that were read and are not stored yet."""

    def __init__(self, con: Connection, place: Workspace, answers: Sequence[Answer]) -> None:
        self._con, self._place = con, place
        con.execute(_ARRIVED)
        _stage(con, answers)
        try:
            for resource in RESOURCES:
                _read(con, resource)
        except duckdb.InvalidInputException as error:
            raise ServiceError("YouTube's answer is no JSON that can be read; nothing of it was stored.") from error
        with self._casebook(read_only=True):
            _compare(con)

    def vanished(self) -> list[str]:
        """Return the channels that were there at the last look and are missing from these answers."""
        found = self._con.execute(
            "select subject_id from new_look n join before b using (kind, subject_id) "
            "where n.kind = 'channel' and n.outcome <> 'found' and b.outcome = 'found' order by subject_id"
        ).fetchall()
        return [channel_id for (channel_id,) in found]

    def keep(self, why: Mapping[str, tuple[str, Answer]]) -> Kept:
        """Store all; `why` says of missing channels what became of them (deleted, terminated) and by which answer."""
        con = self._con
        if why:
            _stage(con, [answer for _, answer in why.values()])
        for channel_id, (outcome, answer) in sorted(why.items()):
            con.execute(
                "update new_look set outcome = ?, answer_id = ? where kind = 'channel' and subject_id = ?",
                [outcome, answer.answer_id, channel_id],
            )
        changes = changes_in(con)
        con.execute("create temp table told (kind varchar, subject_id varchar, changed varchar[], earlier varchar)")
        insert_rows(con, "told", [[c.kind, c.subject_id, list(c.words), c.earlier_id] for c in changes])
        ((found, missing),) = con.execute(
            "select count(*) filter (outcome = 'found'), count(*) filter (outcome <> 'found') from new_look"
        ).fetchall()
        told = {"found": found, "missing": missing, "changed": len(changes)}
        with self._casebook(read_only=False), recorded(con, self._place, "look", schema="casebook", **told):
            _store(con)
        return Kept(found, missing, tuple(changes))

    @contextmanager
    def _casebook(self, *, read_only: bool) -> Iterator[None]:
        attach(self._con, self._place.casebook, "casebook", read_only=read_only)
        try:
            yield
        finally:
            self._con.execute("detach casebook")


_ARRIVED = """
create table arrived (
    answer_id varchar, service varchar, method varchar, request varchar, answered_at timestamp, status integer,
    etag varchar, response_hash varchar);
create table body (answer_id varchar, text varchar, packed blob);
"""


def _stage(con: Connection, answers: Sequence[Answer]) -> None:
    rows = [
        [a.answer_id, a.service, a.method, a.request_text, _naive(a.answered_at), a.status, a.etag, a.response_hash]
        for a in answers
    ]
    insert_rows(con, "arrived", rows)
    # Few and large: one by one they cost half of what lists of them do, a quarter of JSON.
    con.executemany(
        "insert into body values (?, ?, ?)",
        [[a.answer_id, a.body.decode("utf-8", "replace"), a.packed or a.body] for a in answers],
    )


def _naive(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(tzinfo=None)


def _read(con: Connection, resource: Resource) -> None:
    """Make `new_<kind>`: the resources in these answers, as rows of their table."""
    con.execute(
        f"""
        create table new_{resource.kind} as
        select answer_id, fetched_at, item.id as {resource.kind}_id, {resource.values}
        from (select answer_id, a.answered_at as fetched_at, unnest(from_json(b.text, ?).items) as item
              from arrived a join body b using (answer_id)
              where a.status = 200 and list_contains(?, a.method))
        where item.id is not null
        """,
        [resource.structure, list(resource.methods)],
    )


def _compare(con: Connection) -> None:
    """With the casebook attached: fill in what was answered "unchanged", and make `new_look`, `before` and `gone`."""
    _fill_unchanged(con)
    con.execute(_NEW_LOOK)
    con.execute(_BEFORE)
    con.execute(_STILL_GONE)
    con.execute(_GONE)


def _fill_unchanged(con: Connection) -> None:
    con.execute(
        """
        create table same as
        select a.answer_id, a.answered_at, arg_max(o.answer_id, o.answered_at) as old_id
        from arrived a join casebook.answer o using (service, method, request)
        where a.status = 304 and o.body is not null group by all
        """
    )
    ((n_same,),) = con.execute("select count(*) from same").fetchall()
    if not n_same:
        return
    con.execute(
        "update arrived set response_hash = o.response_hash, etag = o.etag "
        "from same s join casebook.answer o on o.answer_id = s.old_id where arrived.answer_id = s.answer_id"
    )
    con.execute(
        "update body set packed = o.body "
        "from same s join casebook.answer o on o.answer_id = s.old_id where body.answer_id = s.answer_id"
    )
    for r in RESOURCES:
        con.execute(
            f"insert into new_{r.kind} select s.answer_id, s.answered_at, o.{r.kind}_id, {r.columns} "
            f"from same s join casebook.{r.table} o on o.answer_id = s.old_id"
        )


#: Asked for by id and not among the items: missing. A video that only its owner still sees is not there for others, so
#: that the owner's look and a stranger's agree. A subject looked at twice in one batch counts as seen last.
_NEW_LOOK = """
create table new_look as
with asked as (
    select case method when 'channels.list' then 'channel' else 'video' end as kind, answer_id, answered_at,
        unnest(from_json(request -> '$.id', '["VARCHAR"]')) as subject_id
    from arrived where method in ('channels.list', 'videos.list') and status in (200, 304)
),
found as (
    select 'channel' as kind, answer_id, fetched_at as answered_at, channel_id as subject_id, 'found' as outcome
    from new_channel
    union all
    select 'video', answer_id, fetched_at, video_id, case
        when upload_status in ('rejected', 'deleted', 'failed') then 'removed'
        when privacy = 'private' then 'private' else 'found' end
    from new_video
)
select kind, subject_id, answered_at as looked_at,
    coalesce(f.outcome, 'not_found') as outcome, answer_id
from asked a full join found f using (kind, subject_id, answer_id, answered_at)
qualify row_number() over (partition by kind, subject_id order by answered_at desc, answer_id) = 1
"""

_BEFORE = """
create table before as
with last as (
    select kind, subject_id, arg_max(outcome, looked_at) as outcome
    from casebook.look semi join new_look using (kind, subject_id) group by all
)
select l.*, coalesce(c.title, v.title) as title, c.handle, c.video_count, v.privacy
from last l
left join (
    select channel_id, arg_max(title, fetched_at) as title, arg_max(handle, fetched_at) as handle,
        arg_max(video_count, fetched_at) as video_count
    from casebook.youtube_channel where channel_id in (select subject_id from new_look) group by channel_id
) c on l.kind = 'channel' and c.channel_id = l.subject_id
left join (
    select video_id, arg_max(title, fetched_at) as title, arg_max(privacy, fetched_at) as privacy
    from casebook.youtube_video where video_id in (select subject_id from new_look) group by video_id
) v on l.kind = 'video' and v.video_id = l.subject_id
"""


#: What became of a channel is asked once: while it is missing, what was said then holds.
_STILL_GONE = """
update new_look set outcome = b.outcome from before b
where b.kind = new_look.kind and b.subject_id = new_look.subject_id
    and new_look.outcome = 'not_found' and b.outcome in ('deleted', 'terminated')
"""

#: Channels that are gone, as they were when last seen: what a new one may be made after.
_GONE = """
create table gone as
with last as (
    select subject_id as channel_id, max(looked_at) filter (outcome = 'found') as alive_at
    from casebook.look where kind = 'channel' group by subject_id having arg_max(outcome, looked_at) <> 'found'
)
select g.channel_id, g.alive_at, arg_max(title, fetched_at) as title, arg_max(handle, fetched_at) as handle,
    arg_max(description, fetched_at) as description
from last g join casebook.youtube_channel using (channel_id) group by all
"""


def _store(con: Connection) -> None:
    con.execute(
        """
        insert into casebook.answer
        select answer_id, service, method, request, answered_at, status, etag, response_hash, packed
        from arrived join body using (answer_id) where answer_id not in (select answer_id from casebook.answer)
        """
    )
    con.execute(
        """
        insert into casebook.look
        select kind, subject_id, looked_at, outcome, coalesce(changed, []), earlier, answer_id
        from new_look left join told using (kind, subject_id) order by kind, subject_id
        """
    )
    for r in RESOURCES:
        con.execute(
            f"insert into casebook.{r.table} (answer_id, fetched_at, {r.kind}_id, {r.columns}) "
            f"select answer_id, fetched_at, {r.kind}_id, {r.columns} from new_{r.kind} "
            f"semi join new_look l on l.answer_id = new_{r.kind}.answer_id and l.subject_id = {r.kind}_id"
        )


def etags(place: Workspace, requests: Sequence[str]) -> dict[str, str]:
    """Return request -> etag of its last answer, for requests whose answer is still kept whole."""
    from strikes.store import casebook

    with casebook.reading(place) as con:
        return dict(
            con.execute(
                "select request, arg_max(etag, answered_at) from answer "
                "where etag is not null and body is not null and list_contains(?, request) group by request",
                [list(requests)],
            ).fetchall()
        )
