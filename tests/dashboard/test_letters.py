"""R17: letters are shown as they are, tricks are seen, true names are left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analyst.blocks import letters

DIRECTIONS = map(chr, (0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069))
NO_WIDTH = map(chr, range(0x200B, 0x2010))
HIDDEN = [*DIRECTIONS, *NO_WIDTH, *"\u00ad\u2060\ufeff\x00\x1b\u2028\U000e0041"]

#: Invented names in the scripts and spellings of the region: none of them is a trick.
GIVEN = ("Əli", "Gülşən", "İlkin", "Ilqar", "Şəmsi", "Çağlar", "Ömür", "Ülviyyə", "Ксения", "Ёлкин", "Юрий", "Мадина",
         "سالم", "نورة", "می\u200cخواهم", "علی\u200cرضا", "Zoë", "Łukasz", "Đorđe", "Nguyễn")  # fmt: skip
FAMILY = ("Qəribov", "Yıldız", "İbrahimqızı", "O'Neil", "Smith-Jones", "Дурнева", "Öztürk", "الوردي", "McKay", "Ltd.")


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda c: f"U+{ord(c):04X}")
def test_what_cannot_be_seen_is_shown_by_its_number(hidden: str) -> None:
    assert f"⟦U+{ord(hidden):04X}⟧" in letters.visible(f"pay{hidden}pal")


@pytest.mark.parametrize("name", [f"{given} {family}" for given in GIVEN for family in FAMILY])
def test_a_true_name_is_shown_as_it_is(name: str) -> None:
    assert letters.visible(name) == name
    assert letters.underlined(name) is None


@pytest.mark.parametrize(
    ("name", "foreign"),
    [
        ("раураl", "l"),
        ("Уoutube Legal", "У"),
        ("ΡayPal", "Ρ"),
        ("Тikтok", "Ттo"),
        ("аpple", "а"),
        ("Nintend\u043e", "\u043e"),
    ],
)
def test_letters_of_another_script_inside_a_word_are_underlined(name: str, foreign: str) -> None:
    found = {letter for letter, _ in letters.foreign_letters(name)}
    assert found and found <= set(foreign)
    marked = letters.underlined(name)
    assert marked is not None and marked.replace("\u0332", "") == name


def test_words_of_different_scripts_side_by_side_are_no_trick() -> None:
    assert letters.underlined("Студия Long Lens") is None


@given(st.text())
def test_nothing_hidden_remains_and_nothing_is_lost(text: str) -> None:
    shown = letters.visible(text)
    kept = {"\u200c", "\u200d"}
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c not in kept]
    assert all(letter in shown for letter in text if letter.isalnum() and ord(letter) < 0x300)


@given(st.text(max_size=3000), st.integers(1, 400))
def test_cut_text_keeps_to_its_length(text: str, most: int) -> None:
    assert len(letters.visible(text, most)) <= most


def test_piled_up_marks_do_not_run_over_the_page() -> None:
    assert letters.visible("a" + "\u0336" * 50).count("\u0336") == 3


def test_a_name_inside_a_sentence_does_not_turn_the_sentence_round() -> None:
    assert letters.filled("{who}, 15 Nov", who="سالم") == "\u2068سالم\u2069, 15 Nov"
    assert letters.filled("{who}, 15 Nov", who="Rəşad") == "Rəşad, 15 Nov"


def test_braces_in_a_value_stay_braces() -> None:
    assert letters.filled("by {who}", who="{who.__class__} {0}") == "by {who.__class__} {0}"


def test_words_that_two_texts_share_are_bracketed() -> None:
    one, other = "this is my own personal video", "remove it, this is MY own clip"
    assert letters.bracketed(one, other) == "⟪this is my own⟫ personal video"
    assert letters.bracketed("to be or not", "be that as it may") == "to be or not"
