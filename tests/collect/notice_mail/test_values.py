"""Values of a notice, one by one."""

from __future__ import annotations

import pytest

from strikes.collect.notice_mail.values import email_address, is_cut_address, phone_number, plain, videos

ID = "aB3dE6gH9jK"


@pytest.mark.parametrize(
    "address",
    [
        f"http://www.youtube.com/watch?v={ID}",
        f"https://youtu.be/{ID}?si=x",
        f"https://youtube.com/shorts/{ID}",
        f"https://www.youtube.com/live/{ID}?feature=share",
        f"https://m.youtube.com/watch?app=desktop&v={ID}",
        f"https://www.youtube.com/watch?feature=x&amp;v={ID}&amp;t=3",
        f"https://www.youtube-nocookie.com/embed/{ID}",
        f"https://studio.youtube.com/video/{ID}/edit",
        f"https://www.google.com/url?q=https://www.youtube.com/watch%3Fv%3D{ID}&sa=D",
        f"https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fyoutu.be%2F{ID}&data=x",
        f"https://www.youtube.com/watch?v={ID}<https://www.youtube.com/watch?v={ID}>",
        f"(https://youtu.be/{ID}).",
        f"https://www.youtube.com/watch?v=3D{ID}",
        f"www.youtube.com/watch?v={ID}",
    ],
)
def test_a_video_is_found_in_every_form_of_address(address: str) -> None:
    (found,) = videos(f"see {address} there")
    assert found.id == ID
    assert ID in found.url and "<" not in found.url


@pytest.mark.parametrize(
    "text",
    [
        "https://support.google.com/youtube/answer/2814000",
        "https://www.youtube.com/channel/UCaaaaaaaaaaaaaaaaaaaaaa",
        f"https://vimeo.com/watch?v={ID}",
        f"https://www.youtube.com/watch?v={ID}x",
        "https://youtu.be/short",
        f"v={ID}",
        # The Kelvin sign and the long s are letters to a search that ignores case.
        "https://youtu.be/aB3dE6gH9j\u212a",
        "https://youtu.be/aB3dE6gH9j\u017f",
    ],
)
def test_what_is_no_video_gives_none(text: str) -> None:
    assert videos(text) == []


def test_a_video_named_twice_is_one() -> None:
    assert len(videos(f"https://youtu.be/{ID} https://www.youtube.com/watch?v={ID}")) == 1


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("desk@granite.example", "desk@granite.example"),
        ("desk@granite.example<mailto:desk@granite.example>", "desk@granite.example"),
        ("[desk@granite.example](mailto:desk@granite.example)", "desk@granite.example"),
        ("Legal <desk@granite.example>, Baku", "desk@granite.example"),
        ("*desk@granite.example*", "desk@granite.example"),
        ("desk@granite.example.", "desk@granite.example"),
        ("почта@пример.рф", "почта@пример.рф"),
        ("a***@b.com", None),
        ("j***n@b.com", None),
        ("**n@b.com", None),
        ("john@b***.com", None),
        ("[email protected]", None),
        ("[email\u00a0protected]", None),
        ("j…n@b.com", None),
        ("desk at granite.example", None),
        ("", None),
    ],
)
def test_an_address_is_read_only_where_it_is_written_out(text: str, address: str | None) -> None:
    assert email_address(text) == address


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("  Tern\u00a0 House ", "Tern House"),
        ("\u2068Tern House\u2069", "Tern House"),
        ("Tern\u202e House", "Tern\u202e House"),
        ("**Tern House**", "Tern House"),
        ("* Tern House", "Tern House"),
        ("Tern &amp; Gull", "Tern & Gull"),
        ("Storm <https://youtu.be/x>", "Storm"),
        ("[Storm](https://youtu.be/x)", "Storm"),
        ("Tern House |", "Tern House"),
        ("[email protected]", None),
        ("***", None),
        ("-", None),
        ("", None),
        ("X", "X"),
        ("Ünlü Film A.Ş.", "Ünlü Film A.Ş."),
    ],
)
def test_a_value_is_shown_as_a_person_reads_it(text: str, value: str | None) -> None:
    assert plain(text) == value


def test_a_telephone_number_is_one_with_seven_digits_or_more() -> None:
    assert phone_number("Tel. +994 (12) 345-67-89, Baku") == "+994 (12) 345-67-89"
    assert phone_number("room 12, since 1998") is None


def test_a_cut_address_is_known() -> None:
    assert is_cut_address("https://www.youtube.com/watch?v=") and not is_cut_address("https://example.org/")
