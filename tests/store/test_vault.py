"""The vault keeps originals sealed, once each, and gives back exactly what was put in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from strikes import seal
from strikes.errors import DamageError, InputError, NoSpaceError
from strikes.store import vault as vault_module
from strikes.store.vault import Keys, Vault, make_keys, workspace_vault

MARK = b"a marker that stands nowhere else"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return workspace_vault(tmp_path / "workspace")


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_put_in_comes_out(vault: Vault) -> None:
    assert vault.get(vault.put(MARK)) == MARK


def test_the_same_bytes_lie_there_once(vault: Vault, tmp_path: Path) -> None:
    assert vault.put(MARK) == vault.put(MARK)
    assert len(files(tmp_path / "workspace" / "vault")) == 1
    assert list(vault.names()) == [vault.name_of(MARK)]


def test_no_plain_byte_reaches_the_disk(vault: Vault, tmp_path: Path) -> None:
    vault.put(MARK)
    assert not [path for path in files(tmp_path) if MARK in path.read_bytes()]


def test_names_tell_nothing_without_the_vault_key(tmp_path: Path) -> None:
    one, two = (workspace_vault(tmp_path / name) for name in ("one", "two"))
    assert one.name_of(MARK) != two.name_of(MARK)


def test_everything_is_readable_by_the_owner_alone(vault: Vault, tmp_path: Path) -> None:
    vault.put(MARK)
    assert {oct(path.stat().st_mode & 0o777) for path in files(tmp_path)} == {"0o600"}


def test_keys_are_made_once(tmp_path: Path) -> None:
    assert make_keys(tmp_path) == make_keys(tmp_path)


def test_a_changed_file_is_damage(vault: Vault, tmp_path: Path) -> None:
    name = vault.put(MARK)
    (path,) = files(tmp_path / "workspace" / "vault")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamageError):
        vault.get(name)


def test_a_file_under_another_name_is_damage(vault: Vault, tmp_path: Path) -> None:
    name = vault.put(MARK)
    (path,) = files(tmp_path / "workspace" / "vault")
    other = "0" * 64
    (path.parent.parent / "00").mkdir(exist_ok=True)
    path.rename(path.parent.parent / "00" / f"{other}.age")
    with pytest.raises(DamageError, match="not what was sealed"):
        vault.get(other)
    with pytest.raises(InputError):
        vault.get(name)


@pytest.mark.parametrize("name", ["", "../keys/vault", "ab", "00" * 32])
def test_an_unknown_name_is_told_in_words(vault: Vault, name: str) -> None:
    with pytest.raises(InputError, match="no original"):
        vault.get(name)


def test_who_holds_no_private_key_can_put_and_not_get(tmp_path: Path) -> None:
    _, recipient = seal.new_identity()
    sealing = Vault(tmp_path / "vault", Keys(recipient, b"naming"))
    name = sealing.put(MARK)
    with pytest.raises(InputError, match="private key lies elsewhere"):
        sealing.get(name)


def test_a_full_disk_leaves_nothing_half_written(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoSpaceError, match="keep your file"):
        vault.put(MARK)
    assert files(tmp_path / "workspace" / "vault") == []
    assert vault_module.workspace_vault(tmp_path / "workspace").name_of(MARK) == vault.name_of(MARK)
