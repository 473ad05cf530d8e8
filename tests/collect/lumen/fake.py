"""A Lumen of our own on 127.0.0.1: notices in the documented JSON, a token, a pace, and pages.

https://github.com/berkmancenter/lumendatabase/wiki/Lumen-API-Documentation
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from strikes.collect.clock import Clock
from tests.collect.simulated import serving

#: The token all tests use; after each it is searched for everywhere (tests/collect/markers.py).
TOKEN = "SIMULATEDlumen-MARKER-9876543210"
#: Seconds that Lumen wants between two requests of one token.
PACE = 1.0
Json = dict[str, Any]


@dataclass
class FakeLumen:
    """The register and what was seen of its visitors."""

    clock: Clock
    notices: list[Json] = field(default_factory=list)
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    #: What to do instead of answering, one for each coming request: (status, headers, body), or "cut".
    mishaps: deque[Any] = field(default_factory=deque)
    queries: list[dict[str, str]] = field(default_factory=list)
    asked_at: list[float] = field(default_factory=list)
    too_fast: int = 0
    #: Every page names this page as the next: a list without end.
    repeated_page: int | None = None
    url: str = ""

    def found(self, query: dict[str, str]) -> Json:
        """Answer a search: by the words of a name, oldest first, a page of it."""
        (role,) = (name for name in ("sender", "principal") if f"{name}_name" in query)
        words = query[f"{role}_name"].lower().split()
        same = [n for n in self.notices if all(w in (n.get(f"{role}_name") or "").lower() for w in words)]
        same.sort(key=lambda n: n["date_received"])
        page, size = int(query["page"]), int(query["per_page"])
        n_pages = -(-len(same) // size)
        following = self.repeated_page or (page + 1 if page < n_pages else None)
        meta = {
            "current_page": page,
            "next_page": following,
            "previous_page": page - 1 or None,
            "offset": (page - 1) * size,
            "per_page": size,
            "total_entries": len(same),
            "total_pages": n_pages,
            "query": {"term": ""},
            "facets": {},
        }
        return {"notices": same[(page - 1) * size : page * size], "meta": meta}


def notice(number: int, **given: Any) -> Json:
    """A DMCA notice as Lumen shows it to a token that may see addresses."""
    return {
        "id": number,
        "type": "DMCA",
        "title": "DMCA (Copyright) Complaint to Google",
        "body": None,
        "date_sent": "2026-01-05T00:00:00.000Z",
        "date_received": f"2026-01-{number % 28 + 1:02}T00:00:00.000Z",
        "topics": ["Copyright", "DMCA Notices"],
        "sender_name": "Juniper Film Trust",
        "principal_name": None,
        "recipient_name": "Google LLC",
        "works": [
            {
                "description": "SIMULATED: a film of the harbour",
                "infringing_urls": [{"url": f"https://www.youtube.com/watch?v=vid{number:08}"}],
                "copyrighted_urls": [],
            }
        ],
        "tags": [],
        "jurisdictions": ["US"],
        "action_taken": "Yes",
        "language": "en",
    } | given


@contextmanager
def fake_lumen(clock: Clock) -> Iterator[FakeLumen]:
    """Serve a register for the length of a test."""
    lumen = FakeLumen(clock)
    with serving(_handler(lumen)) as url:
        lumen.url = url
        yield lumen


def _handler(lumen: FakeLumen) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            assert url.path == "/notices/search.json"
            query = {name: values[0] for name, values in parse_qs(url.query).items()}
            now = lumen.clock.now().timestamp()
            is_too_fast = bool(lumen.asked_at) and now - lumen.asked_at[-1] < PACE
            lumen.asked_at.append(now)
            lumen.queries.append(query)
            if lumen.mishaps and (mishap := lumen.mishaps.popleft()) is not None:
                self._mishap(mishap)
            elif self.headers["x-authentication-token"] not in lumen.tokens:
                self._send(401, {}, b"")
            elif is_too_fast:
                lumen.too_fast += 1
                self._send(429, {"Retry-After": "30"}, b"Too many requests")
            else:
                self._send(200, {"Content-Type": "application/json"}, json.dumps(lumen.found(query)).encode())

        def _mishap(self, mishap: Any) -> None:
            if mishap == "cut":
                self.close_connection = True
            else:
                self._send(*mishap)

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    return Handler
