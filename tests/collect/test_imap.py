"""A real server on 127.0.0.1: every mail is taken exactly once, whatever interrupts, and nothing there changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from strikes.collect.imap import Account, Progress, Tls, new_mails, progress_of
from strikes.collect.mail import Summary, collect
from strikes.collect.mailbox import Found
from strikes.errors import DamageError, ServiceError, UsageError
from strikes.store.vault import Vault, workspace_vault
from tests.collect.conftest import ImapServer, MemoryStore
from tests.collect.notice_mail.factory import LAYOUTS, Letter, Video, mail


class PowerCut(Exception):
    """The run ends here."""


def notices(count: int) -> list[bytes]:
    letters = (LAYOUTS["g3"](Letter(videos=(Video(id=f"vid-{n:07d}"),))) for n in range(count))
    return [mail(letter).replace(b"@mail.example", b".%d@mail.example" % n) for n, letter in enumerate(letters)]


def account_at(server: ImapServer) -> Account:
    return Account("127.0.0.1", server.user, port=server.port, tls=Tls.NONE)


def run(server: ImapServer, folder: Path, vault: Vault, store: MemoryStore, stop_after: int | None = None) -> Summary:
    progress = progress_of(account_at(server), folder)
    uids: dict[str, int] = {}
    taken = 0

    def fetched() -> list[Found]:
        nonlocal taken
        for uid, found in new_mails(account_at(server), server.password, progress):
            if taken == stop_after:
                raise PowerCut
            taken += 1
            uids[found.origin] = uid
            yield found

    return collect(fetched(), vault, store, on_mail=lambda found: progress.note(uids[found.origin]))


def test_five_hundred_mails_interrupted_twice_are_each_taken_once(
    imap_server: ImapServer, tmp_path: Path, store: MemoryStore
) -> None:
    imap_server.deliver(notices(500))
    vault, folder = workspace_vault(tmp_path / "w"), tmp_path / "w" / "inbox" / "imap"

    for stop_after in (130, 200):
        with pytest.raises(PowerCut):
            run(imap_server, folder, vault, store, stop_after)
        assert 0 < len(store.events) < 500
    last = run(imap_server, folder, vault, store)

    assert len(store.events) == 500
    assert all(len(sources) == 1 for sources in store.sources.values())
    assert len(list(vault.names())) == 500
    assert last.mails < 500, "it went on where it stopped"
    assert run(imap_server, folder, vault, store).mails == 0
    assert imap_server.flags() == [""] * 500, "nothing was marked as read"


def test_a_crash_between_storing_and_noting_doubles_nothing(
    imap_server: ImapServer, tmp_path: Path, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    imap_server.deliver(notices(20))
    vault, folder = workspace_vault(tmp_path / "w"), tmp_path / "imap"

    def cut(self: Progress, uid: int) -> None:
        raise PowerCut

    with monkeypatch.context() as patch, pytest.raises(PowerCut):
        patch.setattr(Progress, "note", cut)
        run(imap_server, folder, vault, store)
    assert len(store.events) == 20
    assert run(imap_server, folder, vault, store).known == 20
    assert len(store.events) == len(list(vault.names())) == 20


def test_the_bytes_are_those_of_the_server(imap_server: ImapServer, tmp_path: Path) -> None:
    sent = notices(3)
    imap_server.deliver(sent)
    got = [found.raw for _, found in new_mails(account_at(imap_server), imap_server.password, Progress(tmp_path / "p"))]
    assert got == sent


def test_new_numbering_takes_all_again_and_knows_them(
    imap_server: ImapServer, tmp_path: Path, store: MemoryStore
) -> None:
    imap_server.deliver(notices(5))
    vault, folder = workspace_vault(tmp_path / "w"), tmp_path / "imap"
    run(imap_server, folder, vault, store)
    progress = progress_of(account_at(imap_server), folder)
    progress.uid_validity += 1
    progress.note(progress.last_uid)

    again = run(imap_server, folder, vault, store)

    assert (again.mails, again.new, again.known) == (5, 0, 5)


def test_a_wrong_password_is_told_in_words(imap_server: ImapServer, tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="refused the user name or the password") as told:
        list(new_mails(account_at(imap_server), "wrong", Progress(tmp_path / "p")))
    assert "wrong" not in str(told.value).replace("wrong use", "")


def test_a_missing_folder_is_told_in_words(imap_server: ImapServer, tmp_path: Path) -> None:
    account = replace(account_at(imap_server), folder="Nowhere")
    with pytest.raises(ServiceError, match="goes on"):
        list(new_mails(account, imap_server.password, Progress(tmp_path / "p")))


def test_a_server_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="did not answer"):
        list(new_mails(Account("127.0.0.1", "u", port=1, tls=Tls.NONE), "p", Progress(tmp_path / "p")))


def test_a_password_never_travels_in_the_open(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="travel in the open"):
        list(new_mails(Account("imap.example", "u", tls=Tls.NONE), "p", Progress(tmp_path / "p")))


def test_a_broken_note_of_progress_is_told(tmp_path: Path) -> None:
    account = Account("h", "u")
    progress_of(account, tmp_path).note(3)
    assert progress_of(account, tmp_path).last_uid == 3
    next(tmp_path.glob("*.json")).write_text("{")
    with pytest.raises(DamageError):
        progress_of(account, tmp_path)
