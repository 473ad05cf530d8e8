"""Text of others as it may be shown: every letter visible, its direction kept to itself (R17)."""

from __future__ import annotations

import unicodedata

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_FSI, _PDI = "\u2068", "\u2069"
#: More marks on one letter than any spelling has would run over the lines above and below.
_MOST_MARKS = 3


def visible(text: str, most: int = 300) -> str:
    """Return text on one line in which what cannot be seen stands as its number, isolated from what is around it."""
    shown = "".join(_letters(text[: most + 1]))
    cut = shown if len(shown) <= most else shown[: most - 1] + "…"
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in cut)
    return f"{_FSI}{cut}{_PDI}" if turns else cut


def _letters(text: str) -> list[str]:
    found, n_marks = [], 0
    for letter in text:
        category = unicodedata.category(letter)
        n_marks = n_marks + 1 if category in ("Mn", "Me") else 0
        if letter in "\n\r\t":
            found.append(" ")
        elif category in _HIDDEN:
            found.append(f"⟦U+{ord(letter):04X}⟧")
        elif n_marks <= _MOST_MARKS:
            found.append(letter)
    return found
