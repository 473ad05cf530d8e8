"""What changed between two looks at a channel or video: our own observation, which outlives the API fields."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from strikes.store.connection import Connection

#: Below this likeness a title or handle is another one, not an edited one (docs/scoring.md, S13).
ALIKE = 0.5
#: A channel that loses nine videos in ten (of at least ten) was emptied as much as one that loses all. Hand-set.
EMPTIED_SHARE, EMPTIED_FROM = 0.1, 10


@dataclass(frozen=True)
class Change:
    """What one look found changed.

    Channels: `renamed, retitled, emptied, gone, deleted, terminated, back, reborn`; videos: `retitled, renamed, hidden,
    removed, gone, back`. `gone` is what is missing without YouTube saying why.
    """

    kind: str
    subject_id: str
    looked_at: dt.datetime
    words: tuple[str, ...]
    #: for `reborn`: the channel that is gone and that this one is made after.
    earlier_id: str | None = None


def changes_in(con: Connection) -> list[Change]:
    """Compare `new_look` with `before`, and new channels with channels that are gone; only what changed is returned."""
    return sorted(_against_before(con) + _reborn(con), key=lambda c: (c.kind, c.subject_id, c.words))


def _against_before(con: Connection) -> list[Change]:
    rows = con.execute(
        """
        select n.kind, n.subject_id, n.looked_at, b.outcome, n.outcome, b.title, coalesce(c.title, v.title),
            b.handle, c.handle, b.video_count, c.video_count, b.privacy, v.privacy
        from new_look n join before b using (kind, subject_id)
        left join new_channel c on c.channel_id = n.subject_id and c.answer_id = n.answer_id
        left join new_video v on v.video_id = n.subject_id and v.answer_id = n.answer_id
        where n.outcome <> b.outcome or n.outcome = 'found' and (
            coalesce(c.title, v.title) is distinct from b.title or c.handle is distinct from b.handle
            or c.video_count < b.video_count or v.privacy is distinct from b.privacy)
        order by n.kind, n.subject_id
        """
    ).fetchall()
    found = []
    for kind, subject_id, looked_at, *pair in rows:
        words = _words(*pair)
        if words:
            found.append(Change(kind, subject_id, looked_at, words))
    return found


def _words(
    was: str,
    now: str,
    old_title: str | None,
    title: str | None,
    old_handle: str | None,
    handle: str | None,
    old_videos: int | None,
    videos: int | None,
    old_privacy: str | None,
    privacy: str | None,
) -> tuple[str, ...]:
    if now != "found":
        return (_LOST.get(now, now),) if was == "found" else ()
    words = ["back"] if was != "found" else []
    edits = [name for name in (_edit(old_title, title), _edit(old_handle, handle)) if name]
    if edits:
        # min: "renamed" comes before "retitled", and the greater change is told.
        words.append(min(edits))
    if old_videos and videos is not None and _is_emptied(old_videos, videos):
        words.append("emptied")
    if old_privacy == "public" and privacy == "unlisted":
        words.append("hidden")
    return tuple(words)


#: Outcomes of a look whose change has another name.
_LOST = {"not_found": "gone", "private": "hidden"}


def _edit(old: str | None, new: str | None) -> str | None:
    if old is None or new is None or _folded(old) == _folded(new):
        return None
    return "renamed" if Levenshtein.normalized_similarity(_folded(old), _folded(new)) < ALIKE else "retitled"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip().removeprefix("@")


def _is_emptied(old: int, new: int) -> bool:
    return new == 0 or (old >= EMPTIED_FROM and new <= EMPTIED_SHARE * old)


#: The mould of a name: letters alone, each run of digits one mark, so that "News 21" and "news_22" are of one mould. A
#: name of one or two letters has none.
_MOULD = r"""
create or replace temp macro mould(t) as regexp_extract(
    regexp_replace(regexp_replace(lower(nfc_normalize(t)), '\d+', '0', 'g'), '[^\p{L}0]+', '', 'g'),
    '^.*\p{L}.*\p{L}.*\p{L}.*$')
"""

#: What a channel could be known again by: its title, a handle somebody chose, a description too long to be chance.
_KEYS = """
create or replace temp macro keys_of(title, handle, description) as list_filter([
    't:' || nullif(mould(title), ''),
    case when handle not like '@user-%' then 'h:' || nullif(mould(handle), '') end,
    case when length(description) >= 40 then 'd:' || description end
], lambda k: k is not null)
"""

#: A channel first seen now, made after another was last seen alive, and known again by one of its keys. What it is
#: compared with is at most 30 days old, for older fields are purged.
_REBORN = """
with fresh as (
    select c.channel_id, c.fetched_at, c.created_at, unnest(keys_of(c.title, c.handle, c.description)) as key
    from new_channel c join new_look n on n.subject_id = c.channel_id and n.answer_id = c.answer_id
    where n.kind = 'channel' and not exists (from before b where b.kind = 'channel' and b.subject_id = c.channel_id)
),
lost as (select channel_id, alive_at, unnest(keys_of(title, handle, description)) as key from gone)
select f.channel_id, f.fetched_at, k.channel_id
from fresh f join lost k on f.key = k.key and f.created_at > k.alive_at
qualify row_number() over (partition by f.channel_id order by k.alive_at desc, k.channel_id) = 1
order by f.channel_id
"""


def _reborn(con: Connection) -> list[Change]:
    ((n_gone,),) = con.execute("select count(*) from gone").fetchall()
    if not n_gone:
        return []
    con.execute(_MOULD)
    con.execute(_KEYS)
    found = con.execute(_REBORN).fetchall()
    return [Change("channel", channel_id, seen_at, ("reborn",), old) for channel_id, seen_at, old in found]
