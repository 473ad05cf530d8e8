"""Whatever the text: nothing is raised, nothing is invented, nothing is lost."""

from __future__ import annotations

import hashlib
import re

from hypothesis import example, given
from hypothesis import strategies as st

from strikes.collect.notice_mail.charset import decoded
from strikes.collect.notice_mail.dates import header_time, stated_time
from strikes.collect.notice_mail.fold import INVISIBLE, fold, visible
from strikes.collect.notice_mail.forwards import Envelope, messages
from strikes.collect.notice_mail.mime import Refused, cut, words_decoded
from strikes.collect.notice_mail.page import as_text
from strikes.collect.notice_mail.read import read
from strikes.collect.notice_mail.reading import Reading, from_wire
from strikes.collect.notice_mail.sheet import sheet
from strikes.collect.notice_mail.values import email_address, plain, videos
from strikes.collect.notice_mail.words import words

LABELS = sorted(words().labels)
#: Pieces that the parsers look for, so that arbitrary text comes near what they read.
PIECES = st.sampled_from(
    [f"{label}: " for label in LABELS[::7]]
    + ["Video title: ", "Video url: ", "Takedown issued by: ", "Contact info: ", "https://www.youtube.com/watch?v="]
    + [
        "aB3dE6gH9jK",
        "x@y.example",
        "a***@b.com",
        "You now have 2 copyright strikes.",
        "Tern House",
        "> ",
        "\n",
        "\n\n",
    ]
    + [
        "third-party notification from ",
        " claiming",
        "taken down by ",
        ":\n",
        "---------- Forwarded message ---------\n",
    ]
    + [
        "From: YouTube <no-reply@youtube.com>\n",
        "Date: Mon, Feb 9, 2026 at 9:40 AM\n",
        "\u200b",
        "İ",
        "ə",
        "*",
        "|",
        "\t",
    ]
)
NEAR_NOTICES = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)


def bare(text: str) -> str:
    """The text without white space and invisible signs: values are put on one line."""
    return re.sub(r"\s+", "", visible(text))


def readings(raw: bytes) -> list[Reading]:
    try:
        return read(raw)
    except Refused as reason:
        assert str(reason).endswith(".")
        return []


@given(st.binary(max_size=3000))
@example(b"\r\n\r\n")
@example(b"From \r\n")
@example(b"a:\nb:\n")
def test_arbitrary_bytes_raise_nothing(raw: bytes) -> None:
    for reading in readings(raw):
        assert not reading.claims or reading.parsed


@given(st.text(max_size=2000) | NEAR_NOTICES)
def test_nothing_is_invented(text: str) -> None:
    raw = text.encode("utf-8", errors="surrogatepass")
    source = bare(decoded(raw))
    for reading in readings(raw):
        assert reading.sha256 == hashlib.sha256(raw).hexdigest()
        for claim in reading.claims:
            # A name is text of the notice on one line; quotation marks and bullets inside it may be gone.
            for piece in (claim.claimant_name or "").split():
                assert bare(piece) in source or "&" in source
            assert claim.video_id is None or claim.video_id in source
            assert claim.claimant_email is None or claim.claimant_email in source


@given(NEAR_NOTICES)
def test_a_mail_and_a_page_of_it_raise_nothing(text: str) -> None:
    head = "From: YouTube <no-reply@youtube.com>\r\nTo: a@b.example\r\nContent-Type: text/{}; charset=utf-8\r\n\r\n"
    for kind in ("plain", "html"):
        readings((head.format(kind) + text).encode())
    as_text(text)


@given(NEAR_NOTICES)
def test_a_reading_survives_the_way_out_of_the_child(text: str) -> None:
    import json

    for reading in readings(text.encode()):
        assert from_wire(json.loads(json.dumps(reading))) == reading


@given(st.text(max_size=300))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=500) | NEAR_NOTICES)
def test_a_sheet_has_as_many_folded_lines_as_lines_and_cuts_without_loss(text: str) -> None:
    made = sheet(text)
    assert len(made.lines) == len(made.folded)
    assert len(made.text) == len(made.compared)
    assert all(len(part.lines) <= len(made.lines) for _, part in messages(made, Envelope()))


@given(st.text(max_size=200))
def test_values_raise_nothing_and_stay_within_the_text(text: str) -> None:
    shown = plain(text)
    assert shown is None or shown.strip(INVISIBLE + " ") == shown
    assert all(video.id in text for video in videos(text))
    address = email_address(text)
    assert address is None or ("*" not in address and address in visible(text))


@given(st.text(max_size=120))
def test_dates_raise_nothing(text: str) -> None:
    form = r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?"
    for told in (header_time(text), stated_time(text)):
        assert told is None or re.fullmatch(form, told)


@given(st.binary(max_size=300), st.none() | st.text(max_size=20))
def test_any_bytes_in_any_charset_become_text(data: bytes, charset: str | None) -> None:
    assert isinstance(decoded(data, charset), str)


@given(st.text(max_size=200))
def test_encoded_words_raise_nothing(text: str) -> None:
    words_decoded(text)
    words_decoded(f"=?utf-8?q?{text}?= =?koi8-r?b?{text}?=")


@given(st.binary(max_size=400))
def test_an_attached_mail_is_cut_out_byte_for_byte(inner: bytes) -> None:
    boundary = b"=_a9f1"
    head = (
        b'From: a@b.example\r\nTo: c@d.example\r\nContent-Type: multipart/mixed; boundary="' + boundary + b'"\r\n\r\n'
    )
    raw = (
        head + b"--" + boundary + b"\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--" + boundary + b"--\r\n"
    )
    mail = cut(raw)
    assert mail is not None
    assert mail.attached == [inner]
