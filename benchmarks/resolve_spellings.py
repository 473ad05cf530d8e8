"""One name in many spellings: the writing rules that the made pairs and records are drawn from. SIMULATED.

Written from the alphabets' own tables and apart from `data/reference`, so that the folding is not measured on its own
rules. Every function takes a name in its official spelling and a random source, and returns one way somebody writes it.
"""

from __future__ import annotations

import functools
import importlib
import random
import re

Random = random.Random

_AZ_CYRILLIC = dict(zip("abcçdeəfgğhxıijkqlmnoöprsştuüvyz", "абҹчдеәфҝғһхыижкглмноөпрсштуүвјз", strict=True))
_RU = {
    "a": "а", "b": "б", "c": "дж", "ç": "ч", "d": "д", "e": "е", "ə": "а", "f": "ф", "g": "г", "ğ": "г", "h": "г",
    "x": "х", "ı": "ы", "i": "и", "j": "ж", "k": "к", "q": "г", "l": "л", "m": "м", "n": "н", "o": "о", "ö": "о",
    "p": "п", "r": "р", "s": "с", "ş": "ш", "t": "т", "u": "у", "ü": "ю", "v": "в", "y": "й", "z": "з",
}  # fmt: skip
_RU_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g",
}  # fmt: skip
_HOMOGLYPHS = {
    "a": "аα", "c": "сϲ", "e": "еҽ", "i": "іι", "j": "ј", "o": "оοօ", "p": "рρ", "s": "ѕ", "x": "хχ", "y": "уγ",
    "h": "һ", "d": "ԁ", "q": "ԛ", "w": "ԝ", "u": "υս", "n": "ո", "v": "ν", "A": "АΑ", "B": "ВΒ", "C": "С", "E": "ЕΕ",
    "H": "НΗ", "I": "ІΙ", "K": "КΚ", "M": "МΜ", "N": "Ν", "O": "ОΟ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ",
    "Y": "УΥ", "Z": "Ζ", "J": "Ј",
}  # fmt: skip
_LEET = {"o": "0", "i": "1", "l": "1", "e": "3", "a": "4", "s": "5", "t": "7", "b": "8"}
_KEYS = "qwertyuiop asdfghjkl zxcvbnm йцукенгшщзхъ фывапролджэ ячсмитьбю"


