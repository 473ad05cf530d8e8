"""A YouTube of our own on 127.0.0.1: a world of channels and videos behind the real API's discovery document.

Every request is checked against the document, counted in its quota bucket by Pacific day, and answered by its schemas.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from strikes.collect.clock import Clock
from strikes.collect.quota import PACIFIC
from tests.collect.simulated import serving
from tests.collect.youtube import discovery

#: The key all tests use; after each it is searched for everywhere (tests/collect/markers.py).
KEY = "AIzaSIMULATEDkey-MARKER-0123456789abcdef"
Json = dict[str, Any]


@dataclass
class FakeYouTube:
    """The world and what was seen of its visitors."""

    clock: Clock
    channels: dict[str, Json] = field(default_factory=dict)
    videos: dict[str, Json] = field(default_factory=dict)
    uploads: dict[str, list[str]] = field(default_factory=dict)
    #: Channels that are gone, with the reason YouTube gives where it is asked for their playlists.
    fates: dict[str, str] = field(default_factory=dict)
    #: Channels that were there and may be again.
    hidden: dict[str, Json] = field(default_factory=dict)
    #: Access token -> the channel it is for.
    tokens: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=lambda: {KEY})
    limits: dict[str, int] = field(default_factory=lambda: {"general": 10_000, "search": 100})
    #: What to do instead of answering, one for each coming request: an HTTP status with a body, or a word.
    mishaps: deque[Any] = field(default_factory=deque)
    counted: Counter[tuple[dt.date, str]] = field(default_factory=Counter)
    calls: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    #: Every page names this page as the next: a list without end.
    repeated_token: str | None = None
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def spent(self, bucket: str) -> int:
        return self.counted[self.clock.now().astimezone(PACIFIC).date(), bucket]

    def answer(self, method: str, query: dict[str, list[str]], owner: str | None) -> tuple[int, Json]:
        """Answer a request that is in order."""
        match method:
            case "channels.list":
                return 200, self._listed("Channel", self._channels(query, owner), query)
            case "videos.list":
                ids = [i for i in query.get("id", []) if self._may_see(i, owner)]
                return 200, self._listed("Video", [(i, self.videos[i]) for i in ids], query)
            case "playlistItems.list":
                return self._uploaded(query)
            case "playlists.list":
                return self._playlists(query["channelId"][0])
            case "search.list":
                return 200, self._found(query)
        raise AssertionError(f"nobody asks for {method}")

    def _channels(self, query: dict[str, list[str]], owner: str | None) -> list[tuple[str, Json]]:
        if query.get("mine") == ["true"]:
            return [(owner, self.channels[owner])] if owner in self.channels else []
        if handle := query.get("forHandle"):
            wanted = "@" + handle[0].removeprefix("@").lower()
            return [(i, c) for i, c in self.channels.items() if c["snippet"].get("customUrl") == wanted]
        return [(i, self.channels[i]) for i in query.get("id", []) if i in self.channels]

    def _may_see(self, video_id: str, owner: str | None) -> bool:
        video = self.videos.get(video_id)
        if video is None:
            return False
        is_removed = "rejectionReason" in video.get("status", {})
        return not is_removed or video["snippet"]["channelId"] == owner

    def _listed(self, schema: str, found: list[tuple[str, Json]], query: dict[str, list[str]]) -> Json:
        parts = {part for text in query["part"] for part in text.split(",")}
        items = [
            {"id": id_, "etag": f"etag-{id_}", **{p: facts[p] for p in facts if p in parts}} for id_, facts in found
        ]
        page = {"totalResults": len(items), "resultsPerPage": len(items)}
        # As YouTube does, "nothing there" has no items at all.
        return discovery.resource(f"{schema}ListResponse", {"pageInfo": page} | ({"items": items} if items else {}))

    def _uploaded(self, query: dict[str, list[str]]) -> tuple[int, Json]:
        playlist = query["playlistId"][0]
        if playlist not in self.uploads:
            return 404, error_body(404, "playlistNotFound", domain="youtube.playlistItem")
        start, size = int(query.get("pageToken", ["0"])[0].removeprefix("p")), int(query["maxResults"][0])
        ids = self.uploads[playlist][start : start + size]
        page: Json = {"items": [{"contentDetails": {"videoId": video_id}} for video_id in ids]}
        if self.repeated_token:
            page["nextPageToken"] = self.repeated_token
        elif start + size < len(self.uploads[playlist]):
            page["nextPageToken"] = f"p{start + size}"
        return 200, discovery.resource("PlaylistItemListResponse", page)

    def _playlists(self, channel_id: str) -> tuple[int, Json]:
        if channel_id in self.channels:
            return 200, discovery.resource("PlaylistListResponse", {"items": []})
        reason = self.fates.get(channel_id, "channelNotFound")
        return (404 if reason == "channelNotFound" else 403), error_body(403, reason, domain="youtube.common")

    def _found(self, query: dict[str, list[str]]) -> Json:
        words = query["q"][0].lower().split()
        items = [
            {"id": {"kind": "youtube#channel", "channelId": i}, "snippet": {"title": c["snippet"]["title"]}}
            for i, c in self.channels.items()
            if any(word in c["snippet"]["title"].lower() for word in words)
        ]
        return discovery.resource("SearchListResponse", {"items": items[: int(query["maxResults"][0])]})


def channel(title: str, created: str, **given: Any) -> Json:
    """The facts of a channel with sensible defaults; parts may be overridden."""
    snippet = {"title": title, "description": "", "publishedAt": created, "country": "AZ"}
    statistics = {"viewCount": 5_000, "subscriberCount": 120, "hiddenSubscriberCount": False, "videoCount": 30}
    made: Json = {
        "snippet": snippet,
        "statistics": statistics,
        "status": {"privacyStatus": "public", "isLinked": True, "longUploadsStatus": "longUploadsUnspecified"},
        "contentDetails": {"relatedPlaylists": {"likes": ""}},
        "brandingSettings": {"channel": {"title": title}},
    }
    for part, facts in given.items():
        made[part] |= facts
    return made


def video(channel_id: str, title: str, published: str, **status: Any) -> Json:
    """The facts of a video."""
    return {
        "snippet": {"channelId": channel_id, "title": title, "publishedAt": published},
        "statistics": {"viewCount": 400, "likeCount": 7},
        "status": {"uploadStatus": "processed", "privacyStatus": "public"} | status,
        "contentDetails": {"duration": "PT12M3S", "licensedContent": False},
    }


def error_body(code: int, reason: str, *, domain: str = "youtube", message: str = "SIMULATED refusal") -> Json:
    """The older form of Google's errors."""
    told = {"message": message, "domain": domain, "reason": reason}
    return {"error": {"code": code, "message": message, "errors": [told]}}


