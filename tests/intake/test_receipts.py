"""A receipt's secret leads to everything, and nothing leads back to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strikes import seal
from strikes.intake.receipts import ALPHABET, Receipt, new_receipt, read_receipt

KNOWN = Receipt("Z9KTY3FC03EWBJ8WYYQ5RYKFW")


def test_it_is_read_back_as_people_copy_it() -> None:
    receipt = new_receipt()
    for typed in (receipt.shown, receipt.shown.lower(), receipt.secret, " " + receipt.shown.replace("-", " ") + "\n"):
        assert read_receipt(typed) == receipt
    assert read_receipt(receipt.shown.replace("0", "O").replace("1", "l")) == receipt


@given(st.integers(0, 24), st.sampled_from(ALPHABET))
def test_every_single_slip_is_found(place: int, letter: str) -> None:
    wrong = KNOWN.secret[:place] + letter + KNOWN.secret[place + 1 :]
    assert (read_receipt(wrong) is None) == (wrong != KNOWN.secret)


@given(st.text())
def test_reading_never_raises(typed: str) -> None:
    found = read_receipt(typed)
    assert found is None or len(found.secret) == 25


def test_what_is_derived_is_stable_and_apart() -> None:
    # Receipts in people's hands must open their answers after every update.
    assert (KNOWN.case_number, KNOWN.name) == ("JXQG-6PZY", "4ac45839653c2a2452877a4b226c63f4")
    assert KNOWN.token == "strikes-pcseeysby73axsqv"
    derived = [KNOWN.case_number, KNOWN.token, KNOWN.name, KNOWN.follow_key, KNOWN.identity, KNOWN.recipient]
    assert len(set(derived)) == 6 and not any(KNOWN.secret[:6] in each for each in derived)


def test_its_key_opens_what_was_sealed_to_it() -> None:
    receipt = new_receipt()
    assert seal.unseal(seal.seal(b"an answer", [receipt.recipient]), [receipt.identity]) == b"an answer"


def test_secrets_do_not_repeat_and_use_all_bits() -> None:
    made = [new_receipt().secret for _ in range(2000)]
    assert len(set(made)) == 2000
    assert all(len({secret[i] for secret in made}) == 32 for i in range(24))