@functools.cache
def faker_names(locale: str, part: str) -> list[str]:
    """Return faker's names of a locale (`part`: first_names_male, first_names_female, last_names...), sorted."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    return sorted({name for name in getattr(provider, part) if " " not in name and len(name) > 2})


def _like(name: str, made: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in made.split(" "))


def lower(name: str) -> str:
    return name.replace("İ", "i").replace("I", "ı").lower()


def az_cyrillic(name: str, rng: Random) -> str:
    return _like(name, "".join(_AZ_CYRILLIC.get(letter, letter) for letter in lower(name)))


def az_ascii(name: str, rng: Random) -> str:
    return name.translate(str.maketrans("əƏşŞçÇğĞıİöÖüÜ", "eEsScCgGiIoOuU"))


def turkish(name: str, rng: Random) -> str:
    return _like(name, lower(name).translate(str.maketrans("əxq", "ehk")))


def english(name: str, rng: Random) -> str:
    """The spelling of passports, with the choices that people make."""
    choices = {
        "ə": ["a", "a", "e"], "x": ["kh", "kh", "h"], "c": ["j", "j", "dj"], "q": ["g", "g", "q", "k"],
        "ğ": ["gh", "g"], "ş": ["sh"], "ç": ["ch"], "ı": ["i", "i", "y"], "ö": ["o"], "ü": ["u"], "j": ["zh", "j"],
    }  # fmt: skip
    picked = {letter: rng.choice(ways) for letter, ways in choices.items()}
    made = "".join(picked.get(letter, letter) for letter in lower(name))
    if rng.random() < 0.2:
        made = made.replace("yev", "ev")
    return _like(name, made)


def russian(name: str, rng: Random) -> str:
    words = []
    picked = {
        "h": rng.choice("ггх"), "q": rng.choice("ггк"), "ö": rng.choice("оёе"), "ü": rng.choice("юу"),
        "ə": rng.choice("ааае"),
    }  # fmt: skip
    for word in lower(name).split(" "):
        word = re.sub("y[aə]", "я", word)
        word = re.sub("y[uü]", "ю", word)
        word = re.sub("ye", "е", word)
        word = re.sub("^e", "э", word)
        if word[:1] == "ə":
            word = rng.choice("аэ") + word[1:]
        words.append("".join(picked.get(letter) or _RU.get(letter, letter) for letter in word))
    return _like(name, " ".join(words))


def russian_latin(name: str, rng: Random) -> str:
    """A Russian spelling back in Latin letters: Гусейнов -> Guseynov."""
    table = dict(_RU_LATIN)
    table |= {"й": rng.choice(["y", "i"]), "ю": rng.choice(["yu", "iu"]), "я": rng.choice(["ya", "ia"])}
    table |= {"х": rng.choice(["kh", "h"]), "ё": rng.choice(["yo", "e"]), "ы": rng.choice(["y", "i"])}
    made = "".join(table.get(letter, letter) for letter in name.lower())
    for ending, shorter in (("iy", "y"), ("yy", "y"), ("ii", "iy")):
        if rng.random() < 0.5:
            made = re.sub(rf"{ending}\b", shorter, made)
    if rng.random() < 0.15:
        made = re.sub(r"v\b", "ff", made)
    return _like(name, made)


def typo(name: str, rng: Random) -> str:
    """One slip of the fingers inside a word of at least four letters; never the first letter."""
    words = name.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= 5]
    if not long:
        return name + name[-1]
    at = rng.choice(long)
    word = words[at]
    i = rng.randrange(1, len(word) - 1)
    kind = rng.choice(["drop", "double", "swap", "beside"])
    if kind == "drop":
        word = word[:i] + word[i + 1 :]
    elif kind == "double":
        word = word[:i] + word[i] + word[i:]
    elif kind == "swap":
        i = next((k for k in range(1, len(word) - 1) if word[k] != word[k + 1]), i)
        word = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    else:
        word = word[:i] + _beside(word[i], rng) + word[i + 1 :]
    words[at] = word
    return " ".join(words)


def _beside(letter: str, rng: Random) -> str:
    at = _KEYS.find(letter.lower())
    near = [_KEYS[k] for k in (at - 1, at + 1) if at >= 0 and 0 <= k < len(_KEYS) and _KEYS[k] != " "]
    return rng.choice(near or [letter])


def handle(name: str, rng: Random) -> str:
    plain = re.sub("[^a-z ]", "", english(name, rng).lower() if re.search("[əşçğıöü]", lower(name)) else name.lower())
    words = plain.split(" ")
    made = rng.choice(["", ".", "_", "-"]).join(words if rng.random() < 0.75 else words[::-1])
    if rng.random() < 0.3:
        made += str(rng.choice([1, 7, 24, 90, 99, 2020]))
    if rng.random() < 0.15:
        made += rng.choice(["official", ".official", "_tv", "_az"])
    return ("@" if rng.random() < 0.3 else "") + made


def homoglyph(name: str, rng: Random) -> str:
    return _some(name, {letter: list(ways) for letter, ways in _HOMOGLYPHS.items()}, rng)


def leet(name: str, rng: Random) -> str:
    return _some(name, {letter: [digit] for letter, digit in _LEET.items()}, rng)


def _some(name: str, ways: dict[str, list[str]], rng: Random) -> str:
    places = [at for at, letter in enumerate(name) if letter in ways]
    letters = list(name)
    for at in rng.sample(places, min(len(places), rng.choice([1, 1, 2, 3]))):
        letters[at] = rng.choice(ways[letters[at]])
    return "".join(letters)


def full_width(name: str, rng: Random) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in name)


def mathematical(name: str, rng: Random) -> str:
    capital, small = rng.choice([(0x1D400, 0x1D41A), (0x1D5D4, 0x1D5EE), (0x1D468, 0x1D482)])
    shift = {chr(65 + k): chr(capital + k) for k in range(26)} | {chr(97 + k): chr(small + k) for k in range(26)}
    return "".join(shift.get(letter, letter) for letter in name)


def invisible(name: str, rng: Random) -> str:
    at = rng.randrange(1, len(name))
    return name[:at] + rng.choice(["\u200b", "\u200c", "\u2060", "\u00ad", "\ufeff", "\u200e"]) + name[at:]


def rn_for_m(name: str, rng: Random) -> str:
    if "m" in name:
        return name.replace("m", "rn", 1)
    return name.replace("w", "vv", 1) if "w" in name else name.replace("l", "I", 1)


DISGUISES = (homoglyph, homoglyph, homoglyph, leet, full_width, mathematical, invisible, rn_for_m)
