"""Sealed bytes open with the right key, whole, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes import seal
from strikes.errors import DamageError, FormatError
from strikes.seal import Recipient

OWN, RECIPIENT = seal.new_identity()


@given(st.binary(max_size=2000))
def test_what_was_sealed_comes_out(plain: bytes) -> None:
    sealed = seal.seal(plain, [RECIPIENT])
    assert seal.unseal(sealed, [OWN]) == plain
    payload = sealed.split(b"\n--- ", 1)[1]
    assert len(plain) < 8 or plain not in payload


def test_any_one_of_the_recipients_can_open() -> None:
    other, other_recipient = seal.new_identity()
    sealed = seal.seal(b"x", [RECIPIENT, other_recipient])
    assert seal.unseal(sealed, [other]) == seal.unseal(sealed, [OWN]) == b"x"


def test_a_strangers_key_opens_nothing() -> None:
    stranger, _ = seal.new_identity()
    with pytest.raises(DamageError, match="does not open"):
        seal.unseal(seal.seal(b"x", [RECIPIENT]), [stranger])


@pytest.mark.parametrize("at", [0, 60, -20, -1])
def test_a_changed_byte_is_found(at: int) -> None:
    sealed = bytearray(seal.seal(b"evidence" * 20, [RECIPIENT]))
    sealed[at] ^= 1
    with pytest.raises(DamageError):
        seal.unseal(bytes(sealed), [OWN])


def test_a_recipient_that_is_none_is_told_in_words() -> None:
    with pytest.raises(FormatError, match="age1"):
        seal.seal(b"x", [Recipient("age1nonsense")])


def test_a_secret_is_wrapped_by_a_passphrase() -> None:
    wrapped = seal.wrap(OWN.encode(), "correct horse")
    assert seal.unwrap(wrapped, "correct horse").decode() == OWN
    with pytest.raises(DamageError, match="passphrase"):
        seal.unwrap(wrapped, "wrong horse")
