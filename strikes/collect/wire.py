"""One HTTP request, one attempt on the wire: listed hosts only, no redirects, no proxies, no hidden retries (R28).

Why not httplib2 or requests: both try a request again on their own when a connection breaks, follow redirects, and take
proxies from the environment. A quota ledger that is right to the unit needs to know of every attempt.
"""

from __future__ import annotations

import gzip
import http.client
import select
import time
import zlib
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlsplit

import httplib2

from strikes.errors import ServiceError

#: Seconds without a byte, seconds for one whole answer, and bytes of one: no service asked here comes near them.
PATIENCE_SECONDS = 30.0
WHOLE_SECONDS = 180.0
MOST_BYTES = 64 * 2**20


class Head(httplib2.Response):  # type: ignore[misc]
    """Status and headers of an answer, in the form Google's client expects; `packed` is its body as it came."""

    packed: bytes = b""


class Wire:
    """Connections to the listed origins (`https://host[:port]`), kept open between requests.

    `before` hears of each request's address just before it is sent and may refuse it by raising.
    """

    def __init__(self, origins: Collection[str], before: Callable[[str], None] = lambda url: None) -> None:
        self._origins = frozenset(_origin(url) for url in origins)
        self._before = before
        self._connections: dict[str, http.client.HTTPConnection] = {}

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: str | bytes | None = None,
        headers: dict[str, str] | None = None,
        redirections: int = 0,
        connection_type: object = None,
    ) -> tuple[Head, bytes]:
        """Send one request and return its answer and unpacked body; the signature is httplib2's.

        Raises ServiceError for a host that is not listed and for a redirect, TimeoutError and ConnectionError for what
        may pass when tried again.
        """
        origin, target = _origin(uri), _target(uri)
        if origin not in self._origins:
            raise ServiceError(f"strikes does not send anything to {origin}: it is not one of the services asked for.")
        self._before(uri)
        connection = self._connection(origin)
        try:
            connection.request(method, target, body=body, headers={**(headers or {}), "accept-encoding": "gzip"})
            head, content = _read(connection.getresponse())
        except (http.client.HTTPException, EOFError, zlib.error, gzip.BadGzipFile) as error:
            # Half an answer is none. What went wrong is told by its kind alone: the address holds the key.
            self._drop(origin)
            raise ConnectionError(type(error).__name__) from None
        except OSError:
            self._drop(origin)
            raise
        if 300 <= head.status < 400 and head.status != 304:
            raise ServiceError(f"{origin} wanted to send us elsewhere (HTTP {head.status}); strikes does not follow.")
        return head, content

    def close(self) -> None:
        """Close every connection."""
        for origin in list(self._connections):
            self._drop(origin)

    def _connection(self, origin: str) -> http.client.HTTPConnection:
        kept = self._connections.get(origin)
        if kept is not None and kept.sock is not None and select.select([kept.sock], [], [], 0)[0]:
            # Readable while nothing was asked: the other side hung up. Noticed now, it costs no attempt.
            self._drop(origin)
        if origin not in self._connections:
            parts = urlsplit(origin)
            kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
            self._connections[origin] = kind(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)
        return self._connections[origin]

    def _drop(self, origin: str) -> None:
        connection = self._connections.pop(origin, None)
        if connection is not None:
            connection.close()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _target(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _read(response: http.client.HTTPResponse) -> tuple[Head, bytes]:
    head = Head(response)
    head.packed = _all_of(response)
    if head.get("content-encoding") != "gzip":
        return head, head.packed
    unpacker: Any = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    content = unpacker.decompress(head.packed, MOST_BYTES)
    if not unpacker.eof:
        raise EOFError
    return head, content


def _all_of(response: http.client.HTTPResponse) -> bytes:
    """Read to the end, within bounds: a service that sends a byte a second forever is not waited for."""
    until = time.monotonic() + WHOLE_SECONDS
    parts, size = [], 0
    while part := response.read1(2**16):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise http.client.IncompleteRead(b"")
        if time.monotonic() > until:
            raise TimeoutError
    if response.length:
        raise http.client.IncompleteRead(b"")
    # Else http.client takes the connection for one still being read, and refuses the next request on it.
    response.close()
    return b"".join(parts)
