"""Who presents himself as a holder: by which letters, and with whose contact. Everything SIMULATED."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from strikes.resolve.disguise import differing_letters, is_disguised
from strikes.resolve.holder_contacts import HolderContacts, judge_contact
from strikes.resolve.impersonation import look_alikes
from strikes.store.connection import Connection, scratch

HOLDERS = [
    ("h1", "Odlar Kinofilm", ["Odlar Film Studio"], ["odlarkino.az"], ["odlar.rights@gmail.com"],
     ["Rightsguard", "acme.example"]),
    ("h2", "Deniz TV", [], ["deniztv.com.tr"], [], []),
    ("h3", "Discovery Channel", [], [], [], []),
]  # fmt: skip


@pytest.fixture
def con() -> Iterator[Connection]:
    with scratch() as opened:
        opened.execute(
            "create table holder (holder_id varchar, name varchar, aliases varchar[], domains varchar[], "
            "emails varchar[], agents varchar[])"
        )
        opened.executemany("insert into holder values (?, ?, ?, ?, ?, ?)", [list(row) for row in HOLDERS])
        yield opened


def matched(
    con: Connection, name: str | None, email: str | None = None, handle: str | None = None
) -> list[dict[str, Any]]:
    con.execute(
        "create or replace table claimant_record "
        "(record_id varchar, name varchar, email varchar, email2 varchar, handle varchar)"
    )
    con.execute("insert into claimant_record values ('r1', ?, ?, null, ?)", [name, email, handle])
    look_alikes(con)
    found = con.execute("from holder_match")
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


DISGUISES = [
    "Odlаr Kinofilm", "0dlar Kinofilm", "Ｏｄｌａｒ Ｋｉｎｏｆｉｌｍ", "𝐎𝐝𝐥𝐚𝐫 𝐊𝐢𝐧𝐨𝐟𝐢𝐥𝐦", "Odlar\u200b Kinofilm",
    "Odlar Kinofilrn", "OdIar Kinofilm", "Odlar K1nof1lm", "ОdIаr Кіnоfilm", "Ođlar Kinofilm",
]  # fmt: skip


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguised_name_is_caught_whatever_the_contact(con: Connection, name: str) -> None:
    for email in (None, "someone@gmail.com"):
        (match,) = matched(con, name, email)
        assert match["holder_id"] == "h1" and match["is_look_alike"]
        assert match["kind"] == "skeleton" and match["letters"]


@pytest.mark.parametrize(
    "name",
    ["Odlar Kinofilm", "ODLAR KINOFILM MMC", "Одлар Кинофильм", "odlar_kinofilm", "odlarkinofilmofficial",
     "Odlar Kinofilm Official", "Odlar Kinofillm", "Odlar Kinoflim", "Odlar Film Studio"],
)  # fmt: skip
def test_a_holders_name_with_a_foreign_contact_is_caught(con: Connection, name: str) -> None:
    (match,) = matched(con, name, "someone@mail.example")
    assert match["holder_id"] == "h1" and match["is_look_alike"] and match["contact"] == "other"


@pytest.mark.parametrize(
    "email",
    ["legal@odlarkino.az", "a@mail.odlarkino.az", "Odlar.Rights+1@gmail.com", "dmca@rightsguard.com", "x@acme.example"],
)
@pytest.mark.parametrize("name", ["Odlar Kinofilm", "Odlаr Kinofilm"])
def test_the_holder_and_its_agents_are_never_accused(con: Connection, name: str, email: str) -> None:
    assert not any(match["is_look_alike"] for match in matched(con, name, email))


def test_a_holders_name_alone_is_no_reason(con: Connection) -> None:
    for name in ("Odlar Kinofilm", "ООО «Odlar Kinofilm»", "Discovery Channel"):
        assert not any(match["is_look_alike"] for match in matched(con, name)), name
    assert not any(match["is_look_alike"] for match in matched(con, "Discovery Channel", "x@gmail.com"))


@pytest.mark.parametrize(
    "name", ["Dünya TV", "Odlar Yurdu", "Anar Qasımov", "Deniz Yıldız", "Discovery Park Hotel", "", None]
)
def test_other_names_are_left_alone(con: Connection, name: str | None) -> None:
    assert not any(match["is_look_alike"] for match in matched(con, name, "someone@mail.example"))


def test_a_handle_stands_for_a_missing_name(con: Connection) -> None:
    (match,) = matched(con, None, "someone@mail.example", handle="odlar.kinofilm")
    assert match["holder_id"] == "h1"


@pytest.mark.parametrize(
    ("email", "whose"),
    [
        ("a@deniztv.com.tr", "holders_own"),
        ("a@denlztv.com", "look_alike_domain"),
        ("a@deniztv-rights.info", "look_alike_domain"),
        ("a@deniztv.com", "look_alike_domain"),
        ("a@" + "denіztv.com".encode("idna").decode(), "look_alike_domain"),
        ("a@gmail.com", "other"),
        (None, "unknown"),
    ],
)
def test_whose_contact_it_is(email: str | None, whose: str) -> None:
    assert judge_contact([email, None], HolderContacts.of(["deniztv.com.tr"], [], [])) == whose


def test_the_letters_are_named() -> None:
    assert differing_letters("Оdlаr", "Odlar") == "2 letters are Cyrillic: О а"
    assert differing_letters("0dlar", "Odlar") == "0 stands for o"
    assert differing_letters("Kinofilrn", "Kinofilm") == "rn stands for m"
    assert differing_letters("Odlar", "Odlar") == ""
    assert not is_disguised("ООО «Odlar»", "Odlar"), "a legal form is no disguise"
