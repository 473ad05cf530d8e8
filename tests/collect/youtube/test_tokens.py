"""An owner's permission is kept in the keyring or sealed, is replaced, and is forgotten."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import keyring
import pytest
from keyring.errors import NoKeyringError, PasswordDeleteError

from strikes import seal
from strikes.collect.youtube.tokens import KeyringTokens, SealedTokens, Tokens
from strikes.errors import DamageError, InputError

MINE, OTHER = "UC" + "m" * 22, "UC" + "o" * 22


def sealed(folder: Path) -> SealedTokens:
    identity, recipient = seal.new_identity()
    return SealedTokens(folder, partial(seal.seal, recipients=[recipient]), partial(seal.unseal, identities=[identity]))


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    held: dict[tuple[str, str], str] = {}

    def delete(service: str, name: str) -> None:
        if held.pop((service, name), None) is None:
            raise PasswordDeleteError

    monkeypatch.setattr(keyring, "get_password", lambda service, name: held.get((service, name)))
    monkeypatch.setattr(keyring, "set_password", lambda service, name, text: held.update({(service, name): text}))
    monkeypatch.setattr(keyring, "delete_password", delete)
    return held


@pytest.mark.parametrize("kind", ["keyring", "sealed"])
def test_what_is_kept_is_found_replaced_and_forgotten(tmp_path: Path, ring: dict[object, str], kind: str) -> None:
    tokens: Tokens = KeyringTokens() if kind == "keyring" else sealed(tmp_path)
    assert tokens.load(MINE) is None
    tokens.save(MINE, "first")
    tokens.save(MINE, "second")
    tokens.save(OTHER, "another")
    assert (tokens.load(MINE), tokens.load(OTHER)) == ("second", "another")
    tokens.forget(MINE)
    tokens.forget(MINE)
    assert (tokens.load(MINE), tokens.load(OTHER)) == (None, "another")


def test_a_machine_without_keyring_is_told_of_the_other_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*words: str) -> None:
        raise NoKeyringError

    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, name, none)
    with pytest.raises(InputError, match="--sealed"):
        KeyringTokens().save(MINE, "text")
    assert KeyringTokens().load(MINE) is None
    KeyringTokens().forget(MINE)


def test_a_sealed_file_opens_with_its_key_alone_and_is_its_owners(tmp_path: Path) -> None:
    sealed(tmp_path).save(MINE, "refresh-token")
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600 and b"refresh-token" not in file.read_bytes()
    with pytest.raises(DamageError):
        sealed(tmp_path).load(MINE)
    assert SealedTokens.lie_in(tmp_path) and not SealedTokens.lie_in(tmp_path / "elsewhere")
