"""Shared by all tests: no network beyond this machine, an own workspace, and a word about what did not run."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.needs import PREFIX

pytest_plugins = ["tests.security.figures"]
# The same examples each run: a red test must be red again. `make soak` searches with fresh ones.
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
SOAK = os.environ.get("STRIKES_SOAK") == "1"
settings.load_profile("soak" if SOAK else "repeatable")


@pytest.fixture(scope="session")
def tenth() -> int:
    """How many tenths of a long run to do: 1 in `make test`, 10 in `make soak`."""
    return 10 if SOAK else 1


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail at once when code under test tries to reach another machine (R28)."""
    connect, getaddrinfo = socket.socket.connect, socket.getaddrinfo

    def is_here(host: Any) -> bool:
        if host in (None, "", "localhost"):
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_here(address[0]):
            raise AssertionError(f"the test tried to reach {address!r}")
        connect(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_here(host):
            raise AssertionError(f"the test tried to look up {host!r}")
        return getaddrinfo(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)


@pytest.fixture(autouse=True)
def own_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the commands at a folder of this test's own."""
    workspace = tmp_path / "workspace"
    monkeypatch.setenv("STRIKES_WORKSPACE", str(workspace))
    return workspace


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say in one line what could not run here and what would enable it."""
    missing = Counter(
        str(report.longrepr[2]).split(PREFIX, 1)[1]
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and PREFIX in str(report.longrepr[2])
    )
    if missing:
        told = "; ".join(f"{count} tests need {what}" for what, count in sorted(missing.items()))
        terminalreporter.write_line(f"Not run on this machine: {told}. STRIKES_REQUIRE=all turns this into a failure.")
    else:
        terminalreporter.write_line("Every test could run on this machine.")
