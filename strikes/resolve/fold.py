"""Names to comparison keys: what is left of a name when spelling, script, legal form and decoration are taken away.

A key is for comparing, never for showing. Each distinct word is folded once (words.py); a name is a row of folded words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from strikes.resolve import rules, words
from strikes.resolve.words import Token

#: No name needs more. What is longer is compared by its beginning, and never counts as the same (compare.py).
LONGEST = 200
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Name:
    """A folded name: its words in order, the father's name and the legal form apart; `spoken` is all of it in one word."""

    tokens: tuple[Token, ...] = ()
    father: Token | None = None
    legal: tuple[str, ...] = ()
    is_cut: bool = False
    spoken: str = ""


def fold(name: str) -> Name:
    """Return a name folded for comparison. A name of signs only is one word; an empty name has none."""
    return fold_all([name])[0]


def fold_all(names: Sequence[str]) -> list[Name]:
    """Return every name folded, in the order given."""
    column = "\n".join(_shortened(name) for name in names)
    return [
        _arranged(line, len(name) > LONGEST) or _signs(name)
        for name, line in zip(names, words.clean(column).split("\n"), strict=True)
    ]


_EMAIL = re.compile(r"([^\s@]+)@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)


def _shortened(name: str) -> str:
    text = " ".join(name[:LONGEST].splitlines())
    return _EMAIL.sub(r"\1", text) if "@" in text else text


def _signs(name: str) -> Name:
    bare = "".join(name.split())[:24]
    return Name((Token(bare, bare, bare),) if bare else (), is_cut=len(name) > LONGEST)


@lru_cache(maxsize=300_000)
def _tokens(raw: str) -> tuple[Token, ...]:
    return tuple(token for part in words.parts(raw) for token in words.tokens(part))


def _arranged(line: str, is_cut: bool) -> Name | None:
    raws = line.split()
    legal: tuple[str, ...] = ()
    if not _legal_starts().isdisjoint(raws) or "." in line:
        raws, legal = _without_legal([part for raw in raws for part in words.parts(raw)])
    found = [token for raw in raws for token in _tokens(raw)]
    if not found:
        return None
    spoken = "".join(token.sound for token in found if token.role != "glued_number")
    father = None
    if len(found) > 2 or any(token.role for token in found):
        found, father = _without_titles(found)
    return Name(tuple(found[:MOST_WORDS]), father, legal, is_cut or len(found) > MOST_WORDS, spoken)


@cache
def _legal_forms() -> dict[tuple[str, ...], str]:
    """Cleaned words of a legal form -> its kind."""
    return {
        tuple(part for raw in words.clean(form).split() for part in words.parts(raw)): kind
        for form, kind in rules.legal_forms().items()
    }


@cache
def _legal_starts() -> frozenset[str]:
    return frozenset(form[0] for form in _legal_forms())


@cache
def _longest_legal() -> int:
    return max(map(len, _legal_forms()))


def _without_legal(raws: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Part the legal forms from a name's words; a name that is nothing else keeps them."""
    forms = _legal_forms()
    kept: list[str] = []
    legal: list[str] = []
    at = 0
    while at < len(raws):
        widths = range(min(_longest_legal(), len(raws) - at), 0, -1) if raws[at] in _legal_starts() else ()
        width = next((width for width in widths if tuple(raws[at : at + width]) in forms), 0)
        if width:
            legal.append(forms[tuple(raws[at : at + width])])
        else:
            kept.append(raws[at])
        at += width or 1
    return (kept, tuple(sorted(set(legal)))) if kept else (raws, ())


#: Russian and Ukrainian fathers' names, as they sound.
_FATHERS = re.compile(r".{2,}(ovi[çc]|evi[çc]|ovna|evna|ivna|i[çc]na)")


def _without_titles(found: list[Token]) -> tuple[list[Token], Token | None]:
    """Drop titles and particles unless nothing else is there, and take the father's name out."""
    father = None
    kept: list[Token] = []
    for token in found:
        if token.role == "patronymic":
            if len(kept) > 1:
                father = kept.pop()
        elif token.role not in ("title", "particle"):
            kept.append(token)
        elif token.is_known and len(found) < 3:
            # Xanım, Bəy and Seyid are titles beside a whole name, and names beside one word.
            kept.append(token)
    if father is None and len(kept) == 3:
        at = next((at for at in (1, 2) if _FATHERS.fullmatch(kept[at].sound)), 0)
        father = kept.pop(at) if at else None
    return kept or found, father


def comparison_key(name: str) -> str:
    """Return a key that most spellings of a name share: rough sounds of its words in alphabetical order.

    Made for finding what is worth comparing, not for deciding: different people share it.
    """
    return " ".join(sorted(words.rough(token.sound) for token in fold(name).tokens if token.role != "decor"))
