"""Names, works and sentences of the SIMULATED world, put together from `words.toml`; nobody real is meant."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
SHARES: dict[str, int] = WORDS["shares"]
TOPICS: dict[str, list[str]] = WORDS["topics"]
#: Topics that adversaries go for.
CRITICAL = ("news", "politics", "history")

#: Each language's word lists, split once.
TONGUES: dict[str, dict[str, list[str]]] = {
    lang: {key: WORDS[lang][key].split() for key in ("given", "heads", "tails", "ends", "trades", "forms")}
    for lang in SHARES
}
WORKS = [f"{about} {form}" for about in WORDS["works"]["about"].split() for form in WORDS["works"]["form"].split()]
SLOGANS: list[str] = WORDS["odd"]["slogans"].split()
ODD: list[str] = WORDS["odd"]["sentences"]
ADVICE: str = WORDS["odd"]["advice"]

PLAIN = str.maketrans("çğışöüı", "cgisoui")
#: Latin letters and Cyrillic ones that look the same.
HOMOGLYPHS = dict(zip("aeocpxiBHMT", "аеосрхіВНМТ", strict=True))


def tongue(rng: Random) -> str:
    return rng.choices(list(SHARES), list(SHARES.values()))[0]


def stem(rng: Random, lang: str) -> str:
    words = TONGUES[lang]
    return rng.choice(words["heads"]) + "".join(rng.choice(words["tails"]) for _ in range(rng.choice((1, 2, 2))))


def person(rng: Random, lang: str) -> str:
    return f"{rng.choice(TONGUES[lang]['given'])} {stem(rng, lang)}{rng.choice(TONGUES[lang]['ends'])}"


def firm(rng: Random, lang: str) -> str:
    name, trade, form = stem(rng, lang), rng.choice(TONGUES[lang]["trades"]), rng.choice(TONGUES[lang]["forms"])
    return f"{form} «{name} {trade}»" if lang == "ru" else f"{name} {trade} {form}"


def host(rng: Random) -> str:
    """Return a domain of plain letters, long enough that two of them are not alike by chance."""
    return "".join(stem(rng, rng.choice(("en", "tr"))) for _ in range(2)).casefold().translate(PLAIN) + ".example"


def local_part(rng: Random) -> str:
    """Return what stands before the @ of a private person: a word, often with a number or a letter."""
    word = stem(rng, "tr").casefold().translate(PLAIN)
    tails = ("", str(rng.randrange(10, 99)), f".{rng.choice('abdeklmnrst')}", str(rng.randrange(1950, 2010)))
    return word + rng.choice(tails)


def claim_sentence(rng: Random, lang: str, work: str) -> str:
    where = f"{rng.randrange(60):02d}:{rng.randrange(60):02d}"
    sentence: str = rng.choice(WORDS[lang]["claims"])
    return sentence.format(work=work, where=where, n=rng.randrange(1000, 99999))


def odd_sentence(rng: Random, pattern: str) -> str:
    return pattern.format(a=rng.choice(WORDS["odd"]["a"]), b=rng.choice(WORDS["odd"]["b"]))


def homoglyph(rng: Random, name: str) -> str:
    """Swap one or two letters for look-alikes of another script; a name without such letters gets a doubled letter."""
    spots = [i for i, letter in enumerate(name) if letter in HOMOGLYPHS]
    if not spots:
        return name[:2] + name[1:]
    letters = list(name)
    for i in rng.sample(spots, min(len(spots), rng.choice((1, 2)))):
        letters[i] = HOMOGLYPHS[letters[i]]
    return "".join(letters)