def new_error_body(code: int, status: str, reason: str, message: str = "SIMULATED refusal", **metadata: str) -> Json:
    """The newer form, with details."""
    info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "metadata": metadata}
    return {"error": {"code": code, "message": message, "status": status, "details": [info]}}


def search_spent() -> Json:
    """What an empty search bucket answers since 2026."""
    message = "Quota exceeded for quota metric 'Search Queries' and limit 'Search Queries per day' of service."
    return new_error_body(429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", message, quota_limit="SearchPerDay")


@contextmanager
def fake_youtube(clock: Clock, **given: Any) -> Iterator[FakeYouTube]:
    """Serve a world for the length of a test; at its end no request may have broken the API's rules."""
    world = FakeYouTube(clock, **given)
    with serving(_handler(world)) as url:
        world.url = url
        yield world
    assert world.faults == [], "a request does not follow the discovery document"


def _handler(world: FakeYouTube) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with world.lock:
                self._serve(parse_qs(urlsplit(self.path).query, keep_blank_values=True))

        def do_POST(self) -> None:
            assert self.headers["x-http-method-override"] == "GET"
            with world.lock:
                self._serve(parse_qs(self.rfile.read(int(self.headers["content-length"])).decode()))

        def _serve(self, query: dict[str, list[str]]) -> None:
            method, description = discovery.method_at(urlsplit(self.path).path) or ("none", {})
            day = world.clock.now().astimezone(PACIFIC).date()
            bucket = "search" if method == "search.list" else "general"
            world.counted[day, bucket] += 1
            world.calls.append((method, query))
            if world.mishaps and (mishap := world.mishaps.popleft()) is not None:
                self._mishap(mishap)
                return
            world.faults += (found := discovery.faults(description, query))
            if found or len(query.get("id", [])) > 50:
                self._send(400, error_body(400, "invalidFilters"))
                return
            bearer = (self.headers["authorization"] or "").removeprefix("Bearer ")
            if bearer and bearer not in world.tokens:
                self._send(401, error_body(401, "authError", domain="global"))
            elif not bearer and (query.get("key") or [""])[0] not in world.keys:
                self._send(400, new_error_body(400, "INVALID_ARGUMENT", "API_KEY_INVALID"))
            elif world.counted[day, bucket] > world.limits[bucket]:
                over = (
                    search_spent() if bucket == "search" else error_body(403, "quotaExceeded", domain="youtube.quota")
                )
                self._send(429 if bucket == "search" else 403, over)
            else:
                self._send(*world.answer(method, query, world.tokens.get(bearer)))

        def _mishap(self, mishap: Any) -> None:
            if mishap == "cut":
                self.close_connection = True
            elif mishap == "half":
                self._send(200, {"kind": "youtube#channelListResponse", "items": []}, cut=20)
            elif mishap == "silent":
                self.connection.settimeout(5)
                self.rfile.read(1)
                self.close_connection = True
            elif mishap == "portal":
                self._send_bytes(200, b"<html>Please log in to the hotel network</html>", {"Content-Type": "text/html"})
            else:
                self._send(*mishap)

        def _send(self, status: int, payload: Json, cut: int | None = None) -> None:
            body = json.dumps(payload, indent=1).encode()
            etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
            if status == 200 and self.headers["if-none-match"] == etag:
                self._send_bytes(304, b"", {"ETag": etag})
                return
            headers = {"Content-Type": "application/json; charset=UTF-8", "ETag": etag}
            if "gzip" in (self.headers["accept-encoding"] or ""):
                body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
            self._send_bytes(status, body, headers, cut)

        def _send_bytes(self, status: int, body: bytes, headers: dict[str, str], cut: int | None = None) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[:cut])
            self.close_connection = self.close_connection or cut is not None

        def log_message(self, *args: Any) -> None:
            pass

    return Handler
