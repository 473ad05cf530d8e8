"""The intake as somebody starts it, a browser before it, and the steps a person takes, counted."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from strikes import seal
from tests.dashboard.serving import ROOT, _await, free_port

PRIMARY = '[data-testid="stMain"] button[kind^="primary"]'
PHONE, DESKTOP = 360, 1280


def _is_upload(answer: Any) -> bool:
    return "/upload_file/" in answer.url and answer.request.method == "PUT"


@dataclass
class Site:
    """A running intake: its address, its folder, its process, and the key that opens what it seals."""

    address: str
    drop: Path
    identity: seal.Identity
    process: subprocess.Popen[bytes]


@contextmanager
def intake(root: Path, *more: str, **variables: str) -> Iterator[Site]:
    """Serve an intake that drops into a folder; `variables` join its environment."""
    identity, recipient = seal.new_identity()
    port = free_port()
    command = [sys.executable, "-m", "strikes", "intake", "--drop", str(root), "--recipient", recipient,
               "--port", str(port), *more]  # fmt: skip
    env = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")} | variables
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _await(port, server)
            yield Site(f"http://127.0.0.1:{port}", root, identity, server)
        finally:
            server.terminate()
            server.wait(timeout=60)


@dataclass
class Person:
    """Somebody with a browser: what they did, and whom their page asked."""

    site: Site
    page: Any
    n_steps: int = 0
    outside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        own = (self.site.address, self.site.address.replace("http", "ws"), "data:", "blob:")
        self.page.on("request", lambda asked: None if asked.url.startswith(own) else self.outside.append(asked.url))
        self.page.on("dialog", lambda dialog: self.outside.append(f"dialog {dialog.message}"))
        self.page.on("download", lambda download: None)

    def open(self, language: str = "en", **address: str) -> None:
        """Open the first page."""
        more = "".join(f"&{name}={value}" for name, value in address.items())
        self.page.goto(f"{self.site.address}/?lang={language}{more}", timeout=30_000)
        self.at("h1")

    def at(self, selector: str) -> None:
        """Wait for a page to be there and to rest."""
        self.page.wait_for_selector(selector, timeout=30_000)
        self.page.wait_for_function(
            """() => !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')""", timeout=30_000
        )
        self.page.wait_for_timeout(150)

    def write(self, selector: str, text: str) -> None:
        """Fill one field."""
        self.n_steps += 1
        self.page.fill(selector, text)

    def press(self, selector: str, then: str) -> None:
        """Press a button and wait for what comes."""
        self.n_steps += 1
        self.page.locator(selector).last.click()
        self.at(then)

    def drop(self, *files: tuple[str, bytes]) -> None:
        """Choose files in the uploader that is there, and wait until the server has them."""
        self.n_steps += 1
        for name, content in files:
            payload = {"name": name, "mimeType": "text/plain", "buffer": content}
            with self.page.expect_response(_is_upload, timeout=60_000):
                self.page.set_input_files('input[type="file"]', [payload])
            self.at(f'[data-testid="stFileChip"][aria-label^="{name}"]')

    def send(self) -> str:
        """Go from the read notices to the typed-back receipt; return the secret."""
        self.press(PRIMARY, ".st-key-buttons")
        self.press('.st-key-buttons button[kind="tertiary"]', '[data-testid="stCheckbox"]')
        self.press(PRIMARY, ".st-key-lead")
        self.page.wait_for_selector('[data-testid="stCheckbox"]', state="detached")
        self.press(PRIMARY, ".st-key-secret")
        secret = str(self.page.inner_text(".st-key-secret code")).strip()
        self.write('[data-testid="stTextInput"] input', secret[-5:])
        self.press(PRIMARY, "h3")
        self.page.wait_for_selector(".st-key-secret", state="detached")
        return secret

    def text(self) -> str:
        """Return all a person reads on the page."""
        return str(self.page.inner_text('[data-testid="stMain"]'))
