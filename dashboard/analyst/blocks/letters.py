"""Letters as they are: what cannot be seen is shown, what is mixed is underlined, what is too long is cut (R17)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import groupby

#: Joiners are spelling in these scripts (Persian names among them), and tricks elsewhere.
_JOINED = ("ARABIC", "DEVANAGARI", "BENGALI", "GURMUKHI", "SINHALA", "MALAYALAM", "KANNADA", "TELUGU", "MONGOLIAN")
_JOINERS = "\u200c\u200d"
#: Scripts that are written together as a matter of course.
_TOGETHER = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK", "HANGUL": "CJK"}
#: More marks on one letter than any spelling has run over the lines above and below.
_MOST_MARKS = 3
#: Words looked at when two texts are compared, and how many in a row are no chance of speech.
_COMPARED, _A_RUN = 400, 3
_FSI, _PDI, _LOW_LINE = "\u2068", "\u2069", "\u0332"


def visible(text: object, most: int | None = None, *, lines: bool = False) -> str:
    """Return text in which every letter can be seen: controls and direction marks as their number.

    At most `most` letters. With `lines` line breaks stay. A value that is not there is a dash.
    """
    if text is None or text != text:
        return "–"
    raw = str(text)
    shown = "".join(_runs(raw if most is None else raw[: most + 1], lines))
    return shown if most is None else cut(shown, most)


def cut(text: str, most: int) -> str:
    """Return at most `most` letters, the last an ellipsis where something was left out."""
    return text if len(text) <= most else text[: most - 1] + "…"


def isolated(text: object, most: int | None = None) -> str:
    """Return visible text for a sentence of ours; if it is written from right to left, that ends with it."""
    shown = visible(text, most)
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in shown)
    return f"{_FSI}{shown}{_PDI}" if turns else shown


def filled(template: str, **values: object) -> str:
    """Return a sentence of ours with values put in, each visible and isolated from the direction of the rest."""
    return template.format(**{name: isolated(value) for name, value in values.items()})


def listed(items: Iterable[object], most: int = 3, letters: int = 40) -> str:
    """Return a few values as one text, the rest counted."""
    found = [visible(item, letters) for item in items]
    return ", ".join(found[:most]) + (f" and {len(found) - most} more" if len(found) > most else "") if found else "–"


def underlined(name: str) -> str | None:
    """Return a name with the letters underlined that are of another script than their word; None if none are."""
    words = [_underlined_word(word) for word in name.split(" ")]
    return None if all(marked == word for marked, word in zip(words, name.split(" "), strict=True)) else " ".join(words)


def foreign_letters(name: str) -> list[tuple[str, str]]:
    """Return (letter, script) for each letter of another script than the rest of its word, in order."""
    return [(letter, script) for word in name.split(" ") for letter, script in _foreign(word)]


def bracketed(text: str, other: str) -> str:
    """Return text with every run of words in ⟪brackets⟫ that stands in the other text too."""
    mine, theirs = text.split()[:_COMPARED], other.split()[:_COMPARED]
    runs = SequenceMatcher(None, [w.lower() for w in mine], [w.lower() for w in theirs], autojunk=False)
    for run in reversed([run for run in runs.get_matching_blocks() if run.size >= _A_RUN]):
        mine[run.a : run.a + run.size] = [f"⟪{' '.join(mine[run.a : run.a + run.size])}⟫"]
    return " ".join(mine)


def _foreign(word: str) -> list[tuple[str, str]]:
    scripts = [(letter, script) for letter in word if (script := _script(letter))]
    counts = {script: sum(s == script for _, s in scripts) for _, script in scripts}
    if len(counts) < 2:
        return []
    main = max(counts, key=lambda script: (counts[script], script == "LATIN"))
    return [(letter, script.capitalize()) for letter, script in scripts if script != main]


def _underlined_word(word: str) -> str:
    foreign = {letter for letter, _ in _foreign(word)}
    return "".join(letter + _LOW_LINE if letter in foreign else letter for letter in word)


def _script(letter: str) -> str | None:
    if not letter.isalpha():
        return None
    first = unicodedata.name(letter, "").split(" ")[0]
    return _TOGETHER.get(first, first) or None


def _runs(text: str, lines: bool) -> Iterable[str]:
    for is_mark, run in groupby(enumerate(text), lambda at: unicodedata.category(at[1]) in ("Mn", "Me")):
        letters = list(run)
        if is_mark and len(letters) > _MOST_MARKS:
            yield "".join(mark for _, mark in letters[:_MOST_MARKS]) + f"⟦{len(letters) - _MOST_MARKS} more marks⟧"
        else:
            yield from (_shown(text, at, letter, lines) for at, letter in letters)


def _shown(text: str, at: int, letter: str, lines: bool) -> str:
    if letter == "\n":
        return "\n" if lines else "⏎"
    if letter == "\t":
        return "⇥"
    hidden = unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    if not hidden or (letter in _JOINERS and _joins(text[at - 1 : at], text[at + 1 : at + 2])):
        return letter
    return f"⟦U+{ord(letter):04X}⟧"


def _joins(before: str, after: str) -> bool:
    return all(side and unicodedata.name(side, "").startswith(_JOINED) for side in (before, after))
