"""Keys come from a file of one's own, the environment or the keyring, and are named in no error."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import NoKeyringError

from strikes.collect.keys import find_secret
from strikes.errors import InputError, UsageError

KEY = "AIzaSIMULATED-key_1"


class Ring(KeyringBackend):
    priority = 1

    def __init__(self, held: dict[tuple[str, str], str], *, is_there: bool = True) -> None:
        super().__init__()
        self.held, self.is_there = held, is_there

    def get_password(self, service: str, username: str) -> str | None:
        if not self.is_there:
            raise NoKeyringError
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    made = Ring({})
    monkeypatch.setattr(keyring, "get_password", made.get_password)
    return made


def find(file: Path | None = None, environment: str | None = None) -> str:
    return find_secret("youtube", what="YouTube key", file=file, environment=environment)


def key_file(folder: Path, text: str, mode: int) -> Path:
    path = folder / "key"
    path.write_text(text)
    path.chmod(mode)
    return path


def test_a_file_of_ones_own_comes_first(tmp_path: Path, ring: Ring) -> None:
    ring.held["strikes", "youtube"] = "from-the-ring"
    assert find(key_file(tmp_path, f"{KEY}\n", 0o600), "from-the-environment") == KEY
    assert find(environment="from-the-environment") == "from-the-environment"
    assert find() == "from-the-ring"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, ring: Ring, mode: int) -> None:
    with pytest.raises(InputError, match="chmod 600") as caught:
        find(key_file(tmp_path, KEY, mode))
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("text", ["", "two words", "line\nline", "null\0byte"])
def test_what_cannot_be_a_key_is_refused_without_showing_it(tmp_path: Path, ring: Ring, text: str) -> None:
    with pytest.raises(InputError, match="no key has"):
        find(key_file(tmp_path, text, 0o600))


def test_letters_beyond_ascii_are_refused(tmp_path: Path, ring: Ring) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        find(key_file(tmp_path, "AIzaЖ", 0o600))


def test_without_any_key_it_says_where_to_put_one(ring: Ring) -> None:
    with pytest.raises(UsageError, match="keyring set strikes youtube"):
        find()


def test_a_machine_without_keyring_is_no_error(ring: Ring) -> None:
    ring.is_there = False
    with pytest.raises(UsageError, match="There is no YouTube key"):
        find()
