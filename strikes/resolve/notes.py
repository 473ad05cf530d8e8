"""What a reader should be told about the letters of a name: mixed scripts, look-alikes, invisible and turning signs.

Facts in words, for screens and reports (R17); whether a name is worn to deceive is weighed elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from strikes.resolve import letters, rules, words

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
#: Signs that join or part letters are spelling in these scripts (Persian می‌خواهم), and joints of emoji.
_JOINERS = frozenset("\u200c\u200d")
_JOINING_SCRIPTS = frozenset(
    [
        "arabic",
        "syriac",
        "mongolian",
        "devanagari",
        "bengali",
        "gurmukhi",
        "gujarati",
        "oriya",
        "tamil",
        "telugu",
        "kannada",
        "malayalam",
        "sinhala",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
#: More marks on one letter than any spelling puts there.
_PILED = re.compile("[\u0300-\u036f\u0489\u20d0-\u20ff]{3,}")
#: Cyrillic letters that no Russian, Ukrainian or Azerbaijani name has; they serve to imitate Latin ones.
_FOREIGN = frozenset("ѕԁԛԝӏꙅѵѡҽ")
_SHOWN = 8


def letters_of_note(name: str) -> str:
    """Return sentences about the letters of a name, '' when there is nothing to tell.

    >>> letters_of_note("Уoutube")
    'Уoutube mixes scripts: У is Cyrillic; it reads as youtube.'
    """
    if name.isascii() and name.isprintable():
        return ""
    found = [*_unseen(name), *_styled(name)]
    plain = unicodedata.normalize("NFKC", "".join(letter for letter in name if not _is_unseen(letter)))
    written = [word for word in _WORD.findall(plain) if not _is_legal_form(word)]
    is_latin_beside = any(word.isascii() and not _is_decor(word) for word in written)
    found += [told for word in written if (told := _word_note(word, is_latin_beside))]
    return " ".join(dict.fromkeys(found))


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cf", "Cc", "Cs", "Co") or letter in "\u115f\u1160\u3164\uffa0\u034f"


def _unseen(name: str) -> list[str]:
    found = []
    turning = sorted({letter for letter in name if letter in _TURNING})
    if turning:
        found.append(f"Holds signs that turn the direction of writing: {_codes(turning)}.")
    hidden = {
        letter
        for at, letter in enumerate(name)
        if _is_unseen(letter) and letter not in _TURNING and not letter.isspace() and not _is_spelling(name, at)
    }
    if hidden:
        found.append(f"Holds letters that cannot be seen: {_codes(sorted(hidden))}.")
    if _PILED.search(name):
        found.append("Holds marks piled on one letter.")
    return found


def _is_spelling(name: str, at: int) -> bool:
    """A joiner between letters of a script that needs it, or inside an emoji, or an emoji's own variation sign."""
    if name[at] not in _JOINERS:
        return False
    before, after = name[at - 1 : at], name[at + 1 : at + 2]
    if letters.script(before or " ") in _JOINING_SCRIPTS or letters.script(after or " ") in _JOINING_SCRIPTS:
        return True
    return name[at] == "\u200d" and unicodedata.category(after or " ") == "So"


def _codes(signs: list[str]) -> str:
    return ", ".join(f"U+{ord(sign):04X}" for sign in signs[:_SHOWN])


def _styled(name: str) -> list[str]:
    """Letters that are drawings of letters: full-width, mathematical, in circles and squares."""
    styled = {letter for letter in name if letter > "\u2000" and _is_styled(letter)}
    if not styled:
        return []
    plain = letters.as_drawn("".join(letter for letter in name if not _is_unseen(letter)))
    return [f"Written with ornamental letters ({_names(styled)}); it reads as {plain}."]


_ORNAMENTAL = (
    "MATHEMATICAL", "FULLWIDTH LATIN", "FULLWIDTH DIGIT", "CIRCLED LATIN", "PARENTHESIZED LATIN", "SQUARED LATIN",
    "NEGATIVE CIRCLED LATIN", "NEGATIVE SQUARED LATIN", "REGIONAL INDICATOR", "DOUBLE-STRUCK", "SCRIPT",
)  # fmt: skip


@cache
def _is_styled(letter: str) -> bool:
    kind = unicodedata.name(letter, "")
    return kind.startswith(_ORNAMENTAL)


def _names(styled: set[str]) -> str:
    return ", ".join(sorted(styled)[:_SHOWN])


@lru_cache(maxsize=200_000)
def _word_note(word: str, is_latin_beside: bool) -> str:
    scripts = letters.scripts(word)
    if len(scripts) > 1:
        return f"{word} mixes scripts: {_by_script(word)}; it reads as {letters.as_drawn(word)}."
    if scripts and scripts != {"latin"} and _is_drawn_as_latin(word) and (is_latin_beside or _is_meant(word)):
        return f"{word} is {next(iter(scripts)).title()} and looks like Latin {letters.as_drawn(word)}."
    return ""


def _by_script(word: str) -> str:
    """Name the strange letters: those not Latin where all else is, otherwise those of the scripts that are fewer."""
    counted: dict[str, list[str]] = {}
    for letter in word:
        if script := letters.script(letter):
            counted.setdefault(script, []).append(letter)
    is_latin = all(letter in _close_twins() or letters.script(letter) == "latin" for letter in word)
    home = "latin" if is_latin else max(counted, key=lambda script: (len(counted[script]), script))
    told = []
    for script in sorted(counted.keys() - {home}):
        own = list(dict.fromkeys(counted[script]))
        told.append(f"{' '.join(own)} {'is' if len(own) == 1 else 'are'} {script.title()}")
    return "; ".join(told)


def _is_drawn_as_latin(word: str) -> bool:
    return all(letter in _close_twins() for letter in word) and letters.as_drawn(word).isalpha()


@cache
def _close_twins() -> frozenset[str]:
    """Letters that UTS 39 itself takes for Latin ones; our own additions are looser."""
    return frozenset(row["letter"] for row in rules.rows("confusables") if row["source"].startswith("https"))


def _is_meant(word: str) -> bool:
    """True where the word makes sense as drawn: a known house, or letters that only imitation uses."""
    if not _FOREIGN.isdisjoint(word):
        return True
    drawn = letters.as_drawn(word)
    is_camel = word[:1].islower() and any(letter.isupper() for letter in word)
    return len(drawn) > 2 and (is_camel or drawn in _houses())


def _is_legal_form(word: str) -> bool:
    return words.clean(word) in _legal_words()


def _is_decor(word: str) -> bool:
    meaning = rules.words().get(words.clean(word))
    return meaning is not None and meaning.role == "decor"


@cache
def _legal_words() -> frozenset[str]:
    """ООО before a Latin name is a legal form, whatever it looks like."""
    return frozenset(word for form in rules.legal_forms() for word in words.clean(form).split())


@cache
def _houses() -> frozenset[str]:
    return frozenset(part for name, _ in rules.aliases() for part in words.clean(name).split() if part.isascii())
