"""Letters that deceive are told to the reader (R17); names as people bear them are not."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.resolve.notes import letters_of_note

DISGUISED = [
    *(f"BBC{sign}swen" for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    *(f"Sky{sign}News" for sign in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"),
    "раураl", "Уоutube", "YouТube", "Nаt Gео", "Discοvery", "Micrоsoft", "Аpple", "Gооgle", "Netflіx", "Euronеws",
    "СNN", "ТRТ", "Тrt World", "Ѕky", "Ѕpace TV", "Lider Мedia", "Мeydan TV", "Bloоmberg", "Reutеrs", "Ѵevo", "Ԝarner",
    "ВВС", "ВВС News", "аррӏе", "еВау", "сосасоӏа", "НВО", "Нetflix", "Vеvо Мusic", "Alјazeera", "Μicrosoft", "Αpple",
    "𝗡𝗮𝘁 𝗚𝗲𝗼", "𝓢𝓴𝔂", "ＢＢＣ", "Ｎａｔ Ｇｅｏ", "Ⓑⓑⓒ", "🅱🅱🅲", "🇧🇧🇨", "z̷̧̨̢͈a", "B\u0338\u0338\u0338BC",
]  # fmt: skip
#: Persons are invented; the spellings are those of five languages and seven alphabets.
TRUE = [
    "Əliyev Elçin", "İlqar Məmmədov", "Ülviyyə Ağasıyeva", "Ҹаһанҝир Ејвазов", "Һүсејн Әлијев", "Əлијев", "ILQAR IŞIQ",
    "i\u0307lham", "Гюльнара Кулиева", "Вера Котова", "Сара", "Роса", "Тарас Орест", "Рома Нота", "Жан-Клод Иванов",
    "Вʼячеслав Деревʼянко", "О'Рейлли", "Şükrü Yıldız", "Ömer Çağlar", "Iğdır", "علی‌رضا", "می‌خواهم", "محمد بن سلمان",
    "فاطمه زهرا", "José Muñoz", "François Noël", "Zoë", "Łukasz Żółć", "გიორგი ბერიძე", "Արամ Պետրոսյան", "Γιώργος",
    "O’Reilly", "👨‍👩‍👧 Family", "❤️ Music", "ООО «Netflix»", "TV Новости", "Kanal 5", "北京 TV", "東京", "नमस्ते", "ক্‌ষ",
]  # fmt: skip


@pytest.mark.parametrize("name", DISGUISED)
def test_a_disguise_is_told(name: str) -> None:
    assert letters_of_note(name), f"{name!r} should be marked"


@pytest.mark.parametrize("name", TRUE)
def test_a_true_name_is_left_alone(name: str) -> None:
    assert letters_of_note(name) == ""


def test_no_known_name_is_marked() -> None:
    rules = importlib.import_module("strikes.resolve.rules")
    assert [name for name in sorted(rules.known_names()) if letters_of_note(name)] == []


def test_the_note_says_which_letters() -> None:
    assert letters_of_note("Уoutube") == "Уoutube mixes scripts: У is Cyrillic; it reads as youtube."
    assert "U+202E" in letters_of_note("BBC\u202eswen")


@given(st.text(max_size=40))
def test_any_text_can_be_described(name: str) -> None:
    assert isinstance(letters_of_note(name), str)


def test_reference_tables_name_their_sources() -> None:
    folder = importlib.import_module("strikes.settings").reference_dir()
    rows = importlib.import_module("strikes.resolve.rules").rows
    for table in ("sounds", "sound_costs", "confusables", "legal_forms", "name_words", "name_aliases", "known_names",
                  "name_variants", "surname_endings", "mail_providers"):  # fmt: skip
        assert Path(folder, f"{table}.csv").is_file()
        bare = [row for row in rows(table) if not row["source"].startswith(("http", "inferred:"))]
        assert not bare, f"{table}: {bare[:3]}"
