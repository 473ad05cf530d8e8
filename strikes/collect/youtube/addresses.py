"""What people write for a channel: an id, a handle, an address. Nothing is guessed here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_CHANNEL_ID = re.compile(r"UC[A-Za-z0-9_-]{22}")
_VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_HOSTS = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "studio.youtube.com", "youtube-nocookie.com"})


@dataclass(frozen=True)
class Address:
    """A channel as stated, in the words of `channels.list`: `by` is id, forHandle or forUsername."""

    by: str
    name: str


def is_channel_id(text: str) -> bool:
    """Whether this has the form of a channel id; YouTube is asked for no other, since it would answer "not there"."""
    return _CHANNEL_ID.fullmatch(text) is not None


def is_video_id(text: str) -> bool:
    """Whether this has the form of a video id."""
    return _VIDEO_ID.fullmatch(text) is not None


def normalise_channel(text: str) -> Address | None:
    """Return how to ask for a channel that somebody stated; None where it cannot be told which one is meant.

    An address of the form /c/NAME is none: what it leads to is not to be had from the API.
    """
    text = unicodedata.normalize("NFC", text.strip())
    if is_channel_id(text):
        return Address("id", text)
    if text.startswith("@"):
        return _handle(text)
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
    except ValueError:
        return None
    if parts.hostname not in _HOSTS:
        return None
    first, _, rest = unquote(parts.path).strip("/").partition("/")
    name = rest.split("/")[0]
    if first.startswith("@"):
        return _handle(first)
    if first == "channel" and is_channel_id(name):
        return Address("id", name)
    return Address("forUsername", name) if first == "user" and name else None


def _handle(text: str) -> Address | None:
    name = unicodedata.normalize("NFC", text.removeprefix("@"))
    # Letters of any script, digits, and the four marks YouTube allows inside.
    return Address("forHandle", f"@{name}") if name and re.fullmatch(r"[\w.\-·]+", name) else None
