"""The dashboard as a user starts it, on a free port of this machine, and a browser that tells all it did."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from strikes.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
_PATIENCE = 60


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(place: Workspace, port: int | None = None) -> Iterator[str]:
    """Serve a workspace's dashboard; yields its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "strikes", "dashboard", "--workspace", str(place.root), "--port", str(port)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _await(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=_PATIENCE)


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if answer(port, "/_stcore/health").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the dashboard did not start")


def answer(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    """Return what the server answers to a GET."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    link.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    found = link.getresponse()
    found.read()
    link.close()
    return found


@contextmanager
def browser(chromium: str) -> Iterator[Any]:
    """Open Debian's chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        window = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            yield window
        finally:
            window.close()


def settled(page: Any, path: str) -> None:
    """Open an address and wait until everything on the page is drawn."""
    page.goto(path, timeout=30_000)
    page.wait_for_selector('[data-testid="stMainBlockContainer"] [class*="st-key-lead"]', timeout=30_000)
    quiet(page)


def quiet(page: Any) -> None:
    """Wait until the script has run and no skeleton is left."""
    drawn = """() => document.querySelector('[data-test-script-state="notRunning"]')
        && !document.querySelector('[data-testid="stStatusWidget"], [data-testid="stSkeleton"]')
        && document.querySelector('[class*="st-key-lead"]')"""
    page.wait_for_function(drawn, timeout=30_000)
    page.wait_for_timeout(300)
