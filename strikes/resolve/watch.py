"""Which names are worth comparing with which holder names, without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from strikes.resolve import letters
from strikes.resolve.alike import Numbers
from strikes.resolve.names import Names
from strikes.resolve.words import rough

#: Words whose rough sounds agree less than this (rapidfuzz ratio, 0 to 100) are not looked at.
_WORD_CUTOFF, _WHOLE_CUTOFF = 65, 84
_SHORTEST_WHOLE = 6


def candidates(names: Names, records: Sequence[str], holders: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Return pairs of name numbers (record, holder): all the holder's own words met, or the whole alike in one word."""
    holder_numbers = np.arange(len(records), len(records) + len(holders))
    pairs = [_by_words(names, len(records), holder_numbers), _by_whole(names, records, holders)]
    distinct = np.unique(np.concatenate(pairs), axis=0) if pairs else np.empty((0, 2), dtype=np.int64)
    return distinct[:, 0], distinct[:, 1]


def _by_words(names: Names, n_records: int, holder_numbers: Numbers) -> Numbers:
    near = _near_words(names, np.unique(names.words[holder_numbers]))
    holding: dict[int, Numbers] = {}
    flat = names.words[:n_records].ravel()
    order = np.argsort(flat, kind="stable")
    ordered = flat[order]
    width = names.words.shape[1]

    def records_with(word: int) -> Numbers:
        if word not in holding:
            found = [
                order[np.searchsorted(ordered, other) : np.searchsorted(ordered, other, side="right")]
                for other in near[word]
            ]
            holding[word] = np.unique(np.concatenate(found) // width) if found else np.empty(0, dtype=np.int64)
        return holding[word]

    pairs = [np.empty((0, 2), dtype=np.int64)]
    for number in holder_numbers.tolist():
        needed = _words_needed(names, number)
        found = records_with(needed[0]) if needed else np.empty(0, dtype=np.int64)
        for word in needed[1:]:
            found = np.intersect1d(found, records_with(word), assume_unique=True)
        pairs.append(np.column_stack([found, np.full(len(found), number)]))
    return np.concatenate(pairs)


def _words_needed(names: Names, number: int) -> list[int]:
    """Return a holder name's own words; of one made of common words only ('Public Television') all of them."""
    found = [word for word in names.words[number].tolist() if word >= 0]
    own = [word for word in found if names.vocabulary.tokens[word].role == ""]
    return own or found


def _near_words(names: Names, wanted: Numbers) -> dict[int, list[int]]:
    tokens = names.vocabulary.tokens
    wanted = wanted[wanted >= 0]
    sounds = [rough(token.sound) for token in tokens]
    found: dict[int, list[int]] = {}
    same = _groups(
        (at, form) for at, token in enumerate(tokens) for form in {token.drawn, token.look, token.sound, token.concept}
    )
    for start in range(0, len(wanted), 64):
        part = wanted[start : start + 64].tolist()
        close = process.cdist(
            [sounds[word] for word in part], sounds, scorer=fuzz.ratio, score_cutoff=_WORD_CUTOFF, dtype=np.uint8
        )
        for row, word in enumerate(part):
            token = tokens[word]
            alike = {
                other for form in (token.drawn, token.look, token.sound, token.concept) for other in same.get(form, ())
            }
            found[word] = sorted(alike | set(np.flatnonzero(close[row]).tolist()))
    return found


def _groups(items: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for at, form in items:
        if form:
            groups.setdefault(form, []).append(at)
    return groups


def _by_whole(names: Names, records: Sequence[str], holders: Sequence[str]) -> Numbers:
    """Return pairs whose whole names agree when written in one word: handles, and names with words glued or split."""
    whole = names.in_one_word()
    forms = whole[len(records) :]
    own = _groups((at, form) for at, name in enumerate(holders) for form in {letters.skeleton(name), forms[at]})
    pairs = [
        (at, len(records) + holder)
        for at, name in enumerate(records)
        for form in {letters.skeleton(name), whole[at]}
        for holder in own.get(form, ())
    ]
    return np.array(pairs + _near_whole(records, whole, forms), dtype=np.int64).reshape(-1, 2)


def _near_whole(records: Sequence[str], whole: Sequence[str], forms: Sequence[str]) -> list[tuple[int, int]]:
    """Return the names of one word that are a little off a holder's name written in one word."""
    single = _groups(
        (at, whole[at])
        for at, name in enumerate(records)
        if len(whole[at]) >= _SHORTEST_WHOLE and " " not in name.strip()
    )
    words = sorted(single)
    pairs: list[tuple[int, int]] = []
    for start in range(0, len(words), 5000):
        part = words[start : start + 5000]
        close = process.cdist(part, forms, scorer=fuzz.ratio, score_cutoff=_WHOLE_CUTOFF, dtype=np.uint8)
        for i, j in zip(*np.nonzero(close), strict=True):
            if len(forms[j]) >= _SHORTEST_WHOLE:
                pairs += [(at, len(records) + int(j)) for at in single[part[i]]]
    return pairs
