"""By which letters a name differs from the one it looks like, in words."""

from __future__ import annotations

import unicodedata

from rapidfuzz.distance import Levenshtein

from strikes.resolve import letters, words
from strikes.resolve.fold import without_legal_form
from strikes.resolve.notes import letters_of_note

_STANDS_FOR = {"0": "o", "1": "l or i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "|": "l"}
_TWO_FOR_ONE = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def is_disguised(name: str, written: str) -> bool:
    """True where a name is drawn like `written` with other letters: foreign, invisible, digits, rn for m."""
    name, written = without_legal_form(name), without_legal_form(written)
    if letters.skeleton(name) == letters.skeleton(written):
        return _bare(name) != _bare(written)
    return bool(letters_of_note(name)) and not letters_of_note(written)


def _bare(name: str) -> str:
    """Return a name in lower case without blanks and punctuation, but with the letters it is written with."""
    return "".join(letter for letter in name.casefold() if unicodedata.category(letter)[0] not in "ZP")


def differing_letters(name: str, written: str) -> str:
    """Return which letters of a name are not those of `written`: '3 letters are Cyrillic: у о е'. '' if none."""
    name, written = without_legal_form(name), without_legal_form(written)
    told = [*_by_script(name, written), *_digits(name, written), *_pairs(name, written)]
    if not told and words.clean(name) != words.clean(written):
        told = _edits(words.clean(name), words.clean(written))
    if not told:
        return ""
    return "; ".join(told)


def _by_script(name: str, written: str) -> list[str]:
    strange: dict[str, list[str]] = {}
    for letter in name:
        if letter.isascii() or letter in written or letter.lower() in written.lower():
            continue
        strange.setdefault(_kind(letter), []).append(letter if letter.isprintable() else f"U+{ord(letter):04X}")
    return [
        f"{len(found)} {'letter is' if len(found) == 1 else 'letters are'} {kind}: {' '.join(found)}"
        for kind, found in sorted(strange.items())
        if kind
    ]


def _kind(letter: str) -> str:
    if unicodedata.category(letter) == "Cf":
        return "not to be seen"
    if unicodedata.normalize("NFKC", letter).isascii():
        return "ornamental"
    script = letters.script(letter)
    return "" if script == "latin" else script.title()


def _digits(name: str, written: str) -> list[str]:
    found = [sign for sign in name if sign in _STANDS_FOR and sign not in written]
    return [f"{sign} stands for {_STANDS_FOR[sign]}" for sign in dict.fromkeys(found)]


def _pairs(name: str, written: str) -> list[str]:
    low, other = name.lower(), written.lower()
    return [
        f"{two} stands for {one}" for two, one in _TWO_FOR_ONE if low.count(two) > other.count(two) and one in other
    ]


_MOST_EDITS = 6


def _edits(name: str, written: str) -> list[str]:
    edits = [op for op in Levenshtein.opcodes(written, name) if op.tag != "equal"]
    if len(edits) > _MOST_EDITS:
        return []
    return [
        _edit(op.tag, written[op.src_start : op.src_end].strip(), name[op.dest_start : op.dest_end].strip())
        for op in edits
    ]


def _edit(tag: str, before: str, after: str) -> str:
    if tag == "insert":
        return f"{after or 'a blank'} is added"
    return f"{before or 'a blank'} is missing" if tag == "delete" else f"{after} instead of {before}"
