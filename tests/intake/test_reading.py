"""Files are told apart by what is in them, and what cannot be read has its reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.collect.bounded import Reader
from strikes.intake.drafts import MAX_DRAFTS, TTL_SECONDS, Draft, Drafts
from strikes.intake.reading import channel_id, look_at, video_id
from strikes.intake.shown import visible
from strikes.intake.submission import MAX_FILES
from strikes.intake.tables import MAX_ROWS, read_table
from tests.intake.handing import notice, pasted


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    found = Reader()
    yield found
    found.close()


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "outlook"),
        (b"PK\x03\x04" + bytes(600), "archive"),
        (b"\0\0\0\x18ftypmp42" + bytes(600), "not_text"),
        (b"", "not_text"),
        (b"  \n ", "not_text"),
        (b"hello, this is a letter to my aunt", "no_notice"),
        (b"x" * (25 * 2**20 + 1), "too_large"),
        (b"event_type,claimant_name\n" + b"takedown," + b"x" * 70_000, "not_a_table"),
    ],
    ids=["outlook", "zip", "film", "empty", "blank", "letter", "large", "wide cell"],
)
def test_what_is_no_notice_says_why(reader: Reader, content: bytes, trouble: str) -> None:
    assert look_at("file", content, reader).trouble == trouble


@pytest.mark.parametrize("content", [notice(), pasted(), notice().replace(b"\n", b"\r\n")])
def test_a_strike_is_read_whatever_its_name(reader: Reader, content: bytes) -> None:
    look = look_at("holiday.jpg", content, reader)
    assert look.trouble is None and look.file is not None and look.file.kind == "mail"
    (found,) = look.notices
    assert found.reading.claims[0].claimant_name == "Blue Heron Documentaries"


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"%PDF-1.7"])
def test_pictures_go_along_unread(reader: Reader, head: bytes) -> None:
    look = look_at("x", head + bytes(500), reader)
    assert look.file is not None and look.file.kind == "proof" and look.notices == ()


def test_a_community_guidelines_mail_is_another_matter(reader: Reader) -> None:
    mail = (
        b"From: YouTube <accounts-noreply@youtube.com>\nSubject: Your content was removed from YouTube\n"
        b"Date: Thu, 23 Apr 2020 12:00:00 +0000\n\nHi Channel,\n\n"
        b"A video of yours was removed since it goes against our Community Guidelines:\n\nVideo: Night square\n"
        b"https://www.youtube.com/watch?v=A48BZXAimC4\n\nYou have 1 Community Guidelines strike.\n"
    )
    assert look_at("x.eml", mail, reader).trouble == "not_copyright"


@given(st.binary(max_size=3000))
def test_a_table_of_anything_never_raises(content: bytes) -> None:
    read_table(b"event_type,channel_title\n" + content)


def test_a_table_with_too_many_rows_is_refused_whole() -> None:
    assert read_table(b"event_type,channel_title\n" + b"takedown,a\n" * (MAX_ROWS + 1)).refusal == "too_many_rows"


def test_a_quote_that_never_closes_ends() -> None:
    assert read_table(b'event_type,channel_title\ntakedown,"' + b"a,b\n" * 400_000).refusal == "not_a_table"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk&t=5", "abcdefghijk"),
        ("youtu.be/abcdefghijk", "abcdefghijk"),
        ("https://youtube.com/shorts/abcdefghijk", "abcdefghijk"),
        ("abcdefghijk", "abcdefghijk"),
        ("https://youtube.com/watch?v=abcdefghijklm", None),
        ("my film", None),
    ],
)
def test_a_video_is_known_by_its_address(address: str, found: str | None) -> None:
    assert video_id(address) == found


def test_a_channel_is_known_by_id_and_never_by_handle() -> None:
    own = "UC" + "a1-_" * 5 + "xy"
    assert channel_id(own) == channel_id(f"https://www.youtube.com/channel/{own}/videos") == own
    assert channel_id("@lantern") is None and channel_id("UCshort") is None


def test_a_draft_takes_twenty_files_and_no_file_twice(reader: Reader) -> None:
    draft = Draft()
    for n in range(MAX_FILES + 2):
        draft.add(f"{n}.eml", look_at(f"{n}.eml", notice(n), reader))
        draft.add(f"again-{n}.eml", look_at(f"again-{n}.eml", notice(n), reader))
    assert len(draft.files) == MAX_FILES
    assert {trouble for _, trouble in draft.troubles} == {"too_many"}


def test_drafts_live_half_an_hour_after_they_were_touched_last() -> None:
    now = [0.0]
    drafts = Drafts(lambda: now[0])
    made = drafts.begin()
    assert made is not None
    token, draft = made
    now[0] += TTL_SECONDS - 1
    assert drafts.find(token) is draft
    now[0] += TTL_SECONDS - 1
    assert drafts.find(token) is draft
    now[0] += TTL_SECONDS + 1
    assert drafts.find(token) is None and drafts.find(None) is None and drafts.find("guess") is None


def test_a_flood_of_drafts_ends() -> None:
    drafts = Drafts(lambda: 0.0)
    assert sum(drafts.begin() is not None for _ in range(MAX_DRAFTS + 50)) == MAX_DRAFTS


@given(st.text())
def test_what_is_shown_can_be_seen(text: str) -> None:
    shown = visible(text)
    assert len(shown) <= 302 and not any(
        letter in shown.strip("\u2068\u2069") for letter in "\u202e\u2066\u200b\x00\x1b\n"
    )


@pytest.mark.parametrize("name", ["Leyla Əliyeva", "Мария Ёлкина", "Gülşən Çağlar", "İsmayıl Ağayev"])
def test_true_names_are_shown_as_they_are(name: str) -> None:
    assert visible(name) == name
