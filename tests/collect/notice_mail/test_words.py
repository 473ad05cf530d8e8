"""The table of words: sound in itself, and enough to add a language."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from strikes import settings
from strikes.collect.notice_mail import line, prose
from strikes.collect.notice_mail.read import read
from strikes.collect.notice_mail.words import words

ROWS = list(csv.DictReader((settings.reference_dir() / "notice_labels.csv").read_text(encoding="utf-8").splitlines()))

#: What somebody would add for Georgian: SIMULATED translations, as the azerbaijani rows are.
GEORGIAN = """\
ka,label,title,ვიდეოს სათაური,inferred,inferred: for this test
ka,label,url,ვიდეოს მისამართი,inferred,inferred: for this test
ka,label,removal_by,მოთხოვნის ავტორი,inferred,inferred: for this test
ka,label,contact,საკონტაქტო ინფორმაცია,inferred,inferred: for this test
ka,phrase,strike_heading,თქვენ მიიღეთ გაფრთხილება,inferred,inferred: for this test
ka,standing,,თქვენ გაქვთ {n} გაფრთხილება,inferred,inferred: for this test
ka,number,2,ორი,inferred,inferred: for this test
ka,header,from,გამომგზავნი,inferred,inferred: for this test
ka,header,date,თარიღი,inferred,inferred: for this test
ka,header,subject,თემა,inferred,inferred: for this test
ka,month,2,თებერვალი,inferred,inferred: for this test
"""
NOTICE = """\
გამარჯობა, ნახეთ:

გამომგზავნი: YouTube <no-reply@youtube.com>
თარიღი: 11 თებერვალი 2026, 13:40
თემა: შეტყობინება

ვიდეოს სათაური: ზღვა
ვიდეოს მისამართი: https://www.youtube.com/watch?v=aB3dE6gH9jK
მოთხოვნის ავტორი: Tern House
საკონტაქტო ინფორმაცია: t@tern.example

თქვენ მიიღეთ გაფრთხილება
თქვენ გაქვთ ორი გაფრთხილება
"""


def forget() -> None:
    for remembered in (words, line._line, prose._paragraph, prose.is_known_line):
        remembered.cache_clear()  # type: ignore[attr-defined]


@pytest.fixture
def with_georgian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    table = (settings.reference_dir() / "notice_labels.csv").read_text(encoding="utf-8")
    (tmp_path / "notice_labels.csv").write_text(table + GEORGIAN, encoding="utf-8")
    monkeypatch.setattr(settings, "reference_dir", lambda: tmp_path)
    forget()
    yield
    monkeypatch.undo()
    forget()


def test_a_language_is_added_by_rows_alone(with_georgian: None) -> None:
    (told,) = read(NOTICE.encode())
    assert (told.language, told.notice_at, told.strikes_standing) == ("ka", "2026-02-11", 2)
    (claim,) = told.claims
    assert (claim.video_id, claim.video_title) == ("aB3dE6gH9jK", "ზღვა")
    assert (claim.claimant_name, claim.claimant_email) == ("Tern House", "t@tern.example")


def test_without_the_rows_nothing_is_guessed() -> None:
    (told,) = read(NOTICE.encode())
    assert (told.parsed, told.event_type, told.claims) == (False, None, ())


def test_every_row_says_whether_it_was_seen_and_where() -> None:
    for row in ROWS:
        assert row["mark"] in ("seen", "inferred"), row
        assert row["source"].startswith("https://" if row["mark"] == "seen" else "inferred: "), row
        assert row["text"] == row["text"].strip() != "", row


def test_no_row_is_there_twice() -> None:
    keys = [(row["language"], row["kind"], row["key"], row["text"]) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_every_kind_of_row_is_known() -> None:
    kinds = {row["kind"] for row in ROWS}
    assert kinds <= {
        "label", "wild", "phrase", "claimant", "standing", "greeting", "nobody", "nochannel", "number", "month",
        "header", "separator", "wrote", "condition", "occasion", "topic", "single_video", "whole_channel",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru", "tr", "az"])
def test_a_language_has_what_reading_needs(language: str) -> None:
    own = {(row["kind"], row["key"]) for row in ROWS if row["language"] == language}
    labels = ("title", "url", "work", "found_in", "removal_by", "takedown_by", "contact", "claimed_by")
    assert {("label", key) for key in labels} <= own
    phrases = ("takedown", "scheduled", "termination", "retraction", "reinstatement", "refused", "guidelines", "answer")
    assert {("phrase", key) for key in phrases} <= own
    assert {("header", key) for key in ("from", "date", "to", "subject")} <= own
    assert {("month", str(month)) for month in range(1, 13)} <= own
