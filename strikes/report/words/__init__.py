"""What packs and letters say, in four languages: one TOML file each, all with the same keys (held together by a test).

A key is `table.name`. A text that depends on a number is a table of plural forms (`one`, `few`, `many`, `other`); `{n}`
is the number. Add a language: one file, one line in PLURALS.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

from strikes.errors import UsageError

Forms = str | dict[str, str]


def _one_or_other(n: int) -> str:
    return "one" if n == 1 else "other"


def _russian(n: int) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else "many"


#: language -> which plural form a whole number takes (CLDR: https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html).
PLURALS: dict[str, Callable[[int], str]] = {
    "en": _one_or_other,
    "az": lambda n: "other",
    "ru": _russian,
    "tr": lambda n: "other",
}


class Words:
    """The texts of one language, and the words of signals in it."""

    def __init__(self, language: str, texts: dict[str, Forms], signals: dict[str, dict[str, str]]) -> None:
        self.language, self._texts, self._signals = language, texts, signals

    def of_signal(self, signal: str, name: str, original: str) -> str:
        """Return a signal's title, innocent explanation or sentence of a grade; the original where there is none."""
        return self._signals.get(signal, {}).get(name, original)

    def __call__(self, key: str, **values: Any) -> str:
        """Return the text of a key with the values put in; whatever they hold stays as it is."""
        return self.template(key).format_map(values)

    def template(self, key: str) -> str:
        """Return the text of a key with its placeholders."""
        text = self._texts[key]
        assert isinstance(text, str), f"{key} is counted: use count()"
        return text

    def count(self, key: str, n: int | str, **values: Any) -> str:
        """Return a counted phrase; a count told as a step ("5–9") takes the form of many."""
        forms = self._texts[key]
        assert isinstance(forms, dict), f"{key} is not counted"
        form = PLURALS[self.language](n) if isinstance(n, int) else "many"
        return (forms.get(form) or forms.get("many") or forms["other"]).format_map(values | {"n": n})

    def has(self, key: str) -> bool:
        """Is there such a text?"""
        return key in self._texts

    def day(self, moment: str | None, precision: str | None = "day") -> str:
        """Return a day as people write it, no finer than it is known; a dash where nothing is."""
        if moment is None or precision is None:
            return "–"
        when = dt.date.fromisoformat(moment[:10])
        month = self._texts[f"month.{when.month}"]
        if precision == "year":
            return str(when.year)
        if precision == "month":
            return self("date.month", month=self._texts[f"month_alone.{when.month}"], year=when.year)
        key = "date.day_of_year" if precision == "day_of_year" else "date.day"
        return self(key, day=when.day, month=month, year=when.year)

    def signals(self) -> dict[str, dict[str, str]]:
        """Return the words of signals, by their ids."""
        return self._signals

    def keys(self) -> dict[str, Forms]:
        """Return all texts by key."""
        return self._texts


@cache
def words(language: str) -> Words:
    """Return the texts of a language. Raises UsageError for one that is not there."""
    if language not in PLURALS:
        raise UsageError(f"--lang {language!r} is not there; one of: {', '.join(PLURALS)}")
    signals = {} if language == "en" else _read(f"signals.{language}.toml")
    return Words(language, _flat(_read(f"{language}.toml")), signals)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, Forms]:
    """Return texts by dotted key; a table of plural forms stays whole."""
    found: dict[str, Forms] = {}
    for name, value in table.items():
        if isinstance(value, dict) and not value.keys() <= {"one", "few", "many", "other"}:
            found |= _flat(value, f"{prefix}{name}.")
        else:
            found[f"{prefix}{name}"] = value
    return found
