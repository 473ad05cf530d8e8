"""The reference tables of name folding, read once: letters, sounds, words, legal forms, aliases.

A rule is a line of `data/reference/*.csv` with its source, never code; docs/resolution.md says how to add one.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from strikes import settings
from strikes.errors import InputError


def rows(table: str) -> list[dict[str, str]]:
    """Return the lines of a reference table, as its header names them."""
    path = settings.reference_dir() / f"{table}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    except OSError as error:
        raise InputError(
            f"The reference table {table}.csv is missing ({error.strerror}). Install strikes anew."
        ) from error


@cache
def sounds() -> dict[str, str]:
    """Letters or groups of letters (lower case) -> how they sound, in the letters of the sound alphabet."""
    return {row["letters"]: row["sounds"] for row in rows("sounds")}


@cache
def sound_costs() -> dict[tuple[str, str], float]:
    """Cost of hearing one sound as another, or ('x', '') of dropping it; unlisted pairs cost a whole letter."""
    return {(row["sound_a"], row["sound_b"]): float(row["cost"]) for row in rows("sound_costs")}


@cache
def looks_like() -> dict[str, str]:
    """Letter -> the Latin letters it is drawn like (UTS 39, and a few of our own)."""
    return {row["letter"]: row["looks_like"] for row in rows("confusables")}


@dataclass(frozen=True)
class Word:
    """What a word does in a name: `concept` is the same in every language."""

    concept: str
    role: str


@cache
def words() -> dict[str, Word]:
    """Word (lower case) -> its concept and role: noun, decor, title, particle or patronymic."""
    return {
        word: Word(row["concept"], row["role"])
        for row in reversed(rows("name_words"))
        for word in row["words"].split("|")
    }


@cache
def variants() -> dict[str, tuple[int, ...]]:
    """Given name as written -> numbers of the lines that hold its variants (Bill and William share one)."""
    found: dict[str, tuple[int, ...]] = {}
    for line, row in enumerate(rows("name_variants")):
        for name in row["variants"].split("|"):
            found[name] = (*found.get(name, ()), line)
    return found


@cache
def known_names() -> frozenset[str]:
    """Given names and surnames as written. Two different known names are two names, not one with a slip."""
    return frozenset(name for row in rows("known_names") for name in row["names"].split("|"))


@cache
def legal_forms() -> dict[str, str]:
    """Legal form as written -> its kind (limited, stock, ...)."""
    return {row["form"]: row["kind"] for row in rows("legal_forms")}


@cache
def aliases() -> tuple[tuple[str, str], ...]:
    """Names and abbreviations as written, each with the house it stands for; one abbreviation may stand for several."""
    return tuple(
        (name, row["canonical"])
        for row in rows("name_aliases")
        for name in (row["canonical"], *filter(None, row["aliases"].split("|")))
    )
