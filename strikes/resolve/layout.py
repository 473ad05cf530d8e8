"""The words of two names laid side by side, and what that says: for blocks of pairs at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from strikes.resolve.alike import Flags, Numbers, Reasons, Shares, Why

#: Share of the mean and of the weakest word in a score: a different given name is a different person.
MEAN, WEAKEST = 0.35, 0.65
#: Words less alike than this are not the same word.
FITS = 0.7
#: What a word that only one side has takes away.
MISSING_WORD, MISSING_NOUN, MISSING_DECOR, MISSING_NUMBER = 0.9, 0.2, 0.02, 0.25
#: What at most is left of a score where something speaks against.
TWO_WORDS, TWO_NUMBERS, TWO_FATHERS, TWO_GENDERS, CUT, SHORT = 0.45, 0.4, 0.45, 0.5, 0.7, 0.75


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
    SHORT = 13


class Role(IntEnum):
    """What a word does in its name."""

    CORE = 0
    NOUN = 1
    DECOR = 2
    NUMBER = 3
    GLUED = 4


#: Roles that tell one name from another.
MATTERS = (Role.CORE, Role.NOUN)
ROLES = {"noun": Role.NOUN, "decor": Role.DECOR, "number": Role.NUMBER, "glued_number": Role.GLUED}


@dataclass
class Pairs:
    """Beside each pair of names: score 0 to 1, what decided, and the right word beside each left one (-1: none)."""

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
        return _count((self.left >= 0) & ~self.is_met_left & np.isin(self.role_left, roles))

    def missing_right(self, *roles: Role) -> Numbers:
        """Count the right words of these roles that nothing on the left fits."""
        return _count((self.right >= 0) & ~self.is_met_right & np.isin(self.role_right, roles))

    def missing(self, *roles: Role) -> Numbers:
        """Count the words of these roles that only one side has."""
        return self.missing_left(*roles) + self.missing_right(*roles)

    def longest(self) -> Numbers:
        """Count the words that matter on the side that has more of them."""
        left = _count((self.left >= 0) & np.isin(self.role_left, MATTERS))
        right = _count((self.right >= 0) & np.isin(self.role_right, MATTERS))
        return np.maximum(np.maximum(left, right), 1)


def _count(flags: Flags) -> Numbers:
    found: Numbers = flags.sum(axis=1)
    return found


def laid_beside(grid: Shares, why: Reasons) -> tuple[npt.NDArray[np.int8], Shares, Reasons]:
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


def scored(layout: Layout) -> tuple[Shares, Reasons]:
    """Return each pair's score and what decided: what fits, less what one side lacks, capped by contradictions."""
    met = layout.is_met_left & np.isin(layout.role_left, MATTERS)
    # A name made of nothing but decoration ('Official Channel') is compared by it.
    has_met = np.asarray(met.any(axis=1))
    met |= layout.is_met_left & ~has_met[:, None]
    n_met = _count(met)
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
    """Cap the scores of pairs where something speaks against one name, and say what."""
    clash = (layout.missing_left(*MATTERS) > 0) & (layout.missing_right(*MATTERS) > 0)
    two_words = np.flatnonzero(clash | (n_met == 0))
    near = np.where(layout.beside >= 0, np.maximum(layout.fit, 0), 0).sum(axis=1) / layout.longest()
    capped = np.asarray(np.minimum(near, 1) * TWO_WORDS)
    score[two_words] = capped[two_words]
    reason[two_words] = Reason.TWO_WORDS
    two_numbers = (layout.missing_left(Role.NUMBER) > 0) & (layout.missing_right(Role.NUMBER) > 0)
    at_most(score, reason, np.flatnonzero(two_numbers), TWO_NUMBERS, Reason.TWO_NUMBERS)
    two_glued = (layout.missing_left(Role.GLUED) > 0) & (layout.missing_right(Role.GLUED) > 0)
    at_most(score, reason, np.flatnonzero(two_glued), SHORT, Reason.TWO_NUMBERS)
    genders = ((layout.why == Why.GENDER) & (layout.beside >= 0)).any(axis=1)
    at_most(score, reason, np.flatnonzero(genders), TWO_GENDERS, Reason.TWO_GENDERS)


def at_most(score: Shares, reason: Reasons, where: Numbers, cap: float | Shares, why: Reason) -> None:
    score[where] = np.minimum(score[where], cap)
    reason[where] = why
