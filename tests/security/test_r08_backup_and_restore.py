"""R8: a backup made while others write is put back exactly up to the event number it states."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from strikes import seal
from strikes.errors import DamageError, InputError
from strikes.store import backup, keys
from strikes.store.erase import erase
from strikes.store.restore import restore
from strikes.store.vault import workspace_vault
from strikes.store.verify import verify_workspace
from strikes.store.workspace import Workspace
from tests.factory import collected, event, facts, workspace
from tests.security.test_r01_r02_kill import ROOT

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
MAILS = [b"From: somebody@mail.example\r\n\r\nmail %d" % i for i in range(5)]


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    found = workspace(tmp_path)
    collected(found, [event(event_id=f"e{i}", video_id=f"v{i}") for i in range(50)], tmp_path)
    for mail in MAILS:
        workspace_vault(found.root).put(mail)
    return found


def backed_up(place: Workspace, target: Path) -> tuple[backup.Stated, seal.Identity]:
    identity = keys.make_recovery(place.root / "keys")
    recipient = keys.recipient(place.root / "keys")
    assert recipient
    return backup.write_backup(place, target, recipient, cited=[], now=NOW), identity


def test_what_comes_back_is_what_was_kept(place: Workspace, tmp_path: Path) -> None:
    stated, identity = backed_up(place, tmp_path / "b.age")
    collected(place, [event(event_id="later")], tmp_path, "later.csv")
    done = restore(place, tmp_path / "b.age", identity, now=NOW)
    assert (done.number, done.hash, done.counts) == (stated.number, stated.hash, stated.counts)
    assert facts(place, "select count(*) from event") == [(50,)]
    vault = workspace_vault(place.root)
    assert sorted(vault.get(name) for name in vault.names()) == MAILS
    assert verify_workspace(place).wrong == ()


def test_the_state_before_is_moved_aside_whole(place: Workspace, tmp_path: Path) -> None:
    _, identity = backed_up(place, tmp_path / "b.age")
    collected(place, [event(event_id="later")], tmp_path, "later.csv")
    done = restore(place, tmp_path / "b.age", identity, now=NOW)
    assert done.moved_to is not None
    assert facts(Workspace(done.moved_to), "select count(*) from event") == [(51,)]


def test_what_was_erased_since_does_not_come_back(place: Workspace, tmp_path: Path) -> None:
    collected(place, [event(event_id="wish", channel_id="UC-forget-me")], tmp_path, "wish.csv")
    _, identity = backed_up(place, tmp_path / "b.age")
    erase(place, "UC-forget-me", by="Leyla")
    done = restore(place, tmp_path / "b.age", identity, now=NOW)
    assert done.n_erased_again == 1
    assert facts(place, "select count(*) from event where event_id = 'wish'") == [(0,)]
    assert b"UC-forget-me" not in place.casebook.read_bytes()
    assert verify_workspace(place).wrong == ()


def test_nothing_in_a_backup_can_be_read_without_the_recovery_key(place: Workspace, tmp_path: Path) -> None:
    backed_up(place, tmp_path / "b.age")
    content = (tmp_path / "b.age").read_bytes()
    assert not [mark for mark in (b"Juniper", b"casebook", b"somebody@", b"AGE-SECRET") if mark in content]
    with pytest.raises(DamageError, match="does not open"):
        restore(place, tmp_path / "b.age", seal.new_identity()[0], now=NOW)
    own = keys.secret(place.root / "keys", "vault.agekey", bytes).decode().strip()
    with pytest.raises(DamageError, match="does not open"):
        restore(place, tmp_path / "b.age", seal.Identity(own), now=NOW)


def test_a_backup_cut_or_changed_changes_nothing(place: Workspace, tmp_path: Path) -> None:
    _, identity = backed_up(place, tmp_path / "b.age")
    whole = (tmp_path / "b.age").read_bytes()
    before = facts(place, "select count(*) from event")
    damaged = [whole[: len(whole) * share // 10] for share in (0, 1, 5, 9)] + [whole[:-1], whole + b"x"]
    middle = bytearray(whole)
    middle[len(whole) // 2] ^= 1
    for content in (*damaged, bytes(middle)):
        (tmp_path / "bad.age").write_bytes(content)
        with pytest.raises((DamageError, InputError)):
            restore(place, tmp_path / "bad.age", identity, now=NOW)
        assert facts(place, "select count(*) from event") == before
    assert [path.name for path in tmp_path.iterdir() if "restoring" in path.name or "before" in path.name] == []


def test_a_backup_is_never_written_over(place: Workspace, tmp_path: Path) -> None:
    backed_up(place, tmp_path / "b.age")
    with pytest.raises(InputError, match="never written over"):
        backed_up(place, tmp_path / "b.age")


def test_a_damaged_casebook_is_not_backed_up_and_can_be_put_back(place: Workspace, tmp_path: Path) -> None:
    _, identity = backed_up(place, tmp_path / "b.age")
    place.casebook.write_bytes(place.casebook.read_bytes()[:-5000])
    with pytest.raises(DamageError):
        backed_up(place, tmp_path / "c.age")
    restore(place, tmp_path / "b.age", identity, now=NOW)
    assert verify_workspace(place).wrong == ()


def test_the_sentence_about_damage_names_the_backup(place: Workspace, tmp_path: Path) -> None:
    stated, _ = backed_up(place, tmp_path / "b.age")
    place.head.unlink()
    with pytest.raises(DamageError, match=f"b.age of 2026-11-23, to entry {stated.number}"):
        facts(place, "select 1")


WRITER = """
import sys
from pathlib import Path
from strikes.collect.tables.importer import import_table
from strikes.store.workspace import Workspace
from strikes.errors import BusyError
from tests.factory import event, write_csv
folder, n = Path(sys.argv[1]), 0
while True:
    rows = [event(event_id=f"w{n}-{i}", video_id=f"w{n}-{i}") for i in range(100)]
    try:
        import_table(Workspace(folder / "workspace"), write_csv(folder / "w.csv", rows))
    except BusyError:
        continue
    n += 1
    sys.stdout.write(f"ack {n}\\n"); sys.stdout.flush()
"""


def test_a_drill_while_others_write(place: Workspace, tmp_path: Path, tenth: int, figure: Any) -> None:
    many = [event(event_id=f"m{i}", video_id=f"m{i}") for i in range(10_000 * tenth)]
    collected(place, many, tmp_path, "many.csv")
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        began = time.monotonic()
        stated, identity = backed_up(place, tmp_path / "b.age")
        writer.stdout.readline()
        writer.kill()
    elsewhere = Workspace(tmp_path / "elsewhere" / "workspace")
    done = restore(elsewhere, tmp_path / "b.age", identity, now=NOW)
    minutes = (time.monotonic() - began) / 60
    assert (done.number, done.hash, done.counts) == (stated.number, stated.hash, stated.counts)
    assert done.moved_to is None and done.counts["event"] >= len(many) + 150
    assert facts(elsewhere, "select max(number) from audit") == [(stated.number,)]
    assert minutes < 5
    figure("R8", f"drill of {done.counts['event']} events, entries short of the stated number", 0, "0")
    figure("R8", f"drill of {done.counts['event']} events, minutes", f"{minutes:.2f}", "under 5")
