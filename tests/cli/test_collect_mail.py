"""`strikes collect mail` and `imap` as a person types them; the casebook is stood in for by a store that remembers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from strikes.cli import collect_mail
from strikes.cli.app import app
from tests.collect.conftest import ImapServer, MemoryStore, imap_server
from tests.collect.notice_mail.factory import LAYOUTS, WAYS, Letter

__all__ = ["imap_server"]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> MemoryStore:
    made = MemoryStore()
    monkeypatch.setattr(collect_mail, "event_store", lambda workspace: made)
    return made


def notice(way: str = "direct") -> bytes:
    return WAYS[way](LAYOUTS["g3"](Letter())).raw


def test_a_folder_is_taken_and_told(store: MemoryStore, tmp_path: Path, own_workspace: Path) -> None:
    (tmp_path / "a.eml").write_bytes(notice())
    (tmp_path / "b.txt").write_bytes(b"Hello, nothing here.")
    done = CliRunner().invoke(app, ["collect", "mail", str(tmp_path / "a.eml"), str(tmp_path / "b.txt")])
    assert done.exit_code == 0, done.output
    assert "2 mails, 1 notices: read 1 events = 1 new + 0 already known + 0 quarantined" in done.stdout
    assert "no copyright notice could be read; the original is kept" in done.stderr
    assert len(list((own_workspace / "vault").glob("??/*.age"))) == 2
    assert (own_workspace / "keys").stat().st_mode & 0o777 == 0o700


def test_standard_input_is_taken(store: MemoryStore) -> None:
    done = CliRunner().invoke(app, ["collect", "mail", "-", "--format", "json"], input=notice("gmail"))
    assert json.loads(done.stdout)["new"] == 1


def test_the_channel_may_be_named(store: MemoryStore, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(notice())
    CliRunner().invoke(app, ["collect", "mail", str(tmp_path / "a.eml"), "--channel", "UC" + "b" * 22])
    assert {row["channel_id"] for row in store.events.values()} == {"UC" + "b" * 22}


def test_a_mailbox_on_a_server_is_taken_once(store: MemoryStore, imap_server: ImapServer, tmp_path: Path) -> None:
    imap_server.deliver([notice(), notice("gmail")])
    password = tmp_path / "password"
    password.write_text(imap_server.password + "\n")
    command = ["collect", "imap", "--host", "127.0.0.1", "--user", imap_server.user, "--port", str(imap_server.port)]
    command += ["--tls", "none", "--password-file", str(password), "--format", "json"]
    first, second = (json.loads(CliRunner().invoke(app, command).stdout) for _ in range(2))
    assert (first["mails"], first["new"], first["known"]) == (2, 1, 1)
    assert second["mails"] == 0


def test_a_password_is_never_an_argument() -> None:
    assert "--password " not in CliRunner().invoke(app, ["collect", "imap", "--help"]).stdout


def test_the_password_comes_from_the_keyring_before_the_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    from strikes.collect.imap import Account

    monkeypatch.setattr("keyring.get_password", lambda service, user: f"{service}/{user}")
    assert collect_mail._password(Account("mail.example", "me"), None) == "strikes:mail.example/me"
