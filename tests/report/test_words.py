"""Four languages that say the same: a text missing in one of them, or left in English, fails here."""

from __future__ import annotations

import re
import string

import pytest

from strikes.errors import UsageError
from strikes.report.words import PLURALS, Forms, words
from strikes.signals import catalogue

OTHERS = [language for language in PLURALS if language != "en"]
ENGLISH = words("en").keys()
#: Written alike in two languages, or made of placeholders alone.
ALIKE = re.compile(r"^(col\.video|legend\.weight|col\.q|month_short\..*)$")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def texts(forms: Forms) -> list[str]:
    return list(forms.values()) if isinstance(forms, dict) else [forms]


def letters_of(text: str) -> str:
    return re.sub(r"\{[^}]*\}|[\W\d_]", "", text)


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_there_and_takes_the_same_values(language: str) -> None:
    own = words(language).keys()
    assert set(own) == set(ENGLISH)
    for key, forms in ENGLISH.items():
        wanted = set().union(*map(placeholders, texts(forms))) - {"n"}
        for text in texts(own[key]):
            assert placeholders(text) - {"n"} == wanted, key


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_was_left_in_english(language: str) -> None:
    own = words(language).keys()
    left = [
        key
        for key, forms in ENGLISH.items()
        if isinstance(forms, str) and own[key] == forms and letters_of(forms) and not ALIKE.match(key)
    ]
    assert left == []


@pytest.mark.parametrize("language", PLURALS)
def test_a_counted_text_has_every_form_its_language_asks_for(language: str) -> None:
    forms = {PLURALS[language](n) for n in range(200)}
    for key, text in words(language).keys().items():
        if isinstance(text, dict):
            assert set(text) == forms, key


@pytest.mark.parametrize(
    ("n", "told"),
    [(1, "1 заявка"), (3, "3 заявки"), (5, "5 заявок"), (11, "11 заявок"), (21, "21 заявка"), ("<5", "<5 заявок")],
)
def test_russian_counts_as_russians_do(n: int | str, told: str) -> None:
    assert words("ru").count("count.claims", n) == told


@pytest.mark.parametrize("language", OTHERS)
def test_words_of_signals_are_of_signals_there_are_and_invent_no_value(language: str) -> None:
    known = {signal.id: signal for signal in catalogue()}
    for name, own in words(language).signals().items():
        signal = known[name]
        assert set(own) - {"title", "innocent"} <= set(signal.explain), name
        for grade, text in own.items():
            if grade in signal.explain:
                assert placeholders(text) <= placeholders(signal.explain[grade]) | {"n", "n_of", "p_value"}, (
                    name,
                    grade,
                )


def test_a_day_is_told_no_finer_than_it_is_known() -> None:
    say = words("en").day
    assert say("2026-03-05T10:00:00Z", "second") == "5 March 2026"
    assert say("2026-03-01T00:00:00Z", "month") == "March 2026"
    assert say("2026-01-01T00:00:00Z", "year") == "2026"
    assert say(None) == "–"


def test_a_language_that_is_not_there_is_said_to_be_not_there() -> None:
    with pytest.raises(UsageError, match="one of: en, az, ru, tr"):
        words("de")
