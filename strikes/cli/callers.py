"""Callers of outside services for the commands: keys found, quota kept, connections closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from strikes import settings
from strikes.errors import UsageError
from strikes.store.workspace import Workspace

if TYPE_CHECKING:
    from strikes.collect.lumen import Lumen
    from strikes.collect.quota import Ledger
    from strikes.collect.youtube.service import YouTube

KeyFileOption = Annotated[
    Path | None,
    typer.Option("--key-file", help="A file that holds the key and that only you may read; else the keyring."),
]


def refuse_without_api() -> None:
    """Raise UsageError where the person chose to do without outside services."""
    if settings.is_without_api():
        raise UsageError("strikes does without outside services here (--no-api, STRIKES_NO_API): nothing was asked.")


@contextmanager
def youtube_by_key(place: Workspace, key_file: Path | None) -> Iterator[YouTube]:
    """A caller of the YouTube API with the user's own key."""
    from strikes.collect.clock import SYSTEM
    from strikes.collect.keys import find_secret
    from strikes.collect.youtube.service import YouTube

    refuse_without_api()
    key = find_secret("youtube", what="YouTube key", file=key_file, environment=settings.youtube_key())
    youtube = YouTube(ledger_of(place, key), SYSTEM, key=key)
    try:
        yield youtube
    finally:
        youtube.close()


def youtube_by_owner(place: Workspace, credentials: Any) -> YouTube:
    """A caller of the YouTube API with an owner's permission; the caller closes it."""
    from strikes.collect.clock import SYSTEM
    from strikes.collect.youtube.service import YouTube

    return YouTube(ledger_of(place, str(credentials.client_id)), SYSTEM, credentials=credentials)


def ledger_of(place: Workspace, secret: str) -> Ledger:
    """The quota ledger of the project a key or client belongs to."""
    from strikes.collect.clock import SYSTEM
    from strikes.collect.quota import Ledger, project_of
    from strikes.collect.youtube.service import GENERAL, SEARCH

    policy = settings.policy(place.root)
    limits = {GENERAL: policy.youtube_units_a_day, SEARCH: policy.youtube_searches_a_day}
    return Ledger(place.root / "quota", project_of(secret), limits, SYSTEM, policy.timezone)


@contextmanager
def lumen_by_token(token_file: Path | None) -> Iterator[Lumen]:
    """A caller of Lumen with the user's own token."""
    from strikes.collect.clock import SYSTEM
    from strikes.collect.keys import find_secret
    from strikes.collect.lumen import Lumen

    refuse_without_api()
    token = find_secret("lumen", what="Lumen token", file=token_file, environment=settings.lumen_token())
    lumen = Lumen(token, SYSTEM)
    try:
        yield lumen
    finally:
        lumen.close()
