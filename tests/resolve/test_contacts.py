"""Contacts in one form: the mailbox, account or line behind what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.resolve.contacts import (
    canonical_email,
    canonical_emails,
    canonical_handle,
    canonical_phone,
    domain_of,
    label_of,
)


@pytest.mark.parametrize(
    ("typed", "mailbox"),
    [
        ("Rights.Team+yt@GoogleMail.com", "rightsteam@gmail.com"),
        ("Rights Team <rightsteam@gmail.com>", "rightsteam@gmail.com"),
        ("a.b@pm.me", "ab@proton.me"),
        ("a.b@mail.example", "a.b@mail.example"),
        ("legal@xn--e1afmkfd.example", "legal@пример.example"),
        ("ｌｅｇａｌ@example.com", "legal@example.com"),
        ("no address", None),
        ("", None),
        (None, None),
        ("\ud800@gmail.com", "\ud800@gmail.com"),
    ],
)
def test_the_mailbox_behind_an_address(typed: str | None, mailbox: str | None) -> None:
    assert canonical_email(typed) == mailbox


@given(st.one_of(st.none(), st.text(max_size=40), st.emails()))
def test_one_form_stays_one_form(typed: str | None) -> None:
    once = canonical_email(typed)
    assert once is None or canonical_email(once) == once
    assert canonical_emails([typed]) == {typed: once}


def test_the_domain_and_the_name_in_it() -> None:
    assert domain_of("https://www.bbc.co.uk/news") == "bbc.co.uk"
    assert label_of("mail.bbc.co.uk") == "bbc"
    assert domain_of("nothing") == ""


def test_handles_and_numbers() -> None:
    assert canonical_handle("https://youtube.com/@OdlarTV/") == "odlartv"
    assert canonical_handle(" @ ") is None
    assert canonical_phone("+994 (50) 123-45-67") == canonical_phone("050 123 45 67") == "501234567"
    assert canonical_phone("112") is None
