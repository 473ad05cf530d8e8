"""Spellings of one name meet in one key; legal forms, titles and fathers are told from names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.resolve.fold import comparison_key, fold, fold_all, without_legal_form


@pytest.mark.parametrize(
    "spellings",
    [
        ("Hüseynov", "Гусейнов", "Һүсејнов", "Huseynov", "Guseynov"),
        ("Əliyev", "Aliyev", "Алиев", "Əлијев", "Eliyev"),
        ("Qurbanov", "Курбанов", "Kurbanov", "Gurbanov"),
        ("Cəfərov", "Джафаров", "Jafarov", "Dzhafarov", "Ҹәфәров"),
        ("Xədicə", "Хадиджа", "Khadija", "Хәдиҹә"),
        ("İlqar", "ILQAR", "ilqar", "Ilgar", "Илгар"),
        ("Şəki Film MMC", "ООО «Шәки Филм»", "Sheki Film LLC", "SHAKI FILM"),
        ("Əzimov, Xalid", "Халид Әзимов", "Khalid Azimov"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({comparison_key(name) for name in spellings}) == 1, {name: comparison_key(name) for name in spellings}


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Общество с ограниченной ответственностью «Şəki Film»", "«Şəki Film»"),
        ("Çinar Film MMC", "Çinar Film"),
        ("A.Ş. Çinar Film", "Çinar Film"),
        ("Bowne S.A.R.L.", "Bowne"),
        ("MMC", "MMC"),
    ],
)
def test_the_legal_form_is_parted_from_the_name(name: str, bare: str) -> None:
    assert without_legal_form(name) == bare


def test_the_legal_form_keeps_its_kind() -> None:
    assert fold("Muğan Production ASC").legal == ("open_stock",)
    assert fold("Muğan Production").legal == ()


@pytest.mark.parametrize(
    "name",
    [
        "Məmmədov Eldar Kamil oğlu",
        "Мамедов Эльдар Кямиль оглы",
        "Eldar Kamil oghlu Mammadov",
        "Эльдар Камилович Мамедов",
    ],
)
def test_the_fathers_name_stands_apart(name: str) -> None:
    folded = fold(name)
    assert len(folded.tokens) == 2
    assert folded.father is not None and folded.father.sound.startswith("k")


def test_a_title_is_dropped_where_a_name_is_left() -> None:
    assert [token.text for token in fold("Mr. Recep Erdoğan").tokens] == ["recep", "erdoğan"]
    assert [token.text for token in fold("Xanım Yunisova").tokens] == ["xanim", "yunisova"], "a given name as well"


def test_mixed_scripts_are_read_by_their_looks_and_whole_ones_by_their_sound() -> None:
    assert fold("Discоvery").tokens[0].sound == fold("Discovery").tokens[0].sound
    assert fold("Вера").tokens[0].sound == "vera"
    assert fold("ВВС").tokens[0].look == "bbc"


@pytest.mark.parametrize(
    "name", ["", "   ", "😀😀", "\u200b", "\ud800", "!!!", "\n", "@", "..", "a" * 10_000, "ا" * 300]
)
def test_any_text_can_be_folded(name: str) -> None:
    folded = fold(name)
    assert folded.is_cut == (len(name) > 200)
    assert comparison_key(name) == comparison_key(name)


@given(st.lists(st.text(max_size=30), max_size=8))
def test_a_column_folds_as_its_names_one_by_one(names: list[str]) -> None:
    folded = fold_all(names)
    assert [folded[at] for at in range(len(names))] == [fold(name) for name in names]


@given(st.text(alphabet="abcçdeəfgğhxıijkqlmnoöprsştuüvyz ", min_size=1, max_size=30))
def test_case_and_order_do_not_change_the_key(name: str) -> None:
    turned = " ".join(reversed(name.split()))
    assert comparison_key(turned) == comparison_key(name)
    assert comparison_key(name.replace("i", "İ").upper()) == comparison_key(name)
