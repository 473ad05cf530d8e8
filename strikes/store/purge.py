"""Purging fields of the YouTube API: after 30 days unless fetched again, or at a channel's wish (docs/youtube.md).

What remains is our own: that a look was made, whether the channel was there, what had changed since the last look.
Facts that people brought are not touched.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from strikes.store.api_fields import RESOURCES
from strikes.store.connection import Connection, opened
from strikes.store.recording import recorded
from strikes.store.rewrite import deleting, settle
from strikes.store.runs import latest_id
from strikes.store.workspace import Workspace

#: How long fields may be kept without being fetched again
#: (https://developers.google.com/youtube/terms/developer-policies, "Refreshing, Storing, and Displaying API Data").
KEPT_DAYS = 30


@dataclass(frozen=True)
class Purged:
    """How many looks at channels and videos lost their fields, and how many archived answers their bodies."""

    channel_looks: int = 0
    video_looks: int = 0
    answers: int = 0

    def __bool__(self) -> bool:
        return bool(self.channel_looks or self.video_looks or self.answers)


def purge_fields(
    place: Workspace, older_than: dt.datetime, *, now: dt.datetime, channel_id: str | None = None
) -> Purged:
    """Remove API fields fetched before `older_than` (of one channel alone, where named) and write the casebook anew.

    Leaves a line in the table `purge` and in the audit, without content. The runs that hold the same fields:
    `runs_holding`.
    """
    what: dict[str, object] = {"before": _naive(older_than), "channel": channel_id}
    with opened(place.casebook, read_only=False) as con:
        purged = _counted(con, what)
    if not purged:
        settle(place)
        return purged
    with (
        deleting(place),
        opened(place.casebook, read_only=False) as con,
        recorded(con, place, "purge.api_fields", subject=channel_id, **vars(purged)),
    ):
        # The archived answers first: which of them name the channel is told by its fields.
        con.execute(f"update answer set body = null, etag = null where {_ANSWERS}", what)
        for resource in RESOURCES:
            con.execute(f"delete from {resource.table} where {_OLD}", what)
        con.execute(
            "insert into purge select ?, ?, ?, ?, ?, ?",
            [_naive(now), what["before"], channel_id, purged.channel_looks, purged.video_looks, purged.answers],
        )
    return purged


#: Fields of a channel are its own and its videos'.
_OLD = "fetched_at < $before and ($channel::varchar is null or channel_id = $channel)"
_ANSWERS = f"""
service = 'youtube' and body is not null and answered_at < $before and ($channel::varchar is null or answer_id in (
    select answer_id from youtube_channel where {_OLD} union select answer_id from youtube_video where {_OLD}))
"""


def _counted(con: Connection, what: dict[str, object]) -> Purged:
    counts = [
        con.execute(f"select count(*) from {table} where {condition}", what).fetchall()[0][0]
        for table, condition in (("youtube_channel", _OLD), ("youtube_video", _OLD), ("answer", _ANSWERS))
    ]
    return Purged(*counts)


def runs_holding(place: Workspace, older_than: dt.datetime, *, channel_id: str | None = None) -> list[str]:
    """Return the runs that hold API fields fetched before `older_than`."""
    found = []
    for path in sorted(place.runs.glob("[0-9a-f]*.duckdb")):
        with opened(path, read_only=True) as con:
            if _holds(con, {"before": _naive(older_than), "channel": channel_id}):
                found.append(path.stem)
    return found


_HELD = {
    "profile": "origin = 'youtube_api' and observed_at < $before "
    "and coalesce(title, handle, created_at::varchar, video_count::varchar) is not null "
    "and ($channel::varchar is null or claimant_channel_id = $channel)",
    "video_look": "looked_at < $before and coalesce(title, upload_status) is not null "
    "and ($channel::varchar is null or channel_id = $channel)",
}


def _holds(con: Connection, what: dict[str, object]) -> bool:
    # A run of a version before this has no such column, and no such fields.
    known = con.execute(
        "select table_name from duckdb_columns() where (table_name, column_name) in (('profile', 'origin'), "
        "('video_look', 'looked_at'))"
    ).fetchall()
    return any(
        con.execute(f"select count(*) > 0 from {table} where {_HELD[table]}", what).fetchall()[0][0]
        for (table,) in known
    )


def remove_runs(place: Workspace, run_ids: list[str]) -> None:
    """Remove runs; where the newest is among them, nothing is newest any more."""
    if latest_id(place) in run_ids:
        (place.runs / "latest").unlink()
    for run_id in run_ids:
        (place.runs / f"{run_id}.duckdb").unlink()


def _naive(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(tzinfo=None)
