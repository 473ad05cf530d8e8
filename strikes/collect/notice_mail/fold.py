"""How notice text is compared: lower case, one kind of quote, dash and space, and as long as the original."""

from __future__ import annotations

import re
import unicodedata

# One sign for another, never one for two: a place found in folded text must be the same place in the text as shown.
_ONE_FOR_ANOTHER = (
    dict.fromkeys("İı", "i")
    | dict.fromkeys("Ёё", "е")
    | dict.fromkeys("’‘ʼ`´′", "'")
    | dict.fromkeys("“”„«»‟″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
    | dict.fromkeys("：﹕∶ː꞉", ":")
)
_FOLD = str.maketrans(_ONE_FOR_ANOTHER)
# Most lines hold none of these; to look is far cheaper than to translate.
_FOLDABLE = re.compile(f"[{re.escape(''.join(_ONE_FOR_ANOTHER))}]")

#: Signs without a width: they steer layout or hide in names, and never matter for comparing.
INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return the text as it is compared, exactly as long as it was."""
    if text.isascii() and "`" not in text:
        return text.lower()
    folded = (text.translate(_FOLD) if _FOLDABLE.search(text) else text).lower()
    return folded if len(folded) == len(text) else "".join(letter.lower()[0] for letter in text.translate(_FOLD))


def composed(text: str) -> str:
    """Return the text with letters and their marks joined (NFC): some mail programs send them apart."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def visible(text: str) -> str:
    """Return the text without the signs that have no width."""
    return text if text.isascii() or not _INVISIBLE.search(text) else _INVISIBLE.sub("", text)


def one_line(text: str) -> str:
    """Return the text with every stretch of white space as one blank, and nothing invisible at either end."""
    return _SPACE.sub(" ", text).strip(" " + INVISIBLE)
