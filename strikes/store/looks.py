"""What is known of looks: who was looked at when, what is to be looked at now, which channel a claimant has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from strikes.store import casebook
from strikes.store.connection import Connection, insert_rows, opened
from strikes.store.read import Row, rows
from strikes.store.recording import recorded
from strikes.store.snapshots import Answer
from strikes.store.workspace import Workspace


def _naive(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(tzinfo=None)


def longest_unseen(place: Workspace, kind: str, ids: Collection[str], before: dt.datetime) -> list[str]:
    """Return those not looked at since a moment, the never seen first, then those whose look is oldest.

    So a list that takes the quota of several days is looked at to its end.
    """
    with casebook.reading(place) as con:
        found = con.execute(
            """
            select id from (select distinct unnest(?::varchar[]) as id) left join (
                select subject_id as id, max(looked_at) as seen_at from look where kind = ? group by subject_id
            ) using (id)
            where seen_at is null or seen_at < ? order by seen_at nulls first, id
            """,
            [list(ids), kind, _naive(before)],
        ).fetchall()
    return [subject_id for (subject_id,) in found]


@dataclass(frozen=True)
class Link:
    """That a subject has a channel (None: looked for and not there), and on what that rests (`basis`)."""

    subject: str
    channel_id: str | None
    basis: str
    linked_at: dt.datetime
    answer_id: str | None = None
    by: str | None = None


def add_links(place: Workspace, links: Sequence[Link]) -> None:
    """Keep links between what was stated, or claimants, and channels."""
    with opened(place.casebook, read_only=False) as con, recorded(con, place, "channel.link", links=len(links)):
        insert_rows(
            con,
            "channel_link",
            [[k.subject, k.channel_id, k.basis, _naive(k.linked_at), k.answer_id, k.by] for k in links],
        )


def stated_channels(place: Workspace) -> list[str]:
    """Return the claimants' channels as stated by reporters: ids, handles, addresses."""
    with casebook.reading(place) as con:
        found = con.execute(
            "select distinct claimant_channel_id from event where claimant_channel_id is not null order by all"
        ).fetchall()
    return [text for (text,) in found]


def unresolved_channels(place: Workspace) -> list[str]:
    """Return the claimants' channels as stated that are no ids and were not looked for yet."""
    with casebook.reading(place) as con:
        found = con.execute(
            "select distinct claimant_channel_id from event where claimant_channel_id is not null "
            "and not regexp_full_match(claimant_channel_id, 'UC[A-Za-z0-9_-]{22}') "
            "and claimant_channel_id not in (select subject from channel_link) order by all"
        ).fetchall()
    return [text for (text,) in found]


def linked_channels(place: Workspace) -> dict[str, str | None]:
    """Return subject -> channel for every link, the newest of each subject; None where the channel was not there."""
    with casebook.reading(place) as con:
        return dict(
            con.execute(
                "select subject, arg_max({id: channel_id}, linked_at).id from channel_link group by subject"
            ).fetchall()
        )


def unlinked_names(place: Workspace) -> list[str]:
    """Return the names of claimants with no channel stated or linked, those that claimed last first."""
    with casebook.reading(place) as con:
        found = con.execute(
            """
            select claimant_name from event
            where claimant_name is not null and claimant_name not in (select subject from channel_link)
            group by claimant_name having count(claimant_channel_id) = 0
            order by max(coalesce(occurred_at, received_at)) desc nulls last, claimant_name
            """
        ).fetchall()
    return [name for (name,) in found]


def target_channels(place: Workspace) -> list[str]:
    """Return the channels under claim."""
    with casebook.reading(place) as con:
        found = con.execute(
            "select distinct channel_id from event where channel_id is not null order by all"
        ).fetchall()
    return [channel_id for (channel_id,) in found]


def claimed_videos(place: Workspace, channel_id: str | None = None) -> list[str]:
    """Return the videos under claim, of one channel or of all."""
    with casebook.reading(place) as con:
        found = con.execute(
            "select distinct video_id from event where video_id is not null "
            "and ($channel::varchar is null or channel_id = $channel) order by all",
            {"channel": channel_id},
        ).fetchall()
    return [video_id for (video_id,) in found]


def uploads_playlists(place: Workspace, channel_ids: Sequence[str]) -> dict[str, str]:
    """Return channel -> its list of uploads, for channels whose fields are kept."""
    with casebook.reading(place) as con:
        return dict(
            con.execute(
                "select channel_id, arg_max(uploads_playlist, fetched_at) from youtube_channel "
                "where list_contains(?, channel_id) and uploads_playlist is not null group by channel_id",
                [list(channel_ids)],
            ).fetchall()
        )


def add_control(place: Workspace, channel_id: str, answer: Answer) -> None:
    """Keep that somebody proved to run a channel, by the owner's permission."""
    with (
        opened(place.casebook, read_only=False) as con,
        recorded(con, place, "channel.control", subject=channel_id),
    ):
        con.execute(
            "insert into channel_control values (?, 'oauth', ?, null, ?)",
            [channel_id, _naive(answer.answered_at), answer.answer_id],
        )


def end_control(place: Workspace, channel_id: str, now: dt.datetime) -> None:
    """Keep that the permission has ended; that it was given stays true."""
    with (
        opened(place.casebook, read_only=False) as con,
        recorded(con, place, "channel.control_ended", subject=channel_id),
    ):
        con.execute(
            "update channel_control set ended_at = ? where channel_id = ? and ended_at is null",
            [_naive(now), channel_id],
        )


