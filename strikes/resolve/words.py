"""Single words of a name: cleaned, spoken, and what they mean there.

A word's sound is written in the sound alphabet: the Azerbaijani Latin letters, and two more: г (with which Russian
writes h, g, q and ğ) and ξ (ks).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from strikes.resolve import letters, rules

_APOSTROPHES = "'’‘ʼʻ`´′ʾʿ"
_MARKS = "@$!|€£"
_LEET = str.maketrans("0134578968@$!|€£", "oieastbgbbasiiel")


class Token(NamedTuple):
    """One word of a name, folded.

    `sound` is how it is spoken, `stem` the same without a surname's ending, `look` how it sounds if taken for Latin
    ('' where that is no different), `concept` what it means in any language, `gender` what its ending tells.
    """

    text: str
    sound: str
    stem: str
    look: str = ""
    concept: str = ""
    role: str = ""
    ending: str = ""
    gender: str = ""
    drawn: str = ""
    variants: tuple[int, ...] = ()
    is_known: bool = False
    listed: str = ""
    writing: str = ""


class _Clean(dict[int, str]):
    """Code point -> what a name keeps of it; filled as letters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = kept = _kept(chr(code))
        return kept


def _kept(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter == "\n" or letter == "." or letter in _MARKS:
        return letter
    if letter in _APOSTROPHES or category[0] == "M" or category in ("Cf", "Cs", "Co", "Cn"):
        return ""
    if category[0] == "L":
        return _kept_letter(letter.lower()[:1])
    if category[0] == "N":
        return str(unicodedata.digit(letter, letter))
    if letter in rules.looks_like():
        return rules.looks_like()[letter]
    return " & " if letter in "&+" else " "


def _kept_letter(letter: str) -> str:
    known = rules.sounds()
    if letter == "ı":
        return "i"
    if letter.isascii() or letter in known:
        return letter
    bare = letters.plain(letter).lower()
    return bare if bare.isascii() or bare in known else letter


_CLEAN = _Clean()


def clean(text: str) -> str:
    """Return a text in lower case, without marks, invisible letters and punctuation; words parted by blanks.

    Lines stay lines, so a whole column can be cleaned in one go. Dots and the signs that stand for letters stay too.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_CLEAN)


@cache
def _groups() -> re.Pattern[str]:
    """Groups of letters with a sound of their own, the longest first."""
    groups = sorted(
        (letters_ for letters_ in rules.sounds() if len(letters_) > 1), key=lambda group: (-len(group), group)
    )
    return re.compile("|".join(map(re.escape, groups)))


@cache
def _singles() -> dict[int, str]:
    return {ord(letter): heard for letter, heard in rules.sounds().items() if len(letter) == 1}


_DOUBLED = re.compile(r"([^\W\d])\1+")


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return how a cleaned word of one script is spoken, in the sound alphabet; doubled sounds count once.

    Not in words of up to four letters: in bbc, cnn and anna the second letter counts.
    """
    heard = _spoken(word)
    return _doubled_once(heard) if len(word) > 4 else heard


def _doubled_once(heard: str) -> str:
    may_double = len(heard) > 4 and len(set(heard)) < len(heard)
    return _DOUBLED.sub(r"\1", heard) if may_double else heard


def _spoken(word: str) -> str:
    known = rules.sounds()
    at = 0
    heard = []
    for group in _groups().finditer(word):
        heard += [word[at : group.start()].translate(_singles()), known[group[0]]]
        at = group.end()
    return "".join(heard) + word[at:].translate(_singles())


@cache
def _endings() -> tuple[tuple[str, str, str], ...]:
    """Surname endings as they sound, with their family and the gender they tell, longest first."""
    found = {sound(row["ending"]): (row["family"], row["gender"]) for row in rules.rows("surname_endings")}
    return tuple((ending, *found[ending]) for ending in sorted(found, key=lambda ending: (-len(ending), ending)))


@cache
def _by_ending() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    endings = {ending: (family, gender) for ending, family, gender in _endings()}
    return re.compile(f"(...+?)({'|'.join(endings)})"), endings


def _stem(heard: str) -> tuple[str, str, str]:
    """Part a surname's stem from its ending: stem, family of the ending, gender."""
    pattern, endings = _by_ending()
    parted = pattern.fullmatch(heard)
    return (parted[1], *endings[parted[2]]) if parted else (heard, "", "")


@cache
def _meanings() -> dict[str, rules.Word]:
    return {sound(clean(word)): meaning for word, meaning in reversed(rules.words().items())}


def parts(raw: str) -> list[str]:
    """Split a cleaned word at its dots: 'l.l.c.' is one word, 'gudrat.niftaliyev' are two."""
    found = [part for part in raw.split(".") if part]
    return ["".join(found)] if len(found) > 1 and all(len(part) == 1 for part in found) else found


_GLUED_NUMBER = re.compile(r"([^\W\d]{2,})(\d{1,4})")


def tokens(raw: str) -> tuple[Token, ...]:
    """Return the folded words in a cleaned word: one, or two where a number is glued on ('official2')."""
    bare = raw.strip(_MARKS)
    if not bare or bare.isdigit():
        return (Token(bare, bare, bare, role="number"),) if bare else ()
    if bare.isalpha():
        if glued_word := _glued_word(bare):
            return (*tokens(bare.removesuffix(glued_word)), *tokens(glued_word))
        return (_token(bare, raw, _as_latin(bare) if bare == raw else sound(raw.translate(_LEET))),)
    if glued_word := _glued_word(bare):
        return (*tokens(bare.removesuffix(glued_word)), *tokens(glued_word))
    if glued := _GLUED_NUMBER.fullmatch(bare):
        number = Token(glued[2], glued[2], glued[2], role="glued_number")
        return (_token(glued[1], raw, sound(_one_script(raw.translate(_LEET)))), number)
    return (_token(bare.translate(_LEET), raw, ""),)


@cache
def _gluing() -> re.Pattern[str]:
    """Words that handles carry at their end: long decoration, and tv."""
    long = [word for word, meaning in rules.words().items() if meaning.role == "decor" and len(word) > 5]
    return re.compile(f"...+?({'|'.join(['tv', *long])})")


def _glued_word(bare: str) -> str:
    glued = _gluing().fullmatch(bare)
    return glued[1] if glued else ""


def _one_script(word: str) -> str:
    return letters.one_script(word) if not word.isascii() and len(letters.scripts(word)) > 1 else word


def _as_latin(word: str) -> str:
    """Return how a word of another script sounds to one who takes it for Latin: ВВС is bbc. '' where it cannot be."""
    if word.isascii() or letters.scripts(word) <= {"latin"}:
        return ""
    drawn = letters.as_drawn(word)
    return sound(drawn) if drawn.isascii() and drawn.isalnum() else ""


def _token(word: str, raw: str, look: str) -> Token:
    heard = sound(_one_script(word))
    meaning = _meanings().get(heard) or _meanings().get(look) or rules.Word("", "")
    stem, ending, gender = _stem(heard)
    writing = _writing(word)
    exact = _one_vowel(heard) if {_exact(heard), _exact(stem)} & _listed() else ""
    by_family = {rough(heard), rough(stem)} & _listed_families()
    drawn = letters.skeleton(raw) if len(raw) > 2 else ""
    look = look if look != heard else ""
    is_known = bool(exact if writing == "az" else by_family)
    known = (_variants().get(heard, ()), is_known, exact, writing)
    return Token(word, heard, stem, look, meaning.concept, meaning.role, ending, gender, drawn, *known)


def _writing(word: str) -> str:
    """Return how a word is spelled, where its letters tell: two words of one spelling are not transliterations."""
    if not _AZERBAIJANI.isdisjoint(word):
        return "az"
    if not _AZERBAIJANI_CYRILLIC.isdisjoint(word):
        return "az-cyrillic"
    return "cyrillic" if letters.script(word[0]) == "cyrillic" else ""


_AZERBAIJANI = frozenset("əğşçöü")
_AZERBAIJANI_CYRILLIC = frozenset("әөүһҝғҹј")


@cache
def _variants() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for name, lines in rules.variants().items():
        heard = sound(clean(name))
        found[heard] = tuple(sorted({*found.get(heard, ()), *lines}))
    return found


@cache
def _listed() -> frozenset[str]:
    """Known names and their stems as they sound; ə is also written a and e."""
    heard = {sound(clean(name)) for name in rules.known_names()}
    forms = {form for name in heard for form in (name, _stem(name)[0])}
    return frozenset(forms | {_exact(form) for form in forms} | {form.replace("ə", "a") for form in forms})


def _exact(heard: str) -> str:
    return heard.replace("ə", "e")


def _one_vowel(heard: str) -> str:
    """Return a sound with ə, e and a as one letter, as they are when ə is not at hand."""
    return _doubled_once(heard.replace("ə", "a").replace("e", "a"))


@cache
def _listed_families() -> frozenset[str]:
    return frozenset(rough(form) for form in _listed())


#: Sounds that spellings mix up, one letter per family.
_FAMILIES = str.maketrans("əeöuüyqgğгhxξçjşzptfw", "aaoooikkkkkkkccssbdvv")


@lru_cache(maxsize=200_000)
def rough(heard: str) -> str:
    """Return a sound by its families: Hüseynov, Гусейнов and Guseynoff are one, and so are Səadət and Saadat."""
    return _doubled_once(heard.translate(_FAMILIES))
