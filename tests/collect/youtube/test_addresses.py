"""What people write for a channel is read, and what cannot be told is None."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.collect.youtube.addresses import Address, is_channel_id, is_video_id, normalise_channel

ID = "UCsimulated_channel-0001"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (ID, Address("id", ID)),
        (f"  {ID}\n", Address("id", ID)),
        (f"https://www.youtube.com/channel/{ID}", Address("id", ID)),
        (f"youtube.com/channel/{ID}/videos?view=0", Address("id", ID)),
        (f"https://m.youtube.com/channel/{ID}?si=abc", Address("id", ID)),
        (f"https://studio.youtube.com/channel/{ID}/", Address("id", ID)),
        ("@juniper.film", Address("forHandle", "@juniper.film")),
        ("https://youtube.com/@juniper-film/about", Address("forHandle", "@juniper-film")),
        ("https://www.youtube.com/@%C9%99d%C9%99biyyat", Address("forHandle", "@ədəbiyyat")),
        ("@новости", Address("forHandle", "@новости")),
        ("http://www.youtube.com/user/OldName", Address("forUsername", "OldName")),
    ],
)
def test_a_channel_is_told_by_id_handle_and_address(text: str, meant: Address) -> None:
    assert normalise_channel(text) == meant


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "nothing"),
        ("Juniper Film Trust", "a name is no address"),
        ("@", "an empty handle"),
        ("@two words", "no handle has a space"),
        ("https://www.youtube.com/c/Juniper", "the API cannot tell where a custom address leads"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "a video"),
        ("https://youtube.com.evil.example/channel/" + ID, "another host"),
        ("https://www.youtube.com/channel/UCshort", "no id"),
        ("UCsim-harbour", "no id"),
        ("javascript:@x", "no address"),
        ("http://[broken", "no address at all"),
    ],
)
def test_what_cannot_be_told_is_none(text: str, reason: str) -> None:
    assert normalise_channel(text) is None, reason


@given(st.text())
def test_any_text_is_an_address_or_none(text: str) -> None:
    found = normalise_channel(text)
    assert found is None or found.by in ("id", "forHandle", "forUsername")


_ID_LETTERS = string.ascii_letters + string.digits + "_-"


@given(st.text(_ID_LETTERS, min_size=22, max_size=22))
def test_every_id_is_found_in_every_address_it_has(tail: str) -> None:
    channel_id = "UC" + tail
    for text in (channel_id, f"https://youtube.com/channel/{channel_id}", f"youtube.com/channel/{channel_id}/about"):
        assert normalise_channel(text) == Address("id", channel_id)


def test_ids_have_their_form() -> None:
    assert is_channel_id(ID) and not is_channel_id(ID + "x") and not is_channel_id("HC" + ID[2:])
    assert is_video_id("dQw4w9WgXcQ") and not is_video_id("dQw4w9WgXc") and not is_video_id("dQw4w9WgXc!")