def controlled_channels(place: Workspace) -> list[str]:
    """Return the channels whose owners' permission stands."""
    with casebook.reading(place) as con:
        found = con.execute(
            "select distinct channel_id from channel_control where ended_at is null order by all"
        ).fetchall()
    return [channel_id for (channel_id,) in found]


def changes_since(place: Workspace, since: dt.datetime) -> list[Row]:
    """Return what looks found changed, oldest first: kind, subject, what, when, with the last title that is kept."""
    with casebook.reading(place) as con:
        return rows(con, _CHANGES, [_naive(since)])


_CHANGES = """
select l.looked_at, l.kind, l.subject_id, l.changed, l.earlier_id,
    coalesce(arg_max(c.title, c.fetched_at), arg_max(v.title, v.fetched_at)) as title,
    list(distinct e.claimant_name order by e.claimant_name) filter (e.claimant_name is not null) as claimants
from look l
left join youtube_channel c on l.kind = 'channel' and c.channel_id = l.subject_id and c.fetched_at <= l.looked_at
left join youtube_video v on l.kind = 'video' and v.video_id = l.subject_id and v.fetched_at <= l.looked_at
left join (
    select coalesce(k.channel_id, e.claimant_channel_id) as channel_id, e.claimant_name
    from event e left join channel_link k on k.subject = e.claimant_channel_id
    where e.claimant_channel_id is not null
) e on l.kind = 'channel' and e.channel_id = l.subject_id
where len(l.changed) > 0 and l.looked_at >= ?
group by all order by l.looked_at, l.kind, l.subject_id
"""


@dataclass(frozen=True)
class Due:
    """A channel or video to look at: `why` is claimant, target or video; `since` is when it became due."""

    kind: str
    subject_id: str
    why: str
    since: dt.datetime


#: Days after a claim on which a claimant's channel and a claimed video are looked at (docs/scoring.md, S13).
DAYS = (0, 1, 7, 14, 30, 90)
#: Days between looks at channels under attack, and for how long after their last claim.
TARGET_EVERY, ATTACKED_FOR = 7, 90
#: Fields older than this are fetched again while somebody is watched: at 30 days they would have to go.
REFRESH_AFTER = 28


def due(place: Workspace, now: dt.datetime) -> list[Due]:
    """Return what is to be looked at now, longest due first.

    A claim makes looks due on the days of DAYS; a look on or after such a day answers it and all before. Claims whose
    ninety days passed before anybody looked are answered by one look.
    """
    with casebook.reading(place) as con:
        return _due(con, _naive(now))


def _due(con: Connection, now: dt.datetime) -> list[Due]:
    found = con.execute(
        _DUE,
        {
            "now": now,
            "days": list(DAYS),
            "watched": max(DAYS),
            "refresh": REFRESH_AFTER,
            "every": TARGET_EVERY,
            "attacked": ATTACKED_FOR,
        },
    ).fetchall()
    return [Due(*row) for row in found]


_DUE = """
with claimed as (
    select e.*, coalesce(e.occurred_at, e.received_at, e.occurred_not_after) as acted_at from event e
    where e.event_type in ('takedown', 'scheduled_takedown', 'content_id_claim')
),
-- A guess may be an innocent's channel: it is shown once and not watched.
link as (
    select subject, arg_max({id: channel_id}, linked_at).id as channel_id
    from channel_link where channel_link_basis <> 'search_guess' group by subject
),
named as (
    select acted_at, unnest([claimant_name, claimant_email, claimant_ref]) as subject
    from claimed where claimant_channel_id is null
),
subject as (
    select 'channel' as kind, coalesce(k.channel_id, c.claimant_channel_id) as subject_id, 'claimant' as why, c.acted_at
    from claimed c left join link k on k.subject = c.claimant_channel_id
    union
    select 'channel', k.channel_id, 'claimant', n.acted_at from named n join link k using (subject)
    union
    select 'video', video_id, 'video', acted_at from claimed
),
watched as (select * from subject where subject_id is not null and acted_at is not null and acted_at <= $now),
seen as (select kind, subject_id, max(looked_at) as looked_at from look group by all),
milestone as (
    select kind, subject_id, why, acted_at + to_days(day::int) as since
    from watched, (select unnest($days) as day) where acted_at + to_days(day::int) <= $now
),
-- A look at an earlier claim's day does not answer a later one's; a look after it does.
open as (
    select m.kind, m.subject_id, m.why, min(m.since) as since
    from milestone m left join seen s using (kind, subject_id)
    where s.looked_at is null or s.looked_at < m.since group by all
),
stale as (
    select w.kind, w.subject_id, w.why, s.looked_at + to_days($refresh::int) as since
    from (select kind, subject_id, why, max(acted_at) as acted_at from watched group by all) w
    join seen s using (kind, subject_id)
    where w.acted_at + to_days($watched::int) >= $now and s.looked_at + to_days($refresh::int) <= $now
),
attacked as (
    select 'channel' as kind, c.channel_id as subject_id, 'target' as why,
        coalesce(any_value(s.looked_at) + to_days($every::int), max(c.acted_at)) as since
    from claimed c left join seen s on s.kind = 'channel' and s.subject_id = c.channel_id
    where c.channel_id is not null and c.acted_at <= $now and c.acted_at + to_days($attacked::int) >= $now
    group by c.channel_id having since <= $now
)
select kind, subject_id, min(why) as why, min(since) as since
from (from open union all from stale union all from attacked)
-- What is no id (a title, a handle that leads nowhere) cannot be looked at.
where regexp_full_match(subject_id, if(kind = 'channel', 'UC[A-Za-z0-9_-]{22}', '[A-Za-z0-9_-]{11}'))
group by kind, subject_id order by since, kind, subject_id
"""
