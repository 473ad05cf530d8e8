"""Foreign text made safe to look at: nothing invisible stays invisible, nothing endless stays endless (R17)."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources

#: Longer texts are cut on paper; the tables beside it hold them whole.
LONGEST = 400
#: A run of this many letters without a place to break gets one.
UNBROKEN = 24
BREAK = "\u200b"

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
#: Non-joiner and joiner belong to the spelling of Persian, Azerbaijani in Arabic script and Hindi names.
_JOINERS = "\u200c\u200d"
_JOINING_SCRIPTS = ("ARABIC", "DEVANAGARI")


def visible(text: str) -> str:
    """Return text as one line in which control, direction and unassigned characters are written out: ⟨U+202E⟩."""
    letters = " ".join(text.split())
    return "".join(_seen(letter, letters[i - 1] if i else " ") for i, letter in enumerate(letters))


def _seen(letter: str, before: str) -> str:
    if unicodedata.category(letter) not in _HIDDEN:
        return letter
    if letter in _JOINERS and unicodedata.name(before, "").startswith(_JOINING_SCRIPTS):
        return letter
    return f"⟨U+{ord(letter):04X}⟩"


def clipped(text: str, most: int = LONGEST) -> str:
    """Return text cut to `most` characters, saying how long it was."""
    return text if len(text) <= most else f"{text[:most]} … [{len(text):,}]"


def printable(text: str) -> str:
    """Return text for paper: visible, cut, every letter one our fonts have, and breakable.

    A letter no font of ours has is written out, by name for a pictogram (⟨fire⟩) and by number otherwise; a silent box
    would hide what was there.
    """
    covered = "".join(letter if ord(letter) in coverage() else _named(letter) for letter in clipped(visible(text)))
    return " ".join(_breakable(word) for word in covered.split(" "))


def _named(letter: str) -> str:
    if unicodedata.category(letter) == "Mn":
        return ""
    name = unicodedata.name(letter, "")
    is_picture = unicodedata.category(letter) == "So"
    return f"⟨{name.lower()}⟩" if is_picture and name else f"⟨U+{ord(letter):04X}⟩"


def _breakable(word: str) -> str:
    return BREAK.join(word[i : i + UNBROKEN] for i in range(0, len(word), UNBROKEN))


@cache
def coverage() -> frozenset[int]:
    """Return the letters our fonts can draw (fonts/README.md says how the list was made)."""
    lines = resources.files("strikes.report").joinpath("fonts/coverage.txt").read_text(encoding="ascii").split()
    found: set[int] = {ord(BREAK), *map(ord, _JOINERS)}
    for line in lines:
        first, _, last = line.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
