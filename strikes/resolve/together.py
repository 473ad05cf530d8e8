"""Names written together, shortened or listed under another name: handles, acronyms, aliases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from strikes.resolve import rules, words
from strikes.resolve.alike import Flags, Numbers
from strikes.resolve.fold import Folded, Name, fold
from strikes.resolve.layout import Pairs, Reason
from strikes.resolve.words import Token

#: What each way of being one name is worth. Hand-set on pairs made by benchmarks/resolve_pairs.py (seed 1).
ALIAS, TOGETHER, TRIMMED, NO_VOWELS, INITIALS, ACRONYM = 0.97, 0.94, 0.91, 0.88, 0.79, 0.79
#: A handle shorter than this fits too many names.
SHORTEST = 5
#: Where fathers, genders or numbers differ, writing the words together does not help.
_OPEN = (Reason.WORDS, Reason.ONE_SIDED, Reason.TWO_WORDS)
_VOWELS = str.maketrans("", "", "aoi")


class Together:
    """Names by the forms they take when written in one word; made only for the names that are asked about."""

    def __init__(self, names: Folded, tokens: Sequence[Token], numbers: Numbers) -> None:
        self._names = names
        is_core = np.array([token.role == "" for token in tokens] + [False], dtype=bool)[numbers]
        self._count = np.where(is_core.any(axis=1), is_core.sum(axis=1), (numbers >= 0).sum(axis=1))
        says = np.array([token.role in ("", "noun") for token in tokens] + [False], dtype=bool)
        self._words = says[numbers].sum(axis=1)
        is_alias = np.array([token.sound in _alias_words() for token in tokens] + [False], dtype=bool)
        self._is_alias = np.asarray(is_alias[numbers].any(axis=1), dtype=bool)
        #: Names that had more words than were kept to compare: particles and titles.
        self._is_shortened = np.zeros(len(names), dtype=bool)
        self._is_shortened[list(names.spoken)] = True

    def raise_scores(self, left: Numbers, right: Numbers, found: Pairs) -> None:
        """Raise the scores of pairs whose words do not fit, but whose whole does."""
        listed: Flags = self._is_alias[left] & self._is_alias[right] & (found.score < ALIAS)
        for at in np.flatnonzero(listed).tolist():
            if alias(self._names[left[at]]) & alias(self._names[right[at]]):
                found.score[at], found.reason[at] = ALIAS, Reason.ALIAS
        one, two = self._count[left], self._count[right]
        fewer, more = np.minimum(one, two), np.maximum(one, two)
        is_uneven = (
            (fewer < more)
            | (self._words[left] != self._words[right])
            | self._is_shortened[left]
            | self._is_shortened[right]
        )
        is_open = np.isin(found.reason, _OPEN) & (found.score < TOGETHER)
        uneven = np.flatnonzero(is_uneven & is_open & (fewer > 0) & (more - fewer <= 3))
        asked = np.unique(np.concatenate([left[uneven], right[uneven]]))
        forms = {number: _Forms(self._names[number]) for number in asked.tolist()}
        for at in uneven.tolist():
            score, reason = _fits(forms[left[at]], forms[right[at]])
            if score > found.score[at]:
                found.score[at], found.reason[at] = score, Reason[reason]


class _Forms:
    """One name's ways of being written in one word, as rough sounds."""

    def __init__(self, name: Name) -> None:
        parts = [words.rough(token.sound) for token in name.tokens if token.role != "glued_number"]
        self.n_words = len(parts)
        self.n_core = sum(token.role == "" for token in name.tokens)
        self.whole = {_once("".join(parts)), _once("".join(parts[::-1])), _once(words.rough(name.spoken))}
        # As written, too: two words make sounds where they meet (soft healer, softhealer).
        self.whole.add("".join([token.text for token in name.tokens if token.role != "glued_number"]))
        if len(parts) == 3:
            self.whole |= {_once(parts[1] + parts[2] + parts[0]), _once(parts[2] + parts[0] + parts[1])}
        self.whole = {form for form in self.whole if len(form) >= SHORTEST}
        self.trimmed = {_trimmed(form) for form in self.whole} if len(parts) <= 2 else set()
        self.bare = {form.translate(_VOWELS) for form in self.whole if len(form) >= 8}
        given = [part for part in parts if part]
        self.initials = set()
        if len(given) == 2 and not any(token.role == "noun" for token in name.tokens):
            one, two = given
            self.initials = {one[0] + two, two + one[0], one + two[0], two[0] + one}
        self.letters = "".join(token.text[:1] for token in name.tokens) if len(name.tokens) > 2 else ""
        self.text = name.tokens[0].text if len(name.tokens) == 1 else ""


def _fits(one: _Forms, two: _Forms) -> tuple[float, str]:
    if one.whole & two.whole:
        return TOGETHER, "TOGETHER"
    trimmed = one.trimmed & two.whole or two.trimmed & one.whole or one.trimmed & two.trimmed
    if trimmed and one.n_core != two.n_core:
        return TRIMMED, "TOGETHER"
    if one.bare & two.bare:
        return NO_VOWELS, "TOGETHER"
    if (one.n_words == 1 and one.whole & two.initials) or (two.n_words == 1 and two.whole & one.initials):
        return INITIALS, "HANDLE"
    if (one.text and one.text == two.letters) or (two.text and two.text == one.letters):
        return ACRONYM, "ACRONYM"
    return 0, "WORDS"


def _once(text: str) -> str:
    return "".join(letter for at, letter in enumerate(text) if at == 0 or text[at - 1] != letter)


@cache
def _decor() -> tuple[str, ...]:
    """Words that say nothing of who, as glued to handles; longest first."""
    found = {
        words.rough(words.sound(words.clean(word)))
        for word, meaning in rules.words().items()
        if meaning.role == "decor"
    }
    found |= {words.rough(words.sound(word)) for word in ("tv", "az", "news", "music")}
    return tuple(sorted(found - {""}, key=lambda word: (-len(word), word)))


def _trimmed(form: str) -> str:
    for word in _decor():
        if len(form) - len(word) >= SHORTEST:
            if form.endswith(word):
                return form[: -len(word)]
            if form.startswith(word) and len(word) > 3:
                return form[len(word) :]
    return form


def _alias_key(name: Name) -> str:
    """Words by their meaning or rough sound; short ones, which are mostly letters read one by one, exactly."""
    found = [token for token in name.tokens if token.role not in ("decor", "glued_number")]
    keys = (token.concept or (token.sound if len(token.sound) < 6 else words.rough(token.sound)) for token in found)
    return " ".join(sorted(keys))


@cache
def _alias_keys() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for written, canonical in rules.aliases():
        key = _alias_key(fold(written))
        found[key] = found.get(key, frozenset()) | {canonical}
    return found


@cache
def _alias_words() -> frozenset[str]:
    return frozenset(token.sound for written, _ in rules.aliases() for token in fold(written).tokens)


def alias(name: Name) -> frozenset[str]:
    """Return the houses that a name is a listed name or abbreviation of."""
    return _alias_keys().get(_alias_key(name), frozenset())
