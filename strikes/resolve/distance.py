"""How far apart two words sound: edit distance with a price per sound, for columns of pairs at once.

The prices are `data/reference/sound_costs.csv`. All costs are whole hundredths, so no sum depends on its order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from strikes.resolve import rules

Costs = npt.NDArray[np.int16]
LETTER = 100
#: Two neighbours swapped is one slip of the fingers. Hand-set, not calibrated.
SWAP = 60
#: Words are compared up to here; nothing a person is called is longer.
LONGEST = 24
_PAD = 0
_OTHER = 1


@cache
def _alphabet() -> dict[str, int]:
    letters = sorted({letter for pair in rules.sound_costs() for letter in pair if letter} | set("bcdfghjklmnpqrstvxz"))
    return {letter: code for code, letter in enumerate(letters, start=2)}


@cache
def _prices() -> tuple[Costs, Costs]:
    """Return what replacing costs (square) and what dropping costs (one per sound)."""
    alphabet = _alphabet()
    size = len(alphabet) + 2
    replace = np.full((size, size), LETTER, dtype=np.int16)
    np.fill_diagonal(replace, 0)
    # Letters outside the alphabet share one code: they are taken to differ, and equal words never come here.
    replace[_OTHER, _OTHER] = LETTER
    drop = np.full(size, 90, dtype=np.int16)
    for (a, b), price in rules.sound_costs().items():
        cost = round(price * LETTER)
        if not b:
            drop[alphabet[a]] = cost
        else:
            replace[alphabet[a], alphabet[b]] = replace[alphabet[b], alphabet[a]] = cost
    return replace, drop


#: Between two words of one spelling a letter is a letter: what transliteration excuses elsewhere costs at least this.
_ONE_SPELLING = 60
#: Turkish writes e where Azerbaijani writes ə, so even two words with ş and ç may be one name.
_TURKISH = frozenset("əe")


@cache
def _tables() -> tuple[Costs, Costs]:
    """Return the prices twice, for words of any spelling and for two of one: flat replace tables, and drop rows."""
    replace, drop = _prices()
    replace[_PAD, :] = replace[:, _PAD] = 3 * LETTER
    replace[_PAD, _PAD] = 0
    strict = np.where(replace == 0, 0, np.maximum(replace, _ONE_SPELLING)).astype(np.int16)
    ə, e = (_alphabet()[letter] for letter in sorted(_TURKISH, reverse=True))
    strict[ə, e] = strict[e, ə] = 20
    drops = np.stack([drop, np.maximum(drop, _ONE_SPELLING)])
    drops[:, _PAD] = 0
    return np.concatenate([replace.ravel(), strict.ravel()]), drops


def letter_counts(codes: npt.NDArray[np.uint8]) -> npt.NDArray[np.int16]:
    """Return how often each sound occurs in each word; half the difference of two rows is a floor of their distance."""
    width = len(_alphabet()) + 2
    places = np.arange(len(codes))[:, None] * width + codes
    counts = np.bincount(places.ravel(), minlength=len(codes) * width).reshape(len(codes), width)
    return counts[:, 1:].astype(np.int16)


def encode(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Return one row of sound codes per word, padded with zeros to LONGEST."""
    table = {ord(letter): chr(code) for letter, code in _alphabet().items()}
    padded = "".join([word[:LONGEST].translate(table).ljust(LONGEST, chr(_PAD)) for word in words])
    points = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).reshape(len(words), LONGEST)
    return np.where(points < len(table) + 2, points, _OTHER).astype(np.uint8)


def sound_distance(
    left: npt.NDArray[np.uint8], right: npt.NDArray[np.uint8], is_one_spelling: npt.NDArray[np.bool_]
) -> Costs:
    """Return the price, in hundredths of a letter, of turning each left word into the right one beside it.

    A restricted Damerau-Levenshtein distance (Boytsov 2011, section 2.2), one column of the table for all pairs at a
    time. Symmetric.
    """
    result = np.zeros(len(left), dtype=np.int16)
    length = np.maximum((left != _PAD).sum(axis=1), (right != _PAD).sum(axis=1))
    # Pairs of like length together, so that short words do not pay for long ones.
    for low, high in ((0, 6), (6, 8), (8, 11), (11, 15), (15, LONGEST)):
        chosen = np.flatnonzero((length > low) & (length <= high))
        for start in range(0, len(chosen), 20_000):
            part = chosen[start : start + 20_000]
            result[part] = _distance(left[part, :high].T, right[part, :high].T, is_one_spelling[part])
    return result


def _distance(a: npt.NDArray[np.uint8], b: npt.NDArray[np.uint8], is_one_spelling: npt.NDArray[np.bool_]) -> Costs:
    replace, drops = _tables()
    table = is_one_spelling.astype(np.int16)
    drop_a, drop_b = drops[table, a], drops[table, b]
    size = len(_alphabet()) + 2
    row_of = table * (size * size) + a.astype(np.int16) * size
    width, count = a.shape
    before: list[Costs] = []
    above = [np.zeros(count, dtype=np.int16)]
    for j in range(width):
        above.append(above[-1] + drop_b[j])
    for i in range(width):
        row = [above[0] + drop_a[i]]
        for j in range(width):
            best = np.minimum(above[j + 1] + drop_a[i], row[j] + drop_b[j])
            np.minimum(best, above[j] + replace[row_of[i] + b[j]], out=best)
            if i and j:
                is_swap = (a[i] == b[j - 1]) & (a[i - 1] == b[j])
                np.minimum(best, before[j - 1] + np.where(is_swap, SWAP, 10 * LETTER).astype(np.int16), out=best)
            row.append(best)
        before, above = above, row
    return above[width]
