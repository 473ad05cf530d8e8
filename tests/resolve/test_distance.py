"""The priced edit distance: symmetric, zero for equals, and the same as the plain textbook one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from strikes.resolve import distance, rules

WORDS = st.text(alphabet="aeəioöuübcdfghkqrstvxyzşçğг", max_size=9)


def price(one: str, two: str, is_one_spelling: bool = False) -> int:
    codes = distance.encode([one, two])
    return int(distance.sound_distance(codes[:1], codes[1:], np.array([is_one_spelling]))[0])


def plain(one: str, two: str) -> int:
    """The same distance cell by cell, from the tables as they are written."""
    costs = {pair: round(cost * 100) for pair, cost in rules.sound_costs().items()}

    def drop(letter: str) -> int:
        return costs.get((letter, ""), 90)

    def replace(a: str, b: str) -> int:
        return 0 if a == b else costs.get((a, b), costs.get((b, a), 100))

    table = {(0, 0): 0}
    for i in range(len(one) + 1):
        for j in range(len(two) + 1):
            ways = [table[0, 0]] if i == j == 0 else []
            if i:
                ways.append(table[i - 1, j] + drop(one[i - 1]))
            if j:
                ways.append(table[i, j - 1] + drop(two[j - 1]))
            if i and j:
                ways.append(table[i - 1, j - 1] + replace(one[i - 1], two[j - 1]))
            if i > 1 and j > 1 and one[i - 1] == two[j - 2] and one[i - 2] == two[j - 1]:
                ways.append(table[i - 2, j - 2] + distance.SWAP)
            table[i, j] = min(ways)
    return table[len(one), len(two)]


@given(WORDS, WORDS)
def test_it_is_the_textbook_distance(one: str, two: str) -> None:
    assert price(one, two) == plain(one, two)


@given(WORDS, WORDS)
def test_it_is_symmetric(one: str, two: str) -> None:
    assert price(one, two) == price(two, one)
    assert price(one, two, True) == price(two, one, True)


def test_what_transliteration_mixes_up_is_cheap_and_other_letters_are_not() -> None:
    assert price("hüseynov", "гuseynov") < 30 < price("hüseynov", "küseynov")
    assert price("vasif", "vaqif") == 100


def test_in_one_spelling_a_letter_is_a_letter() -> None:
    assert price("elşən", "elçən", True) > price("elşən", "elçən")
