"""What a schedule looks at: claimants after their claims, videos under attack, the channels of those who report."""

from __future__ import annotations

from strikes.collect.youtube.claimants import resolve_stated
from strikes.collect.youtube.looks import look_at_channels, look_at_uploads, look_at_videos
from strikes.collect.youtube.service import YouTube
from strikes.store import looks
from strikes.store.snapshots import Kept
from strikes.store.workspace import Workspace


def look_at_due(youtube: YouTube, place: Workspace) -> Kept:
    """Look at all that is due, claimants first: when the quota ends the day, the rest is still due tomorrow."""
    if unresolved := looks.unresolved_channels(place):
        resolve_stated(youtube, place, unresolved)
    due = looks.due(place, youtube.clock.now())
    kept = look_at_channels(youtube, place, [d.subject_id for d in due if d.why == "claimant"])
    kept += look_at_videos(youtube, place, [d.subject_id for d in due if d.kind == "video"])
    targets = [d.subject_id for d in due if d.why == "target"]
    kept += look_at_channels(youtube, place, targets)
    return kept + look_at_uploads(youtube, place, targets, newest_only=True)
