"""One name or two: every way of writing a name, and the look-alikes that must not be taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.resolve.compare import compare_columns, compare_names

SAME = [
    ("Çingiz Mustafayev", "Чингиз Мустафаев"),
    ("Çingiz Mustafayev", "Чинҝиз Мустафајев"),
    ("Chingiz Mustafayev", "Mustafayev, Çingiz"),
    ("Çingiz Mustafayev", "Chingiz Mustafaeyv"),
    ("Çingiz Mustafayev", "chingiz.mustafayev"),
    ("Çingiz Mustafayev", "@chingizmustafayev_official"),
    ("Çingiz Mustafayev", "Мустафаев Чингиз Фуад оглы"),
    ("Gülşən Əhmədova", "Gulshan Ahmadova"),
    ("Deniz Yıldız", "Дениз Йылдыз"),
    ("Олексій Шевченко", "Oleksiy Shevchenko"),
    ("Odlar Film MMC", "Odlar Film LLC"),
    ("Odlar Film", "ООО «Одлар Фильм»"),
    ("Odlar TV", "Odlar TV Official"),
    ("TRT", "Türkiye Radyo ve Televizyon Kurumu"),
    ("İTV", "İctimai Televiziya"),
    ("Bakı Mərkəzi", "Baku Centre"),
    ("Euronews", "Еurоnews"),
    ("Nat Geo", "𝗡𝗮𝘁 𝗚𝗲𝗼"),
    ("Nat Geo", "Ｎａｔ Ｇｅｏ"),
    ("Nat Geo", "N4t Ge0"),
    ("Nat Geo", "Nat\u200b Geo"),
    ("Premium Film", "Prerniurn Film"),
    ("Pol'and'Rock Media", "Pol and Rock Media"),
    ("Vanderbilt Corp", "Van der Bilt Corp"),
]
DIFFERENT = [
    ("Elçin Məmmədov", "Elşən Məmmədov"),
    ("Anar Aliyev", "Anar Aliyeva"),
    ("Kamil Zeynallı", "Kamilə Zeynallı"),
    ("Zeynalov Eldar Kamil oğlu", "Zeynalov Eldar Cabir oğlu"),
    ("BBC News", "BBC Sport"),
    ("Space TV", "Dünya TV"),
    ("Vega Media LLC", "Sigma Media LLC"),
    ("Vaqif Tağıyev", "Vasif Tağıyev"),
    ("Samir Səlimov", "Samir Salmanov"),
    ("Nar Mobile", "Bar Mobile"),
    ("Kanal 4", "Kanal 5"),
    ("Cəfər Cəfərov", "Qafar Qafarov"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_spellings_of_one_name_are_the_same(one: str, two: str) -> None:
    found = compare_names(one, two)
    assert found.decision == "same", found


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_two_names_are_not_taken_for_one(one: str, two: str) -> None:
    found = compare_names(one, two)
    assert found.decision != "same", found


def test_the_reason_names_the_words_it_rests_on() -> None:
    assert compare_names("Anar Aliyev", "Anar Aliyeva").why.startswith("a man's name and a woman's")
    assert "name_aliases.csv" in compare_names("TRT", "Türkiye Radyo ve Televizyon Kurumu").why
    assert "only one has tv" in compare_names("Odlar", "Odlar TV").why


def test_an_empty_name_is_neither_same_nor_different() -> None:
    assert compare_names("", "Anar").decision == "unsure"
    assert compare_names("", "").decision == "unsure"


def test_what_is_too_long_to_compare_is_never_the_same() -> None:
    assert compare_names("a" * 10_000, "a" * 10_000 + "b").decision != "same"


NAMES = st.one_of(
    st.text(max_size=25),
    st.sampled_from([name for pair in SAME + DIFFERENT for name in pair]),
    st.text(alphabet="əşçƏ аеорсВBC0@. \u200b\u202e😀", max_size=12),
)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=6))
def test_the_order_of_a_pair_and_the_other_pairs_change_nothing(pairs: list[tuple[str, str]]) -> None:
    together = compare_columns([one for one, _ in pairs], [two for _, two in pairs])
    turned = compare_columns([two for _, two in pairs], [one for one, _ in pairs])
    assert together.score.tolist() == turned.score.tolist()
    assert together.why == turned.why
    for at, (one, two) in enumerate(pairs):
        alone = compare_names(one, two)
        assert (alone.score, alone.decision, alone.why) == (
            together.score[at], together.decision[at], together.why[at],
        )  # fmt: skip
        assert 0 <= alone.score <= 1


@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    found = compare_names(name, name)
    assert found.score == 1 or not name.strip() or found.decision == "unsure"
