"""R7: private keys locked by a passphrase or the keyring, recoverable with a key on paper, and found nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import keyring.backend
import pytest

from strikes import seal
from strikes.errors import DamageError, InputError, UsageError
from strikes.report.signing import signer_of
from strikes.store import asking, keys
from strikes.store.vault import change_key, make_keys, workspace_vault
from strikes.store.workspace import Workspace
from tests.factory import event, write_csv
from tests.security.test_r01_r02_kill import ROOT

PASSPHRASE = "marker passphrase of five words"
MAILS = [b"mail %d" % i for i in range(20)]


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    found = Workspace(tmp_path / "workspace").ensure()
    for mail in MAILS:
        workspace_vault(found.root).put(mail)
    signer_of(found)
    return found


@pytest.fixture(autouse=True)
def nobody_to_ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keys, "_opened", {})
    monkeypatch.setattr(asking, "_askers", [])
    yield


def folder(place: Workspace) -> Path:
    return place.root / "keys"


def forget() -> None:
    """As in a new process."""
    keys._opened.clear()


def opened(place: Workspace) -> list[bytes]:
    vault = workspace_vault(place.root)
    return sorted(vault.get(name) for name in vault.names())


def test_locked_keys_lie_nowhere_bare_and_open_by_asking(place: Workspace) -> None:
    before = make_keys(folder(place)), signer_of(place).fingerprint
    bare = [(folder(place) / name).read_bytes() for name in keys.NAMES]
    keys.lock(folder(place), PASSPHRASE)
    forget()
    left = b"".join(path.read_bytes() for path in place.root.rglob("*") if path.is_file())
    assert [secret for secret in bare if secret.strip() in left] == []
    assert keys.state(folder(place)) == "passphrase"
    with pytest.raises(UsageError, match="nobody to ask"):
        opened(place)
    asking.ask_with(lambda: PASSPHRASE)
    assert (make_keys(folder(place)), signer_of(place).fingerprint) == before
    assert opened(place) == sorted(MAILS)


def test_ten_wrong_passphrases_open_nothing(place: Workspace, figure: Any) -> None:
    keys.lock(folder(place), PASSPHRASE)
    forget()
    for i in range(10):
        asking.ask_with(lambda i=i: f"{PASSPHRASE}{i}")
        with pytest.raises(DamageError, match="does not open"):
            opened(place)
    figure("R7", "wrong passphrases that opened, of 10", 0, "0")


def test_a_short_passphrase_is_refused(place: Workspace) -> None:
    with pytest.raises(UsageError, match="12 letters"):
        keys.lock(folder(place), "short")
    assert keys.state(folder(place)) == "bare"


def test_the_recovery_key_opens_what_the_lost_passphrase_does_not(place: Workspace) -> None:
    recovery = keys.make_recovery(folder(place))
    keys.lock(folder(place), PASSPHRASE)
    forget()
    with pytest.raises(DamageError):
        keys.unlock(folder(place), seal.new_identity()[0])
    keys.unlock(folder(place), recovery)
    assert opened(place) == sorted(MAILS)


def test_a_key_made_after_locking_is_recoverable_too(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "workspace").ensure()
    make_keys(folder(place))
    recovery = keys.make_recovery(folder(place))
    keys.lock(folder(place), PASSPHRASE)
    fingerprint = signer_of(place).fingerprint
    assert not (folder(place) / "signing.key").exists()
    keys.unlock(folder(place), recovery)
    assert signer_of(place).fingerprint == fingerprint


def test_a_change_of_key_loses_nothing_and_the_old_key_opens_nothing(place: Workspace, figure: Any) -> None:
    before = make_keys(folder(place))
    assert change_key(place.root) == len(MAILS)
    lost = len(MAILS) - len(opened(place))
    figure("R7", "originals lost by a change of key", lost, "0")
    assert opened(place) == sorted(MAILS)
    assert before.identity is not None
    for path in (place.root / "vault").rglob("*.age"):
        with pytest.raises(DamageError):
            seal.unseal(path.read_bytes(), [before.identity])


def test_a_change_of_key_that_was_cut_off_goes_on(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from strikes.store.vault import Vault

    real, done = Vault.reseal, list[str]()

    def cut_off(self: Vault, name: str) -> None:
        if len(done) == 7:
            raise KeyboardInterrupt
        done.append(name)
        real(self, name)

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "reseal", cut_off)
        with pytest.raises(KeyboardInterrupt):
            change_key(place.root)
    assert opened(place) == sorted(MAILS)
    change_key(place.root)
    assert opened(place) == sorted(MAILS)


class Ring(keyring.backend.KeyringBackend):
    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def test_the_keyring_opens_the_keys_and_without_it_they_stay_shut(place: Workspace) -> None:
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    try:
        keys.lock_by_keyring(folder(place))
        forget()
        assert opened(place) == sorted(MAILS)
        ring.kept.clear()
        forget()
        with pytest.raises(InputError, match="keyring does not hold"):
            opened(place)
    finally:
        keyring.set_keyring(before)


def test_secrets_stand_in_no_output_log_or_process_list(tmp_path: Path, figure: Any) -> None:
    """The whole way by commands; what every process of the machine can read is looked at meanwhile."""
    (tmp_path / "words").write_text(PASSPHRASE + "\n")
    (tmp_path / "words").chmod(0o600)
    own = {"STRIKES_PASSPHRASE_FILE": str(tmp_path / "words"), "STRIKES_LOG": str(tmp_path / "log")}
    place, told, seen = tmp_path / "w", "", b""
    table = write_csv(tmp_path / "e.csv", [event()])
    recovery = ""
    for words in (["init"], ["collect", "table", str(table)], ["keys", "lock"], ["keys", "change"],
                  ["backup", str(tmp_path / "b.age")]):  # fmt: skip
        command = [sys.executable, "-m", "strikes", *words]
        env = os.environ | own | {"STRIKES_WORKSPACE": str(place)}
        pipe = subprocess.PIPE
        with subprocess.Popen(command, cwd=ROOT, env=env, stdout=pipe, stderr=pipe, text=True) as process:
            seen += b"".join(Path(f"/proc/{process.pid}/{what}").read_bytes() for what in ("cmdline", "environ"))
            out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        if words == ["keys", "lock"] and not recovery:
            recovery = out.split()[-1]
            out = ""
        told += out + err
    assert recovery.startswith("AGE-SECRET-KEY-1")
    everything = told.encode() + seen + (tmp_path / "log").read_bytes()
    everything += b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
    hits = [secret for secret in (PASSPHRASE, recovery) if secret.encode() in everything]
    hits += ["a private key"] if b"AGE-SECRET-KEY" in everything or b"BEGIN PRIVATE KEY" in everything else []
    figure("R7", "secrets in outputs, logs, process list, workspace", len(hits), "0")
    assert hits == []
