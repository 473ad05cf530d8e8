"""How alike two words of names are, and why: a vocabulary is a column of words, compared by number in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from strikes.resolve import distance
from strikes.resolve.words import Token, rough

Numbers = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Reasons = npt.NDArray[np.uint8]


class Why(IntEnum):
    """What made two words alike, or kept them apart."""

    APART = 0
    SAME = 1
    SOUND = 2
    MEANING = 3
    VARIANT = 4
    INITIAL = 5
    LOOKS = 6
    NEAR = 7
    GENDER = 8
    OTHER_NAME = 9


#: How much of a whole match each kind is worth. Hand-set on pairs made by benchmarks/resolve_pairs.py (seed 1).
SAME, SOUND, MEANING, VARIANT, INITIAL, LOOKS = 1.0, 0.985, 0.97, 0.93, 0.75, 0.96
#: Two known names that differ by half a letter or more are two names; so are Kamil and Kamilə.
APART_AT, LISTED_APART_AT = 50, 35
OTHER_NAME, GENDER = 0.55, 0.5


class Vocabulary:
    """The distinct words of some names, as columns. `similarity` answers for pairs of word numbers."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        distinct = {(token.text, token.drawn, token.look): token for token in tokens}
        self.tokens: list[Token] = [distinct[key] for key in sorted(distinct)]
        self._number = {key: at for at, key in enumerate(sorted(distinct))}
        words = self.tokens
        self._sound = distance.encode([token.sound for token in words])
        self._look = distance.encode([token.look for token in words])
        self._has_look = np.array([bool(token.look) for token in words], dtype=bool)
        self._stem_length = np.array([max(len(token.stem), 3) for token in words], dtype=np.int32)
        self._length = np.array([len(token.sound) for token in words], dtype=np.int32)
        self._same_sound = _codes([token.sound for token in words])
        self._concept = _codes([token.concept for token in words])
        self._ending = _codes([token.ending for token in words])
        self._gender = _codes([token.gender for token in words])
        self._writing = _codes([token.writing for token in words])
        self._first = _codes([rough(token.sound)[:1] if token.sound.isalpha() else "" for token in words])
        self._is_known = np.array([token.is_known for token in words], dtype=bool)
        self._listed = _codes([token.listed for token in words])
        self._is_number = np.array([token.role.endswith("number") for token in words], dtype=bool)
        self._has_variants = np.array([bool(token.variants) for token in words], dtype=bool)
        self._drawn = _codes([token.drawn for token in words])
        self._rough_word = _codes([rough(token.sound) for token in words])
        self._rough_stem = _codes([rough(token.stem) for token in words])
        self._rough = distance.encode([rough(token.sound) for token in words])
        self._bag = distance.letter_counts(self._rough)
        self._is_feminine = np.array([token.sound.endswith(("a", "ə", "e")) for token in words], dtype=bool)

    def number(self, token: Token) -> int:
        """Return the number of one of the vocabulary's words."""
        return self._number[token.text, token.drawn, token.look]

    def similarity(self, u: Numbers, v: Numbers) -> tuple[Shares, Reasons]:
        """Return how alike each pair of words is, 0 to 1, and the chief reason; symmetric."""
        share = np.zeros(len(u))
        why = np.zeros(len(u), dtype=np.uint8)
        self._near(u, v, share, why)
        _raise(share, why, self._is_look_alike(u, v), LOOKS, Why.LOOKS)
        _raise(share, why, self._is_initial(u, v), INITIAL, Why.INITIAL)
        _raise(share, why, self._is_variant(u, v), VARIANT, Why.VARIANT)
        same_concept = (self._concept[u] == self._concept[v]) & (self._concept[u] > 0)
        _raise(share, why, same_concept, MEANING, Why.MEANING)
        _set(share, why, self._same_sound[u] == self._same_sound[v], SOUND, Why.SOUND)
        _set(share, why, u == v, SAME, Why.SAME)
        numbers = (self._is_number[u] | self._is_number[v]) & (u != v)
        share[numbers], why[numbers] = 0, Why.APART
        return share, why

    def _near(self, u: Numbers, v: Numbers, share: Shares, why: Reasons) -> None:
        """Fill in the pairs that are a few letters apart; far ones are left out by counting letters."""
        longer = np.maximum(self._length[u], self._length[v])
        unlike = np.abs(self._bag[u] - self._bag[v]).sum(axis=1)
        close = np.flatnonzero((unlike <= np.maximum(3, longer * 0.7)) & (u != v))
        if not len(close):
            return
        u, v = u[close], v[close]
        is_one_spelling = (self._writing[u] == self._writing[v]) & (self._writing[u] > 0)
        costs = distance.sound_distance(self._sound[u], self._sound[v], is_one_spelling).astype(np.float64)
        found = np.maximum(0, 1 - costs / (distance.LETTER * np.maximum(self._stem_length[u], self._stem_length[v])))
        reason = np.full(len(u), Why.NEAR, dtype=np.uint8)
        is_two_names = self._is_known[u] & self._is_known[v] & (costs >= APART_AT)
        is_two_names &= (self._rough_word[u] != self._rough_word[v]) & (self._rough_stem[u] != self._rough_stem[v])
        both_listed = (self._listed[u] > 0) & (self._listed[v] > 0)
        is_two_names |= both_listed & (self._listed[u] != self._listed[v]) & (costs >= LISTED_APART_AT)
        endings = (self._ending[u] != self._ending[v]) & (self._ending[u] > 0) & (self._ending[v] > 0)
        _set(found, reason, (is_two_names | endings) & (found > OTHER_NAME), OTHER_NAME, Why.OTHER_NAME)
        _set(found, reason, self._differs_in_gender(u, v) & (found > GENDER), GENDER, Why.GENDER)
        share[close], why[close] = found, reason

    def _differs_in_gender(self, u: Numbers, v: Numbers) -> Flags:
        """True for -ov beside -ova, and for Kamil beside Kamilə."""
        genders = (self._gender[u] != self._gender[v]) & (self._gender[u] > 0) & (self._gender[v] > 0)
        longer = np.where(self._length[u] > self._length[v], u, v)
        one_more = np.abs(self._length[u] - self._length[v]) == 1
        shorter = np.minimum(self._length[u], self._length[v])
        one_more &= self._rough_word[u] != self._rough_word[v]
        found: Flags = genders | (one_more & (shorter >= 4) & self._is_feminine[longer] & self._is_prefix(u, v))
        return found

    def _is_prefix(self, u: Numbers, v: Numbers) -> Flags:
        shorter = np.minimum(self._length[u], self._length[v])
        columns = np.arange(distance.LONGEST)
        agree = (self._rough[u] == self._rough[v]) | (columns >= shorter[:, None])
        found: Flags = agree.all(axis=1)
        return found

    def _is_look_alike(self, u: Numbers, v: Numbers) -> Flags:
        """True where one word, read as drawn, is the other, or both are drawn alike (rn and m, I and l)."""
        found: Flags = (self._drawn[u] == self._drawn[v]) & (self._drawn[u] > 0)
        for at in np.flatnonzero(self._has_look[u] | self._has_look[v]):
            a, b = self.tokens[u[at]], self.tokens[v[at]]
            found[at] |= bool({a.look, a.sound} & {b.look, b.sound} - {""})
        return found

    def _is_initial(self, u: Numbers, v: Numbers) -> Flags:
        one = (self._length[u] == 1) != (self._length[v] == 1)
        found: Flags = one & (self._first[u] == self._first[v]) & (self._first[u] > 0)
        return found

    def _is_variant(self, u: Numbers, v: Numbers) -> Flags:
        found = np.zeros(len(u), dtype=bool)
        for at in np.flatnonzero(self._has_variants[u] & self._has_variants[v]):
            found[at] = not set(self.tokens[u[at]].variants).isdisjoint(self.tokens[v[at]].variants)
        return found


def _codes(values: Sequence[str]) -> npt.NDArray[np.int32]:
    """Return one number per distinct value, 0 for the empty one."""
    number = {"": 0}
    return np.array([number.setdefault(value, len(number)) for value in values], dtype=np.int32)


def _set(share: Shares, why: Reasons, where: Flags, value: float, reason: Why) -> None:
    share[where] = value
    why[where] = reason


def _raise(share: Shares, why: Reasons, where: Flags, value: float, reason: Why) -> None:
    _set(share, why, where & (share < value), value, reason)
