"""The script of a name and the language of a text, as far as fairness needs them: are false alarms the same for all?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from strikes.store.reference import read_reference

#: Scripts of which false alarms are compared. Azerbaijani is written in Latin, with letters that mark it.
SCRIPTS = ("latin", "azerbaijani", "cyrillic", "arabic", "other")
_AZERBAIJANI = frozenset("əƏğĞıİşŞ")


def script_of(names: Sequence[str | None]) -> str:
    """Return the script most letters of the names are written in; 'other' where there are none."""
    letters = [letter for name in names for letter in name or "" if letter.isalpha()]
    counts = {script: sum(_is(script, letter) for letter in letters) for script in ("latin", "cyrillic", "arabic")}
    best = max(counts, key=lambda script: counts[script])
    if not letters or 2 * counts[best] <= len(letters):
        return "other"
    return "azerbaijani" if best == "latin" and _AZERBAIJANI & set(letters) else best


@cache
def _is(script: str, letter: str) -> bool:
    return script.upper() in unicodedata.name(letter, "")


def language_of(texts: Sequence[str | None]) -> str:
    """Return the language most of the texts' words and letters mark; 'unknown' without text, 'other' without a mark."""
    text = " ".join(text for text in texts if text).lower()
    if not text:
        return "unknown"
    words = set(re.findall(r"\w+", text))
    script = script_of([text])
    script = "latin" if script == "azerbaijani" else script
    marks = {
        row["language"]: 2 * len(set(row["letters"]) & set(text)) + len(set(row["words"].split()) & words)
        for row in _marks()
        if row["script"] == script
    }
    best = max(marks, key=lambda language: marks[language], default="other")
    return best if marks.get(best) else "other"


@cache
def _marks() -> tuple[dict[str, str], ...]:
    return tuple(read_reference("language_marks.csv"))
