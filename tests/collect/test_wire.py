"""One request is one attempt: no redirect, no second try, nobody but the listed hosts."""

from __future__ import annotations

import gzip
import select
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from strikes.collect import wire
from strikes.collect.wire import Wire
from strikes.errors import ServiceError
from tests.collect.simulated import serving

SEEN: list[str] = []


class Site(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        SEEN.append(self.path)
        body, headers, cut = b"plain", {}, None
        match self.path.split("?")[0]:
            case "/packed" | "/half-packed":
                body, headers = gzip.compress(b"unpacked" * 1000), {"Content-Encoding": "gzip"}
                body = body[:-6] if self.path == "/half-packed" else body
            case "/elsewhere":
                self.send_response(302)
                self.send_header("Location", "http://127.0.0.1:9/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            case "/cut":
                self.close_connection = True
                return
            case "/half":
                cut = 2
            case "/goodbye":
                self.close_connection = True
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:cut])
        self.close_connection = self.close_connection or cut is not None

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    SEEN.clear()
    with serving(Site) as url:
        yield url


@pytest.fixture
def asking(site: str) -> Iterator[Wire]:
    made = Wire({site})
    yield made
    made.close()


def test_a_packed_body_comes_unpacked_and_as_it_came(site: str, asking: Wire) -> None:
    head, body = asking.request(f"{site}/packed")
    assert (head.status, body) == (200, b"unpacked" * 1000)
    assert gzip.decompress(head.packed) == body


@pytest.mark.parametrize("path", ["/cut", "/half", "/half-packed"])
def test_half_an_answer_is_none_and_is_asked_for_once(site: str, asking: Wire, path: str) -> None:
    with pytest.raises(ConnectionError):
        asking.request(site + path)
    assert [path] == SEEN


def test_a_connection_that_was_hung_up_meanwhile_costs_no_attempt(site: str) -> None:
    counted: list[str] = []
    asking = Wire({site}, before=counted.append)
    for _ in range(3):
        assert asking.request(f"{site}/goodbye")[1] == b"plain"
        # As between two looks of a slow day: until the other side's goodbye has come.
        select.select([asking._connections[site].sock], [], [], 5)
    asking.close()
    assert len(counted) == len(SEEN) == 3


def test_a_redirect_is_not_followed(site: str, asking: Wire) -> None:
    with pytest.raises(ServiceError, match="elsewhere"):
        asking.request(f"{site}/elsewhere")


def test_nobody_else_is_asked(asking: Wire) -> None:
    with pytest.raises(ServiceError, match=r"does not send anything to https://elsewhere\.example"):
        asking.request("https://elsewhere.example/youtube/v3/channels")


def test_who_counts_may_forbid(site: str) -> None:
    def forbid(url: str) -> None:
        raise ServiceError("not today")

    with pytest.raises(ServiceError, match="not today"):
        Wire({site}, before=forbid).request(site)
    assert SEEN == []


def test_an_answer_without_end_is_given_up(site: str, asking: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MOST_BYTES", 100)
    with pytest.raises(ConnectionError):
        asking.request(f"{site}/packed")


def test_an_error_never_shows_the_address(site: str, asking: Wire) -> None:
    with pytest.raises(ConnectionError) as caught:
        asking.request(f"{site}/cut?key=AIzaSECRET")
    assert "AIzaSECRET" not in str(caught.value)
