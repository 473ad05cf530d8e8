"""Four languages say the same: no word is missing, left in English, or put in where it is not filled."""

from __future__ import annotations

import ast
import datetime as dt
import re
import string
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dashboard.i18n import LANGUAGES, flat, of_browser, phrases
from strikes.intake.reading import Look
from strikes.model import EventType
from strikes.report.words import PLURALS

ROOT = Path(__file__).resolve().parents[2]
OTHERS = [language for language in LANGUAGES if language != "en"]
#: Texts that are the same in two languages, and why that is right.
SAME = {"date.with_weekday", "date.in_days", "coach.event", "read.video"}


#: Calls of Streamlit whose text nobody sees.
SILENT = ("st.form", "st.query_params.pop", "st.session_state.get", "st.session_state.pop")


def catalogue(language: str) -> dict[str, Any]:
    return flat(tomllib.loads((ROOT / "dashboard" / "i18n" / f"{language}.toml").read_text(encoding="utf-8")))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def all_fields(told: Any) -> set[str]:
    return set.union(*map(fields, told.values())) if isinstance(told, dict) else fields(told)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys_and_placeholders(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert english.keys() == other.keys()
    for key, told in english.items():
        assert isinstance(other[key], type(told)), key
        # "We read one notice" needs no number where the language has a word for one.
        assert all_fields(other[key]) == all_fields(told), key


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert {key for key in english if english[key] == other[key]} <= SAME
    assert all(str(text).strip() for text in other.values())


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_counted_texts_have_every_plural_form_of_the_language(language: str) -> None:
    forms = {PLURALS[language](n) for n in range(1000)}
    for key, told in catalogue(language).items():
        if isinstance(told, dict):
            assert set(told) == forms, key


def test_russian_counts_as_russians_do() -> None:
    words = phrases("ru")
    told = [words.count("date.days_left", n) for n in (1, 2, 5, 11, 21, 22, 25, 111)]
    assert told == [
        "через 1 день", "через 2 дня", "через 5 дней", "через 11 дней", "через 21 день", "через 22 дня",
        "через 25 дней", "через 111 дней",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "in 3 days (Thursday, 26 November 2026, 14:15)"),
        ("az", "3 gün sonra (cümə axşamı, 26 noyabr 2026, 14:15)"),
        ("ru", "через 3 дня (четверг, 26 ноября 2026, 14:15)"),
        ("tr", "3 gün sonra (Perşembe, 26 Kasım 2026, 14:15)"),
    ],
)
def test_days_are_written_as_people_write_them(language: str, told: str) -> None:
    now = dt.datetime(2026, 11, 23, 23, 50, tzinfo=dt.UTC)
    assert phrases(language).moment(dt.datetime(2026, 11, 26, 14, 15, tzinfo=dt.UTC), now) == told


def test_every_key_a_page_names_is_there_and_every_text_is_named() -> None:
    """Words come from the catalogues alone; a text nobody shows would be translated for nothing."""
    named, begun = set(), set()
    for path in sorted((ROOT / "dashboard" / "intake").rglob("*.py")) + [ROOT / "dashboard" / "i18n" / "__init__.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
    known = catalogue("en")
    pages = {f"{page}.title" for page in named}
    unused = {
        key for key in known if key not in named | pages and not any(key.startswith(b) for b in begun if "." in b)
    }
    assert unused == set()
    tables = {key.split(".")[0] for key in known}
    keys = {text for text in named if re.fullmatch(r"\w+\.\w+", text) and text.split(".")[0] in tables - {"date"}}
    assert keys - known.keys() - begun == {"app.py"}


def test_every_kind_of_event_and_trouble_has_its_sentence() -> None:
    known = catalogue("en")
    assert {f"told.{kind}" for kind in EventType} <= known.keys()
    troubles = re.findall(r"\w+", (Look.__doc__ or "").split("catalogue:")[1].replace("or, for a file", ""))
    assert {"too_large", "outlook", "archive", "not_text"} <= set(troubles)
    for name in ("too_large", "outlook", "archive", "not_text", "unreadable", "no_notice", "not_copyright", "too_many",
                 "too_many_rows", "not_a_table"):  # fmt: skip
        assert f"trouble.{name}" in known


def test_pages_show_no_words_of_their_own() -> None:
    """A literal that reads like a sentence belongs into the catalogues."""
    for path in sorted((ROOT / "dashboard" / "intake" / "views").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in ast.walk(tree):
            if not (isinstance(call, ast.Call) and ast.unparse(call.func).startswith("st.")):
                continue
            if ast.unparse(call.func) in SILENT:
                continue
            for argument in call.args[:1]:
                assert not isinstance(argument, ast.Constant), ast.unparse(call)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("az-AZ,az;q=0.9,en;q=0.8", "az"), ("de,ru;q=0.5", "ru"), ("tr", "tr"), ("fr", "en"), (None, "en"), ("", "en")],
)
def test_the_browsers_language_is_the_first_one_shown(accepted: str | None, language: str) -> None:
    assert of_browser(accepted) == language
