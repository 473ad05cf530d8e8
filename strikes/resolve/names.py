"""How alike two names are: the words of one laid beside the words of the other, for columns of pairs at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from strikes.resolve.alike import Flags, Numbers, Reasons, Shares, Vocabulary, Why
from strikes.resolve.fold import MOST_WORDS, fold_all
from strikes.resolve.together import Together
from strikes.resolve.words import rough

#: Share of the mean and of the weakest word in a score: a different given name is a different person.
MEAN, WEAKEST = 0.35, 0.65
#: Words less alike than this are not the same word.
FITS = 0.7
#: What a word that only one side has takes away.
MISSING_WORD, MISSING_NOUN, MISSING_DECOR, MISSING_NUMBER = 0.9, 0.17, 0.02, 0.25
#: What at most is left of a score where something speaks against.
TWO_WORDS, TWO_NUMBERS, TWO_FATHERS, TWO_GENDERS, CUT = 0.45, 0.4, 0.45, 0.5, 0.7
#: Pairs are laid out in blocks of this many, so that memory does not grow with the column.
BLOCK = 20_000


class Reason(IntEnum):
    """What decided about a pair of names."""

    WORDS = 0
    EMPTY = 1
    EQUAL = 2
    TOGETHER = 3
    HANDLE = 4
    ACRONYM = 5
    ALIAS = 6
    ONE_SIDED = 7
    TWO_WORDS = 8
    TWO_NUMBERS = 9
    TWO_FATHERS = 10
    TWO_GENDERS = 11
    CUT = 12


class Role(IntEnum):
    """What a word does in its name."""

    CORE = 0
    NOUN = 1
    DECOR = 2
    NUMBER = 3
    GLUED = 4


_ROLES = {"noun": Role.NOUN, "decor": Role.DECOR, "number": Role.NUMBER, "glued_number": Role.GLUED}


@dataclass
class Pairs:
    """Beside each pair of names: score 0 to 1, what decided, and which right word lies beside each left word (-1: none)."""

    score: Shares
    reason: Reasons
    beside: npt.NDArray[np.int8]
    why: Reasons


@dataclass
class Layout:
    """A block of pairs with their words laid side by side; shapes are pairs x words."""

    left: Numbers
    right: Numbers
    role_left: npt.NDArray[np.int8]
    role_right: npt.NDArray[np.int8]
    beside: npt.NDArray[np.int8]
    fit: Shares
    why: Reasons
    is_met_left: Flags = field(init=False)
    is_met_right: Flags = field(init=False)

    def __post_init__(self) -> None:
        self.is_met_left = (self.beside >= 0) & (self.fit >= FITS)
        self.is_met_right = np.zeros(self.right.shape, dtype=bool)
        rows, columns = np.nonzero(self.is_met_left)
        self.is_met_right[rows, self.beside[rows, columns]] = True

    def missing_left(self, *roles: Role) -> Numbers:
        """Count the left words of these roles that nothing on the right fits."""
        return ((self.left >= 0) & ~self.is_met_left & np.isin(self.role_left, roles)).sum(axis=1)

    def missing_right(self, *roles: Role) -> Numbers:
        """Count the right words of these roles that nothing on the left fits."""
        return ((self.right >= 0) & ~self.is_met_right & np.isin(self.role_right, roles)).sum(axis=1)

    def missing(self, *roles: Role) -> Numbers:
        """Count the words of these roles that only one side has."""
        return self.missing_left(*roles) + self.missing_right(*roles)

    def longest(self) -> Numbers:
        """Count the words that matter on the side that has more of them."""
        matters = (Role.CORE, Role.NOUN)
        left = ((self.left >= 0) & np.isin(self.role_left, matters)).sum(axis=1)
        right = ((self.right >= 0) & np.isin(self.role_right, matters)).sum(axis=1)
        return np.maximum(np.maximum(left, right), 1)


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
        roles = [_ROLES.get(token.role, Role.CORE) for token in self.vocabulary.tokens]
        self.role = np.array([*roles, Role.CORE], dtype=np.int8)
        self._together = Together(self.folded, self.vocabulary.tokens, self.words)

    def rough_sounds(self) -> list[str]:
        """Return the distinct rough sounds of the words, by their number in `rough_codes`."""
        return sorted({rough(token.sound) for token in self.vocabulary.tokens})

    def rough_codes(self) -> Numbers:
        """Return for each name the numbers of its words' rough sounds in ascending order, the father's last; -1 pads."""
        number = {sound: at for at, sound in enumerate(self.rough_sounds())}
        codes = [number[rough(token.sound)] for token in self.vocabulary.tokens]
        every = np.array([*codes, -1], dtype=np.int64)
        says = [token.role not in ("decor", "glued_number") for token in self.vocabulary.tokens]
        telling = np.where([*says, False], every, -1)[self.words]
        # A name of nothing but decoration is told by it.
        is_bare = (telling < 0).all(axis=1)
        telling[is_bare] = every[self.words[is_bare]]
        return np.column_stack([np.sort(telling, axis=1), every[self.father]])

    def rough_words(self, numbers: Numbers) -> list[list[str]]:
        """Return the rough sounds of each name's words in their order, without decoration unless nothing else is there."""
        tokens = self.vocabulary.tokens
        sounds = [rough(token.sound) for token in tokens]
        is_telling = [token.role not in ("decor", "glued_number") for token in tokens]
        found = []
        for row in self.words[numbers].tolist():
            words = [word for word in row if word >= 0]
            found.append([sounds[word] for word in words if is_telling[word]] or [sounds[word] for word in words])
        return found

    def in_one_word(self, number: int) -> str:
        """Return a name's rough sounds without blanks and decoration: what handles of it share."""
        return "".join(self.rough_words(np.array([number]))[0])

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
        score, reason = _score(layout)
        self._judge_fathers(left, right, score, reason)
        found.score[part], found.reason[part] = score, reason
        found.beside[part, :width] = layout.beside
        is_apart = ~layout.is_met_left & (layout.why == Why.NEAR)
        found.why[part, :width] = np.where(is_apart, Why.APART, layout.why)

    def _laid_out(self, left: Numbers, right: Numbers) -> Layout:
        grid, why = self._grid(left, right)
        beside, fit, reason = _laid_beside(grid, why)
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
        _at_most(score, reason, both[share < 0.8], TWO_FATHERS, Reason.TWO_FATHERS)

    def _judge_whole(self, left: Numbers, right: Numbers, found: Pairs) -> None:
        _at_most(found.score, found.reason, np.flatnonzero(self.is_cut[left] | self.is_cut[right]), CUT, Reason.CUT)
        equal = (left == right) & (self.count[left] > 0)
        found.score[equal], found.reason[equal] = 1.0, Reason.EQUAL


