"""Single letters: their script, what they are drawn like, and what a reader should be told about them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from strikes.resolve import rules

#: Written on the letter of another alphabet without anyone noticing: ə has one code in each, and people mix them up.
_SHARED = {"ә": "ə", "Ә": "Ə"}
_EITHER = frozenset("əƏәӘ")
_INVISIBLE = {"Cf", "Cc", "Cn", "Co", "Cs"}


@cache
def script(letter: str) -> str:
    """Return the script of a letter in lower case ('latin', 'cyrillic', ...); '' for anything that is no letter."""
    if unicodedata.category(letter) not in ("Lu", "Ll", "Lt", "Lo"):
        return ""
    return unicodedata.name(letter, "unnamed").split()[0].split("-")[0].lower()


@lru_cache(maxsize=100_000)
def scripts(text: str) -> frozenset[str]:
    """Return the scripts of the letters of a text; the two kinds of ə belong to both Latin and Cyrillic."""
    return frozenset({script(letter) for letter in set(text) - _EITHER} - {""})


@cache
def plain(letter: str) -> str:
    """Return a letter without what is drawn on or around it: é -> e, Ⓐ -> A, ə stays."""
    bare = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in bare if unicodedata.category(part) != "Mn") or letter


class _Drawn(dict[int, str]):
    """Code point -> how it is drawn; filled as letters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = drawn = _drawn(chr(code))
        return drawn


def _drawn(letter: str) -> str:
    if unicodedata.category(letter) in _INVISIBLE:
        return ""
    looks, bare = rules.looks_like(), plain(letter)
    return (looks.get(letter) or looks.get(letter.lower()) or looks.get(bare) or bare).lower()


_DRAWN = _Drawn()


def as_drawn(text: str) -> str:
    """Return the text as a Latin reader sees it: Cyrillic о is o, full-width and mathematical letters are plain."""
    return text.translate(_DRAWN)


_ONE_SHAPE = str.maketrans("i1|!05$@43789€", "llllossaaetbge")
_TWO_FOR_ONE = str.maketrans({"m": "rn", "w": "vv", "d": "cl"})
_NO_LETTER = re.compile(r"[\W_]+")


def skeleton(text: str) -> str:
    """Return what is left of a text when all letters that look alike are one: equal skeletons look the same.

    UTS 39 (https://www.unicode.org/reports/tr39/), and beyond it case, spaces, digits that stand for letters and marks.
    A key, never a form to show.
    """
    drawn = as_drawn(text).translate(_ONE_SHAPE).translate(_TWO_FOR_ONE)
    return drawn if drawn.isalnum() else _NO_LETTER.sub("", drawn)


@cache
def _cyrillic_twin() -> dict[str, str]:
    """Latin letter -> the Cyrillic one drawn like it; of several, the one that Russian writes."""
    russian = "авекмнорстухьзб"
    twins = {latin: letter for letter, latin in rules.looks_like().items() if script(letter) == "cyrillic"}
    return twins | {rules.looks_like()[letter]: letter for letter in russian} | {"j": "ј", "i": "і"}


def one_script(word: str) -> str:
    """Return a word of mixed scripts as one alphabet: the one to which every letter can be moved by its looks.

    'Discоvery' with a Cyrillic о becomes Latin; 'Алиeв' with a Latin e becomes Cyrillic.
    """
    found = scripts(word)
    if "cyrillic" not in found or len(found) > 2:
        return as_drawn(word)
    mirrored = rules.looks_like()
    latin = [letter for letter in word if script(letter) == "latin"]
    stuck = [letter for letter in word if script(letter) == "cyrillic" and letter not in mirrored]
    own = [letter for letter in word if script(letter) == "cyrillic"]
    twins = _cyrillic_twin()
    if all(letter in twins for letter in latin) and (stuck or len(own) > 2 * len(latin)):
        return "".join(twins.get(letter, letter) if script(letter) == "latin" else letter for letter in word)
    return as_drawn(word)
