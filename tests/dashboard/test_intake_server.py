"""R13, R21 for the owner's app: headers, names, quotas, and no start where they would be weakened."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dashboard.intake import server
from dashboard.intake.server import Guard, Public
from strikes import seal
from strikes.cli.app import app
from strikes.errors import UsageError
from strikes.intake.submission import MAX_FILES
from tests.dashboard.intake_site import ROOT, intake
from tests.dashboard.serving import answer


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with intake(tmp_path_factory.mktemp("drop"), "--public", "https://intake.example.org") as site:
        yield int(site.address.rsplit(":", 1)[1])


@pytest.mark.parametrize("path", ["/", "/?lang=az", "/_stcore/health", "/_stcore/host-config"])
def test_every_answer_carries_the_headers(port: int, path: str) -> None:
    found = answer(port, path)
    assert found.status == 200
    assert found.headers["x-frame-options"] == "DENY" and found.headers["referrer-policy"] == "no-referrer"
    assert found.headers["cache-control"] == "no-store" and found.headers["x-content-type-options"] == "nosniff"
    assert "strict-transport-security" in found.headers
    policy = found.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy and "default-src 'self'" in policy and "img-src 'self' data:" in policy


def test_it_answers_under_its_own_names_only(port: int) -> None:
    assert answer(port, "/", Host="intake.example.org").status == 200
    assert answer(port, "/", Host="evil.example").status == 404
    assert answer(port, "/_stcore/metrics").status == 404


@pytest.mark.parametrize(("origin", "status"), [("https://intake.example.org", 101), ("https://evil.example", 403)])
def test_only_its_own_page_may_speak_to_it(port: int, origin: str, status: int) -> None:
    shake = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Key": "c2ltdWxhdGVkIGtleSEhIQ==",
             "Sec_WebSocket_Version": "13"}  # fmt: skip
    import http.client

    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {name.replace("_", "-"): value for name, value in shake.items()}
    link.request("GET", "/_stcore/stream", headers=headers | {"Host": "intake.example.org", "Origin": origin})
    assert link.getresponse().status == status
    link.close()


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://intake.example.org", True),
        ("http://abcdefghijklmnop.onion", True),
        ("http://intake.example.org", False),
        ("intake.example.org", False),
        ("ftp://intake.example.org", False),
        ("http://127.0.0.1.onion.example", False),
    ],
)
def test_it_is_never_exposed_without_tls_or_tor(address: str, is_safe: bool) -> None:
    if is_safe:
        assert Public.read(address) is not None
    else:
        with pytest.raises(UsageError, match="deploy.md"):
            Public.read(address)


@pytest.mark.parametrize("name", list(server.SETTINGS))
def test_it_does_not_start_where_the_environment_weakens_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = "STREAMLIT_" + "".join(f"_{c}" if c.isupper() else c for c in name.replace(".", "_")).upper()
    monkeypatch.setenv(variable, "x")
    with pytest.raises(UsageError, match=variable):
        server.serve(None, 8502)  # type: ignore[arg-type]


class Uploads:
    """Requests straight at the guard, as somebody with a valid session could send them."""

    def __init__(self) -> None:
        self.guard = Guard(self._app, None)

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    def send(self, session: str, file: str, length: int | None, method: str = "PUT") -> int:
        headers = [(b"host", b"127.0.0.1:8502")]
        headers += [(b"content-length", str(length).encode())] if length is not None else []
        scope = {"type": "http", "method": method, "path": f"/_stcore/upload_file/{session}/{file}", "headers": headers}
        said: list[Any] = []

        async def note(message: Any) -> None:
            said.append(message)

        asyncio.run(self.guard(scope, None, note))
        return int(said[0]["status"])


def test_the_21st_file_of_a_session_is_refused_and_another_session_is_not() -> None:
    uploads = Uploads()
    assert [uploads.send("one", str(n), 1000) for n in range(MAX_FILES)] == [204] * MAX_FILES
    assert uploads.send("one", "more", 1000) == 413
    assert uploads.send("two", "more", 1000) == 204


def test_fifty_megabytes_are_the_end_and_what_is_taken_back_is_given_back() -> None:
    uploads = Uploads()
    assert [uploads.send("one", str(n), 25 * 2**20) for n in range(3)] == [204, 204, 413]
    uploads.send("one", "0", None, "DELETE")
    assert uploads.send("one", "2", 25 * 2**20) == 204


def test_an_upload_that_does_not_say_how_long_it_is_is_refused() -> None:
    assert Uploads().send("one", "0", None) == 413


def test_the_app_loads_no_database_engine() -> None:
    code = "import sys, dashboard.intake.app, dashboard.intake.server; print('duckdb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout.strip() == "False", done.stderr[-300:]


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert isinstance(run(app, ["intake", "--drop", str(tmp_path)]).exception, UsageError)
    assert isinstance(run(app, ["intake", "--new-invitation"]).exception, UsageError)
    shown = run(app, ["intake", "--show-recipient", "--workspace", str(tmp_path / "w")]).output.strip()
    assert seal.seal(b"", [seal.Recipient(shown)])
    code = run(app, ["intake", "--new-invitation", "--invitations", str(tmp_path / "codes")]).output.strip()
    assert len(code) == 29 and code not in (tmp_path / "codes").read_text()