def _laid_beside(grid: Shares, why: Reasons) -> tuple[npt.NDArray[np.int8], Shares, Reasons]:
    """Lay each left word beside one right word, the best fits of a pair first."""
    size, width, _ = grid.shape
    beside = np.full((size, width), -1, dtype=np.int8)
    fit = np.full((size, width), -1.0)
    reason = np.zeros((size, width), dtype=np.uint8)
    free = grid.copy()
    for _ in range(width):
        best = free.reshape(size, -1).argmax(axis=1)
        rows = np.flatnonzero(free.reshape(size, -1)[np.arange(size), best] >= 0)
        i, j = best[rows] // width, best[rows] % width
        beside[rows, i], fit[rows, i], reason[rows, i] = j, free[rows, i, j], why[rows, i, j]
        free[rows, i, :] = -1
        free[rows, :, j] = -1
    return beside, fit, reason


def _score(layout: Layout) -> tuple[Shares, Reasons]:
    """Return the score of each pair and what decided: what fits, less what only one side has, capped by contradictions."""
    met = layout.is_met_left & np.isin(layout.role_left, (Role.CORE, Role.NOUN))
    # A name made of nothing but decoration ('Official Channel') is compared by it.
    met |= layout.is_met_left & ~met.any(axis=1)[:, None]
    n_met = met.sum(axis=1)
    mean = np.where(met, layout.fit, 0).sum(axis=1) / np.maximum(n_met, 1)
    weakest = np.where(met, layout.fit, 1).min(axis=1)
    missing = layout.missing(Role.CORE) / layout.longest()
    score = (MEAN * mean + WEAKEST * weakest) * (n_met > 0)
    score -= MISSING_WORD * missing**1.5
    score -= MISSING_NOUN * layout.missing(Role.NOUN) + MISSING_DECOR * layout.missing(Role.DECOR, Role.GLUED)
    score -= MISSING_NUMBER * layout.missing(Role.NUMBER)
    reason = np.full(len(score), Reason.WORDS, dtype=np.uint8)
    reason[missing > 0] = Reason.ONE_SIDED
    _contradict(layout, score, reason, n_met)
    return np.clip(score, 0, 1), reason


def _contradict(layout: Layout, score: Shares, reason: Reasons, n_met: Numbers) -> None:
    matters = (Role.CORE, Role.NOUN)
    two_words = (layout.missing_left(*matters) > 0) & (layout.missing_right(*matters) > 0) | (n_met == 0)
    near = np.where(layout.beside >= 0, np.maximum(layout.fit, 0), 0).sum(axis=1) / layout.longest()
    score[two_words] = (TWO_WORDS * np.minimum(near, 1))[two_words]
    reason[two_words] = Reason.TWO_WORDS
    two_numbers = (layout.missing_left(Role.NUMBER) > 0) & (layout.missing_right(Role.NUMBER) > 0)
    _at_most(score, reason, np.flatnonzero(two_numbers), TWO_NUMBERS, Reason.TWO_NUMBERS)
    genders = ((layout.why == Why.GENDER) & (layout.beside >= 0)).any(axis=1)
    _at_most(score, reason, np.flatnonzero(genders), TWO_GENDERS, Reason.TWO_GENDERS)


def _at_most(score: Shares, reason: Reasons, where: Numbers, cap: float | Shares, why: Reason) -> None:
    score[where] = np.minimum(score[where], cap)
    reason[where] = why
