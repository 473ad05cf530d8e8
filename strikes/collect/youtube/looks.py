"""Looking at channels and videos: fifty a call, all parts at once, stored every few calls, nothing lost on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from types import TracebackType

from strikes.collect.youtube.addresses import is_channel_id, is_video_id
from strikes.collect.youtube.service import Refused, YouTube
from strikes.errors import ServiceError
from strikes.store import looks, snapshots
from strikes.store.api_fields import CHANNEL, VIDEO, Resource
from strikes.store.snapshots import Answer, Kept
from strikes.store.workspace import Workspace

#: What one call may name, and after how many calls answers are stored: a kill loses at most these, and they are asked
#: for again.
IDS_A_CALL, CALLS_A_STORE = 50, 100
#: A look this young answers a wish to look: the same command, begun again, goes on where it stopped.
YOUNG = dt.timedelta(hours=20)

OnProgress = Callable[[int, int], None]


class Shelf:
    """Holds answers until there are enough to store; on the way out, also by an error, the rest is stored."""

    def __init__(self, youtube: YouTube, place: Workspace) -> None:
        self._youtube, self._place = youtube, place
        self._waiting: list[Answer] = []
        self.kept = Kept()

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.store(may_ask=error is None)

    def add(self, answer: Answer) -> None:
        """Take one answer."""
        self._waiting.append(answer)
        if len(self._waiting) >= CALLS_A_STORE:
            self.store()

    def store(self, *, may_ask: bool = True) -> None:
        """Store what waits, after asking what became of channels that are newly missing."""
        if not self._waiting:
            return
        with snapshots.arriving(self._place, self._waiting) as arrival:
            why = self._fates(arrival.vanished()) if may_ask else {}
            self.kept += arrival.keep(why)
        self._waiting = []

    def _fates(self, channel_ids: Sequence[str]) -> dict[str, tuple[str, Answer]]:
        found = {}
        for channel_id in channel_ids:
            try:
                if fate := fate_of(self._youtube, channel_id):
                    found[channel_id] = fate
            except ServiceError:
                # That they are missing is known; why, at most costs a word. The next call tells the person.
                break
        return found


#: What `playlists.list` says of a channel that is not there any more
#: (https://developers.google.com/youtube/v3/docs/errors, "Common request errors").
_FATES = {"channelClosed": "deleted", "channelSuspended": "terminated"}


def fate_of(youtube: YouTube, channel_id: str) -> tuple[str, Answer] | None:
    """Ask what became of a missing channel: deleted by its owner, or terminated; None where YouTube does not say."""
    try:
        youtube.ask("playlists.list", part="id", channelId=channel_id, maxResults=1)
    except Refused as error:
        for reason, outcome in _FATES.items():
            if reason in error.reasons:
                return outcome, error.answer
    return None


def look_at_channels(
    youtube: YouTube, place: Workspace, channel_ids: Iterable[str], on_progress: OnProgress = lambda done, of: None
) -> Kept:
    """Look at channels by their ids, in this order; what is no id is passed over. A missing one is an answer."""
    ids = list(dict.fromkeys(channel_id for channel_id in channel_ids if is_channel_id(channel_id)))
    return _look(youtube, place, CHANNEL, ids, on_progress)


def look_at_videos(
    youtube: YouTube, place: Workspace, video_ids: Iterable[str], on_progress: OnProgress = lambda done, of: None
) -> Kept:
    """Look at videos by their ids, in this order; but for its owner, removed looks like private or deleted."""
    ids = list(dict.fromkeys(video_id for video_id in video_ids if is_video_id(video_id)))
    return _look(youtube, place, VIDEO, ids, on_progress)


def _look(youtube: YouTube, place: Workspace, of: Resource, ids: Sequence[str], on_progress: OnProgress) -> Kept:
    if not ids:
        return Kept()
    (method,) = of.methods
    requests = [{"part": of.parts, "id": batch, "maxResults": IDS_A_CALL} for batch in batches(ids)]
    etags = snapshots.etags(place, [snapshots.request_text(request) for request in requests])
    with Shelf(youtube, place) as shelf:
        for i, request in enumerate(requests):
            shelf.add(youtube.ask(method, etag=etags.get(snapshots.request_text(request)), **request))
            on_progress(min(i * IDS_A_CALL + IDS_A_CALL, len(ids)), len(ids))
    return shelf.kept


def look_at_uploads(
    youtube: YouTube, place: Workspace, channel_ids: Iterable[str], *, newest_only: bool, also: Iterable[str] = ()
) -> Kept:
    """Look at what channels have uploaded, so that it is known when a video is taken down; `also` names more videos.

    Asks a unit for each fifty uploads of a channel, and one for looking at them; `newest_only` stops after fifty.
    """
    wanted = sorted(channel_ids)
    playlists = looks.uploads_playlists(place, wanted) if wanted else {}
    ids = list(also)
    try:
        for _, playlist in sorted(playlists.items()):
            ids += _uploads(youtube, playlist, newest_only)
    except ServiceError:
        look_at_videos(youtube, place, ids)
        raise
    return look_at_videos(youtube, place, ids)


def _uploads(youtube: YouTube, playlist: str, newest_only: bool) -> Iterator[str]:
    try:
        for _, page in youtube.pages(
            "playlistItems.list", part="contentDetails", playlistId=playlist, maxResults=IDS_A_CALL
        ):
            yield from (item["contentDetails"]["videoId"] for item in page.get("items", []))
            if newest_only:
                return
    except Refused:
        # playlistNotFound: a channel without uploads, or gone since it was looked at.
        return


def batches(ids: Sequence[str]) -> list[list[str]]:
    """Split ids into calls."""
    left = iter(ids)
    return list(iter(lambda: list(islice(left, IDS_A_CALL)), []))


def without_young(place: Workspace, kind: str, ids: Collection[str], now: dt.datetime) -> list[str]:
    """Return those that were not looked at in the last hours, the longest unseen first."""
    return looks.longest_unseen(place, kind, ids, now - YOUNG)
