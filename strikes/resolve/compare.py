"""Are these two names one name? Score, decision and a sentence why, for one pair or for columns of them.

A name-only judgement: that two records bear one name does not make them one person (identities.py weighs that), and a
name that looks like another may be put on for that purpose (impersonation.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from strikes.resolve.alike import Numbers, Reasons, Shares, Why
from strikes.resolve.layout import Pairs, Reason
from strikes.resolve.names import Names

#: From here on `same`, below the second `different`, between them `unsure`. Set on pairs made by
#: benchmarks/resolve_pairs.py (seeds 1 and 2), where `same` was wrong in fewer than 3 of 100 hard look-alikes.
SAME_FROM, UNSURE_FROM = 0.81, 0.6
#: Letters of a word that a sentence shows.
SHOWN = 24


@dataclass(frozen=True)
class NameComparison:
    """How alike two names are: `score` 0 to 1, `decision` same, different or unsure, and `why` in words."""

    score: float
    decision: str
    why: str


@dataclass(frozen=True)
class Comparisons:
    """The columns of many comparisons, in the order of the pairs given."""

    score: Shares
    decision: list[str]
    why: list[str]


def compare_names(a: str, b: str) -> NameComparison:
    """Compare two names of a person or house, in any script; the order does not matter."""
    found = compare_columns([a], [b])
    return NameComparison(float(found.score[0]), found.decision[0], found.why[0])


def compare_columns(a: Sequence[str], b: Sequence[str]) -> Comparisons:
    """Compare each name of `a` with the one beside it in `b`. What a pair scores does not depend on the other pairs."""
    number: dict[str, int] = {}
    ordered = [(one, two) if one <= two else (two, one) for one, two in zip(a, b, strict=True)]
    left = np.array([number.setdefault(one, len(number)) for one, _ in ordered], dtype=np.int64)
    right = np.array([number.setdefault(two, len(number)) for _, two in ordered], dtype=np.int64)
    names = Names(list(number))
    found = names.compare(left, right)
    score = found.score.round(3)
    decision = np.where(score >= SAME_FROM, "same", np.where(score >= UNSURE_FROM, "unsure", "different"))
    decision[found.reason == Reason.EMPTY] = "unsure"
    return Comparisons(score, decision.tolist(), sentences(names, left, right, found))


_WHOLE = {
    Reason.EMPTY: "one of the names is empty",
    Reason.EQUAL: "written alike",
    Reason.TOGETHER: "the same when written in one word",
    Reason.HANDLE: "fits as a handle made of an initial and a name",
    Reason.ACRONYM: "one is made of the other's first letters",
    Reason.ALIAS: "listed as names of one house (name_aliases.csv)",
}
_AGAINST = {
    Reason.TWO_WORDS: "words that fit nothing on either side",
    Reason.TWO_NUMBERS: "the numbers differ",
    Reason.TWO_FATHERS: "the fathers' names differ",
    Reason.TWO_GENDERS: "a man's name and a woman's",
    Reason.SHORT: "a short word leaves no room for a slip",
    Reason.CUT: "too long to be compared to the end",
}
_PHRASES = {
    Why.APART: "{a} is not {b}",
    Why.SAME: "{a} in both",
    Why.SOUND: "{a} and {b} sound alike",
    Why.MEANING: "{a} and {b} mean the same",
    Why.VARIANT: "{a} and {b} are forms of one name",
    Why.INITIAL: "{a} may be short for {b}",
    Why.LOOKS: "{a} and {b} look alike",
    Why.NEAR: "{a} and {b} differ little",
    Why.GENDER: "{a} and {b} differ in gender",
    Why.OTHER_NAME: "{a} and {b} are two names",
}


def sentences(names: Names, left: Numbers, right: Numbers, found: Pairs) -> list[str]:
    """Return for each pair, in words, what its score rests on."""
    texts = [token.text[:SHOWN] for token in names.vocabulary.tokens]
    width = max(1, int(names.count.max(initial=1)))
    one, two = names.words[left, :width], names.words[right, :width]
    beside = found.beside[:, :width].astype(np.int64)
    has_partner = beside >= 0
    partner = np.where(has_partner, np.take_along_axis(two, np.maximum(beside, 0), axis=1), -1)
    is_taken = np.zeros(two.shape, dtype=bool)
    rows, _ = np.nonzero(has_partner)
    is_taken[rows, beside[has_partner]] = True
    alone = np.where(is_taken, -1, two)
    said = np.concatenate(
        [
            _said(texts, one, partner, found.why[:, :width]),
            _said(texts, alone, np.full_like(alone, -1), np.zeros_like(found.why[:, :width])),
        ],
        axis=1,
    )
    whole = {int(reason): words for reason, words in _WHOLE.items()}
    against = {int(reason): words for reason, words in _AGAINST.items()}
    return [
        whole.get(reason) or "; ".join([words for words in (against.get(reason), *row) if words])
        for reason, row in zip(found.reason.tolist(), said.tolist(), strict=True)
    ]


def _said(texts: list[str], one: Numbers, two: Numbers, why: Reasons) -> npt.NDArray[np.object_]:
    """Return the phrase for each pair of words; '' where there is none, 'only one has' where the second is missing."""
    said = np.full(one.shape, "", dtype=object)
    where = one >= 0
    size = len(texts) + 1
    keys = (one[where] * size + two[where] + 1) * len(Why) + why[where]
    distinct, back = np.unique(keys, return_inverse=True)
    phrases = np.empty(len(distinct), dtype=object)
    for at, key in enumerate(distinct.tolist()):
        pair, reason = divmod(key, len(Why))
        a, b = divmod(pair, size)
        phrases[at] = _phrase(texts[a], texts[b - 1] if b else "", Why(reason))
    said[where] = phrases[back]
    return said


def _phrase(a: str, b: str, why: Why) -> str:
    if not b:
        return f"only one has {a}"
    short, long = sorted((a, b), key=lambda text: (len(text), text))
    return _PHRASES[why].format(a=short, b=long)
