"""`strikes dashboard`: a sentence where it cannot start."""

from __future__ import annotations

import socket

import pytest
from typer.testing import CliRunner

from strikes.cli.app import app
from strikes.errors import UsageError


def test_a_taken_port_is_a_sentence_with_another_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(app, ["dashboard", "--port", str(port)])
    assert isinstance(result.exception, UsageError)
    assert f"Port {port} is taken" in str(result.exception)


@pytest.mark.parametrize("port", ["0", "70000", "x"])
def test_what_is_no_port_is_refused(port: str) -> None:
    assert CliRunner().invoke(app, ["dashboard", "--port", port]).exit_code == 2
