"""Raw mails come out of files, folders, mailboxes and archives byte for byte, or with the reason why not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.collect.mailbox import INTAKE, OWN, Limits, mails, mails_in
from strikes.errors import InputError
from tests.collect.notice_mail.factory import LAYOUTS, WAYS, Letter

ONE = WAYS["direct"](LAYOUTS["g3"](Letter())).raw + b"\r\n"
TWO = WAYS["gmail"](LAYOUTS["g2"](Letter())).raw
POSTMARK = b"From 1789@xxx Tue Mar 03 10:15:00 +0000 2026\r\n"


def mbox(*raws: bytes) -> bytes:
    return b"".join(POSTMARK + raw.replace(b"\r\nFrom ", b"\r\n>From ") + b"\r\n" for raw in raws)


def raws(path: Path, limits: Limits = OWN) -> list[bytes]:
    return [found.raw for found in mails([path], limits) if not found.refusal]


def refusals(path: Path, limits: Limits = OWN) -> list[str]:
    return [found.refusal for found in mails([path], limits) if found.refusal]


def zipped(path: Path, **entries: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def test_a_folder_gives_its_mails_in_order_of_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.eml").write_bytes(TWO)
    (tmp_path / "a.eml").write_bytes(ONE)
    (tmp_path / ".hidden").write_bytes(ONE)
    assert raws(tmp_path) == [ONE, TWO]


def test_a_mailbox_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "takeout.txt"
    path.write_bytes(mbox(ONE, TWO, ONE))
    assert raws(path) == [ONE, TWO, ONE]


def test_a_line_that_begins_with_from_does_not_split_a_mail(tmp_path: Path) -> None:
    tricky = ONE + b"\r\nFrom here on we know nothing.\r\n\r\n>From a quotation\r\n"
    path = tmp_path / "m.mbox"
    path.write_bytes(POSTMARK + tricky + b"\r\n" + POSTMARK + TWO)
    assert len(raws(path)) == 2
    assert raws(path)[0].startswith(ONE)


def test_escaped_from_lines_come_back(tmp_path: Path) -> None:
    path = tmp_path / "m.mbox"
    path.write_bytes(POSTMARK + b"Subject: x\r\n\r\n>From me\r\n>>From you\r\n")
    assert raws(path) == [b"Subject: x\r\n\r\nFrom me\r\n>From you\r\n"]


def test_standard_input_takes_a_mail_and_a_mailbox() -> None:
    assert [found.raw for found in mails_in(io.BytesIO(ONE))] == [ONE]
    assert [found.raw for found in mails_in(io.BytesIO(mbox(ONE, TWO)))] == [ONE, TWO]


def test_an_oversize_mail_in_a_mailbox_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "m.mbox"
    path.write_bytes(POSTMARK + b"Subject: x\n\n" + (b"x" * 1000 + b"\n") * 27_000 + b"\n" + POSTMARK + TWO)
    assert raws(path) == [TWO]
    assert refusals(path) == ["The mail is larger than 25 MB."]


def test_an_archive_gives_its_mails(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", **{"a.eml": ONE, "folder/b.mbox": mbox(TWO, ONE)})
    assert raws(path) == [ONE, TWO, ONE]


def test_a_bomb_is_left_alone(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", **{"a.txt": b"\0" * 50 * 2**20, "b.eml": ONE})
    assert refusals(path) == ["It unpacks to far more than it holds; it was left alone."]
    assert raws(path) == [ONE]


def test_an_archive_in_an_archive_is_left_alone(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", **{"a.eml": ONE}).read_bytes()
    path = zipped(tmp_path / "x.zip", **{"inner.zip": inner})
    assert refusals(path) == ["It is an archive inside an archive."]


@pytest.mark.parametrize("name", ["../up.eml", "/etc/x.eml", "a/../../b.eml", "C:/x.eml"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    assert refusals(zipped(tmp_path / "x.zip", **{name: ONE})) == ["Its name leads out of the archive."]


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("link.eml")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert refusals(tmp_path / "x.zip") == ["It is a link."]


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.eml").write_bytes(ONE)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.eml").symlink_to(tmp_path / "outside.eml")
    assert raws(tmp_path / "in") == []


@pytest.mark.parametrize("cut", [10, 100, -10, -30])
def test_a_cut_archive_is_told_in_words(tmp_path: Path, cut: int) -> None:
    whole = zipped(tmp_path / "whole.zip", **{"a.eml": ONE}).read_bytes()
    (tmp_path / "x.zip").write_bytes(whole[:cut])
    assert "cannot be opened" in refusals(tmp_path / "x.zip")[0]


def test_the_public_intake_takes_less(tmp_path: Path) -> None:
    many = zipped(tmp_path / "many.zip", **{f"{n}.eml": ONE for n in range(101)})
    assert refusals(many, INTAKE) == ["The archive holds more than 100 files."]
    assert len(raws(many)) == 101
    box = tmp_path / "box.mbox"
    box.write_bytes(mbox(*[b"Subject: x\r\n\r\nhi\r\n"] * 1001))
    assert len(raws(box, INTAKE)) == 1000
    assert "More than 1000 mails" in refusals(box, INTAKE)[0]


def test_what_is_no_mail_is_refused_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)
    (tmp_path / "b.bin").write_bytes(b"\x7fELF" + b"\0" * 5000)
    assert [reason.split(".")[0] for reason in refusals(tmp_path)] == [
        "This is an Outlook ",
        "This is neither a mail nor text",
    ]


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.eml"):
        list(mails([tmp_path / "nowhere.eml"]))


@given(st.lists(st.binary(min_size=1, max_size=200), min_size=1, max_size=5))
def test_any_bytes_in_a_mailbox_raise_nothing_and_lose_no_mail(bodies: list[bytes]) -> None:
    content = b"".join(POSTMARK + b"Subject: x\r\n\r\n" + body + b"\r\n\r\n" for body in bodies)
    assert len(list(mails_in(io.BytesIO(content)))) >= len(bodies)
