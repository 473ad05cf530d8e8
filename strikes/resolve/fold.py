"""Names to comparison keys: what is left when spelling, script, legal form and decoration are taken away.

A key is for comparing, never for showing. Each distinct word is folded once (words.py); a name is a row of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from strikes.resolve import rules, words
from strikes.resolve.words import Token

#: No name needs more. What is longer is compared by its beginning, and never counts as the same (compare.py).
LONGEST = 200
MOST_WORDS = 8


class Name(NamedTuple):
    """A folded name: its words in order, the father's name and the legal form apart; `spoken` is all of it in
    one word, where that is more than its words."""

    tokens: tuple[Token, ...] = ()
    father: Token | None = None
    legal: tuple[str, ...] = ()
    is_cut: bool = False
    spoken: str = ""


class _Words(dict[str, tuple[int, ...]]):
    """Word as written -> the numbers of its tokens; filled as words are met.

    `plain` has the words that are one token without a role: a name of two such words needs no further look.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[Token] = []
        self.plain: dict[str, int] = {}

    def __missing__(self, written: str) -> tuple[int, ...]:
        raws = _raws(written)
        found = [token for raw in raws for token in words.tokens(raw)]
        numbers = tuple(range(len(self.tokens), len(self.tokens) + len(found)))
        self.tokens += found
        self[written] = numbers
        if len(found) == 1 and not found[0].role and _legal_starts().isdisjoint(raws):
            self.plain[written] = numbers[0]
        return numbers


_EMAIL = re.compile(r"([^\s@]+)@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def _raws(written: str) -> tuple[str, ...]:
    """Return the cleaned words in a word as written: of an address the local part, of 'Jean-Claude' two."""
    if "@" in written:
        written = _EMAIL.sub(r"\1", written)
    return tuple(part for raw in words.clean(written).split() for part in words.parts(raw))


class Folded:
    """A column of folded names: one flat list of word numbers, and by position what only some names have.

    Flat, because a million small objects would cost more in memory management than folding them.
    """

    def __init__(self, table: _Words) -> None:
        self._table = table
        self.numbers: list[int] = []
        self.ends: list[int] = []
        self.father: dict[int, int] = {}
        self.legal: dict[int, tuple[str, ...]] = {}
        self.spoken: dict[int, str] = {}
        self.is_cut: set[int] = set()

    def token(self, number: int) -> Token:
        """Return the folded word of a number."""
        return self._table.tokens[number]

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, at: int) -> Name:
        numbers = self.numbers[self.ends[at - 1] if at else 0 : self.ends[at]]
        father = self.token(self.father[at]) if at in self.father else None
        tokens = tuple(self.token(number) for number in numbers)
        return Name(tokens, father, self.legal.get(at, ()), at in self.is_cut, self.spoken.get(at, ""))

    def add(self, name: str) -> None:
        """Append a name as written."""
        if len(name) > LONGEST:
            self.is_cut.add(len(self.ends))
            name = name[:LONGEST]
        written = name.split()
        plain = self._table.plain
        if len(written) == 2 and written[0] in plain and written[1] in plain:
            self.numbers += (plain[written[0]], plain[written[1]])
        else:
            self._add_arranged(written)
        self.ends.append(len(self.numbers))

    def _add_arranged(self, written: list[str]) -> None:
        at = len(self.ends)
        found = [number for word in written for number in self._table[word]]
        raws = [raw for word in written for raw in _raws(word)]
        if not _legal_starts().isdisjoint(raws):
            raws, self.legal[at] = _without_legal(raws)
            found = [number for raw in raws for number in self._table[raw]]
        if not found:
            found = self._signs("".join(written)[:24])
        kept, father = self._without_titles(found)
        if father >= 0:
            self.father[at] = father
        if len(kept) < len(found) or len(kept) > MOST_WORDS:
            self.spoken[at] = "".join(
                [self.token(number).sound for number in found if self._role(number) != "glued_number"]
            )
        if len(kept) > MOST_WORDS:
            self.is_cut.add(at)
        self.numbers += kept[:MOST_WORDS]

    def _signs(self, signs: str) -> list[int]:
        """Only emoji or punctuation: the signs themselves are the name."""
        if not signs:
            return []
        self._table.tokens.append(Token(signs, signs, signs))
        return [len(self._table.tokens) - 1]

    def _role(self, number: int) -> str:
        return self._table.tokens[number].role

    def _without_titles(self, found: list[int]) -> tuple[list[int], int]:
        """Drop titles and particles unless nothing else is there, and take the father's name out (-1 for none)."""
        father = -1
        kept: list[int] = []
        for number in found:
            role = self._role(number)
            if role == "patronymic":
                if len(kept) > 1:
                    father = kept.pop()
            elif role not in ("title", "particle") or (len(found) < 3 and self.token(number).is_known):
                # Xanım, Bəy and Seyid are titles beside a whole name, and names beside one word.
                kept.append(number)
        if father < 0 and len(kept) == 3:
            at = next((at for at in (1, 2) if _FATHERS.fullmatch(self.token(kept[at]).sound)), 0)
            father = kept.pop(at) if at else -1
        return kept or found, father


#: Russian and Ukrainian fathers' names, as they sound.
_FATHERS = re.compile(r".{2,}(ovi[çc]|evi[çc]|ovna|evna|ivna|i[çc]na)")
#: So many words are remembered from one column to the next.
_REMEMBERED = 500_000
_remembered = _Words()


def fold(name: str) -> Name:
    """Return a name folded for comparison. A name of signs only is one word; an empty name has none."""
    return fold_all([name])[0]


def fold_all(names: Sequence[str]) -> Folded:
    """Return every name folded, in the order given."""
    global _remembered
    if len(_remembered) > _REMEMBERED:
        _remembered = _Words()
    folded = Folded(_remembered)
    for name in names:
        folded.add(name)
    return folded


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


def without_legal_form(name: str) -> str:
    """Return a name as written, less its legal form; a name that is nothing else stays whole."""
    written = name.split()
    raws = [raw for word in written for raw in _raws(word)]
    kept, legal = _without_legal(raws)
    if not legal:
        return name
    left = set(kept)
    return " ".join(word for word in written if not left.isdisjoint(_raws(word)) or not _raws(word))


def comparison_key(name: str) -> str:
    """Return a key that most spellings of a name share: rough sounds of its words in alphabetical order.

    Made for finding what is worth comparing, not for deciding: different people share it.
    """
    return " ".join(sorted(words.rough(token.sound) for token in fold(name).tokens if token.role != "decor"))
