"""How alike two names are: columns of distinct names, compared by number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from strikes.resolve.alike import Numbers, Reasons, Shares, Vocabulary, Why
from strikes.resolve.fold import MOST_WORDS, fold_all
from strikes.resolve.layout import (
    CUT,
    ROLES,
    SHORT,
    TWO_FATHERS,
    Layout,
    Pairs,
    Reason,
    Role,
    at_most,
    laid_beside,
    scored,
)
from strikes.resolve.together import Together
from strikes.resolve.words import rough

#: Pairs are laid out in blocks of this many, so that memory does not grow with the column.
BLOCK = 20_000
#: Fathers' names less alike than this are two fathers.
_ONE_FATHER = 0.8
_SHORT = 5


class Names:
    """Distinct names as columns of word numbers; `compare` answers for pairs of name numbers."""

    def __init__(self, names: Sequence[str]) -> None:
        self.folded = fold_all(names)
        fathers = np.array(list(self.folded.father.values()), dtype=np.int64)
        met = np.concatenate([np.array(self.folded.numbers, dtype=np.int64), fathers])
        distinct, back = np.unique(met, return_inverse=True)
        tokens = [self.folded.token(number) for number in distinct.tolist()]
        self.vocabulary = Vocabulary(tokens)
        number = np.array([self.vocabulary.number(token) for token in tokens], dtype=np.int64)[back]
        flat = len(met) - len(fathers)
        self.count = np.diff(np.array(self.folded.ends, dtype=np.int64), prepend=0)
        self.words = np.full((len(names), MOST_WORDS), -1, dtype=np.int64)
        self.words[np.arange(MOST_WORDS) < self.count[:, None]] = number[:flat]
        self.father = np.full(len(names), -1, dtype=np.int64)
        self.father[list(self.folded.father)] = number[flat:]
        self.is_cut = np.zeros(len(names), dtype=bool)
        self.is_cut[list(self.folded.is_cut)] = True
        # One short Latin word, often letters read one by one: HP and XP are no spellings of each other.
        short = [token.text.isascii() and len(token.text) <= _SHORT for token in self.vocabulary.tokens]
        self.is_short = np.array([*short, False], dtype=bool)[self.words[:, 0]] & (self.count == 1)
        roles = [ROLES.get(token.role, Role.CORE) for token in self.vocabulary.tokens]
        self.role = np.array([*roles, Role.CORE], dtype=np.int8)
        self._together = Together(self.folded, self.vocabulary.tokens, self.words)

    def rough_sounds(self) -> list[str]:
        """Return the distinct rough sounds of the words, by their number in `rough_codes`."""
        return sorted({rough(token.sound) for token in self.vocabulary.tokens})

    def rough_codes(self) -> Numbers:
        """Return each name's words as the numbers of their rough sounds, ascending, the father's last; -1 pads."""
        number = {sound: at for at, sound in enumerate(self.rough_sounds())}
        codes = [number[rough(token.sound)] for token in self.vocabulary.tokens]
        every = np.array([*codes, -1], dtype=np.int64)
        says = [token.role not in ("decor", "glued_number") for token in self.vocabulary.tokens]
        telling = np.where([*says, False], every, -1)[self.words]
        # A name of nothing but decoration is told by it.
        is_bare = (telling < 0).all(axis=1)
        telling[is_bare] = every[self.words[is_bare]]
        return np.column_stack([np.sort(telling, axis=1), every[self.father]])

    def lone_words(self) -> Numbers:
        """Return a number for each name that has one telling word only, the same for the same words; -1 for others."""
        telling = self.rough_codes()[:, :-1]
        is_lone = (telling >= 0).sum(axis=1) == 1
        found = np.full(len(self.count), -1, dtype=np.int64)
        found[is_lone] = np.unique(self.words[is_lone], axis=0, return_inverse=True)[1]
        return found

    def rough_words(self, numbers: Numbers) -> list[list[str]]:
        """Return the rough sounds of each name's words in order, less decoration unless nothing else is there."""
        tokens = self.vocabulary.tokens
        sounds = [rough(token.sound) for token in tokens]
        is_telling = [token.role not in ("decor", "glued_number") for token in tokens]
        found = []
        for row in self.words[numbers].tolist():
            words = [word for word in row if word >= 0]
            found.append([sounds[word] for word in words if is_telling[word]] or [sounds[word] for word in words])
        return found

    def in_one_word(self) -> list[str]:
        """Return each name's rough sounds without blanks and decoration: what handles of it share."""
        return ["".join(words) for words in self.rough_words(np.arange(len(self.count)))]

    def compare(self, left: Numbers, right: Numbers) -> Pairs:
        """Return how alike the names of each pair are. The order of a pair does not matter."""
        size = len(left)
        shape = (size, MOST_WORDS)
        found = Pairs(
            score=np.zeros(size),
            reason=np.full(size, Reason.EMPTY, dtype=np.uint8),
            beside=np.full(shape, -1, dtype=np.int8),
            why=np.zeros(shape, dtype=np.uint8),
        )
        widest = np.maximum(self.count[left], self.count[right])
        widest[np.minimum(self.count[left], self.count[right]) == 0] = 0
        for low, high in ((0, 2), (2, 3), (3, 5), (5, MOST_WORDS)):
            chosen = np.flatnonzero((widest > low) & (widest <= high))
            for start in range(0, len(chosen), BLOCK):
                part = chosen[start : start + BLOCK]
                self._compare_block(left[part], right[part], high, part, found)
        self._together.raise_scores(left, right, found)
        self._judge_whole(left, right, found)
        return found

    def _compare_block(self, left: Numbers, right: Numbers, width: int, part: Numbers, found: Pairs) -> None:
        layout = self._laid_out(self.words[left, :width], self.words[right, :width])
        score, reason = scored(layout)
        self._judge_fathers(left, right, score, reason)
        found.score[part], found.reason[part] = score, reason
        found.beside[part, :width] = layout.beside
        is_apart = ~layout.is_met_left & (layout.why == Why.NEAR)
        found.why[part, :width] = np.where(is_apart, Why.APART, layout.why)

    def _laid_out(self, left: Numbers, right: Numbers) -> Layout:
        grid, why = self._grid(left, right)
        beside, fit, reason = laid_beside(grid, why)
        return Layout(left, right, self.role[left], self.role[right], beside, fit, reason)

    def _grid(self, left: Numbers, right: Numbers) -> tuple[Shares, Reasons]:
        """Return how alike every left word is to every right one: pairs x words x words, -1 where there is no word."""
        size = len(self.vocabulary.tokens)
        both = (left[:, :, None] >= 0) & (right[:, None, :] >= 0)
        keys = (left[:, :, None] * size + right[:, None, :])[both]
        distinct, back = np.unique(keys, return_inverse=True)
        share, why = self.vocabulary.similarity(distinct // size, distinct % size)
        grid = np.full(both.shape, -1.0)
        reasons = np.zeros(both.shape, dtype=np.uint8)
        grid[both], reasons[both] = share[back], why[back]
        return grid, reasons

    def _judge_fathers(self, left: Numbers, right: Numbers, score: Shares, reason: Reasons) -> None:
        both = np.flatnonzero((self.father[left] >= 0) & (self.father[right] >= 0))
        share, _ = self.vocabulary.similarity(self.father[left[both]], self.father[right[both]])
        at_most(score, reason, both[share < _ONE_FATHER], TWO_FATHERS, Reason.TWO_FATHERS)

    def _judge_whole(self, left: Numbers, right: Numbers, found: Pairs) -> None:
        at_most(found.score, found.reason, np.flatnonzero(self.is_cut[left] | self.is_cut[right]), CUT, Reason.CUT)
        both_short = self.is_short[left] & self.is_short[right]
        is_other = self.words[left, 0] != self.words[right, 0]
        close = np.flatnonzero(both_short & is_other & (found.reason == Reason.WORDS))
        at_most(found.score, found.reason, close, SHORT, Reason.SHORT)
        equal = (left == right) & (self.count[left] > 0)
        found.score[equal], found.reason[equal] = 1.0, Reason.EQUAL
