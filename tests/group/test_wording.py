"""Texts are recognised by what is peculiar to them, in four languages, and not by what the law has everybody say."""

from __future__ import annotations

import csv

import pytest

from strikes import settings
from strikes.group.minhash import find_wordings
from strikes.group.wording import read_shingles
from strikes.store.connection import insert_rows, scratch

SENTENCES = {
    "en": "The harbour film of our small studio was taken whole and shown without asking by people we never met",
    "ru": "Фильм о гавани нашей маленькой студии был взят целиком и показан без спросу людьми которых не знаем",
    "tr": "Küçük stüdyomuzun liman filmi daha önce hiç tanışmadığımız kişilerce sorulmadan alınıp gösterildi",
    "az": "Kiçik studiyamızın liman filmi heç tanımadığımız adamlar tərəfindən soruşmadan götürülüb göstərildi",
}
OTHER = {
    "en": "Seven photographs from a spring journey along the river stand in this upload although I alone sell them",
    "ru": "Семь снимков из весенней поездки вдоль реки стоят в этой записи хотя продаю их только я и никто другой",
    "tr": "Nehir boyunca yaptığım bahar yolculuğundan yedi fotoğraf yalnızca benim sattığım hâlde bu yüklemede duruyor",
    "az": "Çay boyu bahar səyahətimdən yeddi fotoşəkil yalnız mən satdığım halda bu yükləmədə dayanır və göstərilir",
}


def wordings(*texts: str) -> dict[int, int]:
    with scratch() as con:
        con.execute("create table writing (text_no bigint, text varchar)")
        insert_rows(con, "writing", list(enumerate(texts)))
        found = find_wordings(read_shingles(con))
    return dict(zip(found.text_no.tolist(), found.wording.tolist(), strict=True))


@pytest.mark.parametrize("language", SENTENCES)
def test_copies_are_one_wording_in_every_language(language: str) -> None:
    copied = f"{SENTENCES[language]} https://youtube.example/watch?v=1 12.03.2024"
    again = f"{SENTENCES[language].upper()} https://youtube.example/watch?v=2 15.04.2024"
    found = wordings(copied, OTHER[language], again)
    assert found[0] == found[2] != found[1]


def test_stock_sentences_are_nobodys_wording() -> None:
    with (settings.reference_dir() / "stock_sentences.csv").open(encoding="utf-8", newline="") as stream:
        stock = " ".join(row["sentence"] for row in csv.DictReader(stream))
    found = wordings(f"{stock} {SENTENCES['en']}", f"{OTHER['en']} {stock}", stock)
    assert found[0] != found[1] and 2 not in found


def test_short_texts_say_too_little_to_be_recognised() -> None:
    assert wordings("my video", "my video", "remove this please") == {}


def test_what_many_say_is_stock_too() -> None:
    many = [
        f"{OTHER['en']} {n} {' '.join(f'word{chr(97 + n % 26)}{chr(97 + n // 26)}' for _ in 'ab')}" for n in range(80)
    ]
    assert wordings(*many) == {}


def test_a_campaign_that_pastes_one_text_does_not_become_stock_by_it() -> None:
    assert set(wordings(*[f"{SENTENCES['en']} {n}" for n in range(100)]).values()) == {0}


def test_no_text_at_all() -> None:
    assert wordings() == {}
