"""An owner's own channel: proof of who runs it, what only its owner is shown, and videos before there is trouble."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from google.oauth2.credentials import Credentials

from strikes import settings
from strikes.collect.youtube import consent
from strikes.collect.youtube.looks import Shelf, look_at_uploads
from strikes.collect.youtube.service import PermissionEnded, YouTube, decoded
from strikes.collect.youtube.tokens import Tokens
from strikes.errors import ServiceError, UsageError
from strikes.store import looks
from strikes.store.api_fields import CHANNEL
from strikes.store.snapshots import Kept
from strikes.store.workspace import Workspace

#: Makes a caller of the API from an owner's credentials.
Caller = Callable[[Credentials], YouTube]


def add_owner(credentials: Credentials, call: Caller, place: Workspace, tokens: Tokens) -> str:
    """Find out whose permission this is, keep it and the proof that they run the channel; return the channel."""
    youtube = call(credentials)
    try:
        answer = youtube.ask("channels.list", part=CHANNEL.parts, mine=True)
        items = decoded(answer).get("items", [])
        if not items:
            raise ServiceError(
                "This Google account has no YouTube channel. Agree with the account that runs the channel."
            )
        channel_id = str(items[0]["id"])
        with Shelf(youtube, place) as shelf:
            shelf.add(answer)
        tokens.save(channel_id, consent.written(credentials))
        looks.add_control(place, channel_id, answer)
    finally:
        youtube.close()
    return channel_id


def look_at_own(channel_id: str, call: Caller, place: Workspace, tokens: Tokens) -> Kept:
    """Look at an owner's channel, all its uploads and the videos under claim, as the owner sees them.

    Raises UsageError where no permission is kept, PermissionEnded where it has ended; then it is kept no more.
    """
    credentials = _kept(channel_id, tokens)
    youtube = call(credentials)
    try:
        with Shelf(youtube, place) as shelf:
            shelf.add(youtube.ask("channels.list", part=CHANNEL.parts, mine=True))
        also = looks.claimed_videos(place, channel_id)
        return shelf.kept + look_at_uploads(youtube, place, [channel_id], newest_only=False, also=also)
    except PermissionEnded:
        looks.end_control(place, channel_id, youtube.clock.now())
        tokens.forget(channel_id)
        raise
    finally:
        youtube.close()
        if tokens.load(channel_id):
            # A refreshed permission may have come with a new refresh token.
            tokens.save(channel_id, consent.written(credentials))


def forget_owner(
    channel_id: str, tokens: Tokens, place: Workspace, where: settings.Endpoints, now: dt.datetime
) -> None:
    """Give the permission back to Google and keep it no more; the proof of who ran the channel stays."""
    credentials = _kept(channel_id, tokens)
    tokens.forget(channel_id)
    looks.end_control(place, channel_id, now)
    consent.revoke(credentials, where)


def _kept(channel_id: str, tokens: Tokens) -> Credentials:
    text = tokens.load(channel_id)
    if text is None:
        raise UsageError(f"No permission is kept for {channel_id}. Ask its owner: strikes collect youtube own --add")
    return consent.restored(text)


@dataclass(frozen=True)
class Standing:
    """What YouTube tells an owner of their channel's standing: yes or no for the whole channel, no counts."""

    channel_id: str
    copyright_strikes: bool | None
    content_id_claims: bool | None
    community_guidelines: bool | None


def ask_standing(credentials: Credentials, call: Caller, where: settings.Endpoints) -> Standing:
    """Ask once for a channel's standing and give the permission back at once; nothing of it is kept."""
    youtube = call(credentials)
    try:
        items = decoded(youtube.ask("channels.list", part="id,auditDetails", mine=True)).get("items", [])
    finally:
        youtube.close()
        consent.revoke(credentials, where)
    if not items:
        raise ServiceError("This Google account has no YouTube channel. Agree with the account that runs the channel.")
    told = items[0].get("auditDetails", {})
    return Standing(
        items[0]["id"],
        told.get("copyrightStrikesGoodStanding"),
        told.get("contentIdClaimsGoodStanding"),
        told.get("communityGuidelinesGoodStanding"),
    )
