"""A store that remembers, and a real IMAP server on this machine."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from strikes.collect.mail import MailRows
from strikes.collect.notice_mail.facts import Facts
from strikes.store.committing import Counts
from tests.needs import needs


@dataclass
class MemoryStore:
    """Keeps events by id, and by which mails they came, as the casebook does."""

    events: dict[str, Mapping[str, str | None]] = field(default_factory=dict)
    sources: dict[str, set[str]] = field(default_factory=dict)
    facts: list[Facts] = field(default_factory=list)

    def add_events(self, mails: Sequence[MailRows]) -> Counts:
        return sum(map(self._add, mails), Counts())

    def _add(self, mail: MailRows) -> Counts:
        self.facts.append(mail.facts)
        new = 0
        for row in mail.rows:
            event_id = row["event_id"] or ""
            new += event_id not in self.events
            self.events.setdefault(event_id, row)
            self.sources.setdefault(event_id, set()).add(mail.facts.sha256)
        return Counts(len(mail.rows), new, len(mail.rows) - new)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@dataclass(frozen=True)
class ImapServer:
    """Where the server listens, and where its mails lie."""

    port: int
    maildir: Path
    user: str = "owner"
    password: str = "sealed-secret"

    def deliver(self, raws: Sequence[bytes]) -> None:
        """Put mails into the inbox as a delivery agent would."""
        new = self.maildir / "new"
        for folder in ("new", "cur", "tmp"):
            (self.maildir / folder).mkdir(parents=True, exist_ok=True)
        for number, raw in enumerate(raws, len(list(new.iterdir()))):
            path = new / f"{1_000_000_000 + number}.M{number}P1.test"
            path.write_bytes(raw)
        for path in (self.maildir.parent, *self.maildir.parent.rglob("*")):
            shutil.chown(path, _mail_user())

    def flags(self) -> list[str]:
        """Return the flags of each mail as the server stores them; an unread mail has none."""
        return [
            path.name.partition(":2,")[2] for folder in ("new", "cur") for path in (self.maildir / folder).iterdir()
        ]


def _mail_user() -> str:
    # The server will not touch mails as root.
    return "nobody" if os.geteuid() == 0 else getpass.getuser()


CONFIG = """
base_dir = {root}/run
log_path = {root}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_login_user = {login}
default_internal_user = {internal}
default_internal_group = {internal_group}
mail_location = maildir:{root}/mail/%u
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = password=sealed-secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


@pytest.fixture
def imap_server() -> Iterator[ImapServer]:
    program = needs("dovecot")
    root = Path(tempfile.mkdtemp(prefix="strikes-imap-"))
    root.chmod(0o755)
    port = _free_port()
    account = pwd.getpwnam(_mail_user())
    is_root = os.geteuid() == 0
    config = CONFIG.format(
        root=root,
        port=port,
        uid=account.pw_uid,
        gid=account.pw_gid,
        login="dovenull" if is_root else account.pw_name,
        internal="dovecot" if is_root else account.pw_name,
        internal_group="dovecot" if is_root else account.pw_gid,
    )
    (root / "dovecot.conf").write_text(config, encoding="ascii")
    server = subprocess.Popen([program, "-F", "-c", str(root / "dovecot.conf")], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server, root / "log")
        yield ImapServer(port, root / "mail" / "owner")
    finally:
        server.terminate()
        server.wait(timeout=20)
        shutil.rmtree(root)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"dovecot did not start: {log.read_text() if log.exists() else server.poll()}")
