"""Makes the letter model of S04 anew: `python benchmarks/name_model.py` writes name_trigrams.csv and name_fit.csv.

It counts letter triples in the person, company and word lists of Faker (MIT licence, https://github.com/joke2k/faker),
which needs `pip install faker`; the counts are kept, not the names. Every fifth name is held out and tells what real
names score.
"""

from __future__ import annotations

import csv
import importlib
import math
import random
import statistics
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "data" / "reference"
SOURCE = "https://github.com/joke2k/faker"
SCRIPTS = {
    "latin": "az_AZ tr_TR en_US en_GB en_IN en_NG en_PK de_DE fr_FR es_ES es_MX it_IT pt_BR nl_NL pl_PL cs_CZ sk_SK "
    "ro_RO hu_HU hr_HR sl_SI lt_LT lv_LV et_EE fi_FI sv_SE no_NO dk_DK is_IS ga_IE sq_AL id_ID vi_VN fil_PH sw uz_UZ "
    "ha_NG yo_NG ig_NG zu_ZA tw_GH",
    "cyrillic": "ru_RU uk_UA bg_BG mk_MK",
    "arabic": "ar_AA ar_AE ar_PS ar_SA fa_IR",
}
FIRST = ("first_names", "first_names_male", "first_names_female")
LAST = ("last_names", "last_names_male", "last_names_female")
COMPANY = ("company_suffixes", "bsWords", "catch_phrase_words")
#: Score bands by length: longer names score more evenly.
LENGTHS = ((1, 9), (10, 12), (13, 16), (17, 60))
BLOCK = {"latin": "LATIN", "cyrillic": "CYRILLIC", "arabic": "ARABIC"}


def listed(locale: str) -> tuple[list[str], list[str]]:
    """Return a locale's texts to learn from, and names to hold out: no word of a name is on both sides."""
    first, last = (parts(locale, "person", kinds) for kinds in (FIRST, LAST))
    words = parts(locale, "lorem", ("word_list",)) + parts(locale, "company", COMPANY)
    kept, held = ([names[i::5] for i in range(1, 5)] for names in (first, last)), (first[::5], last[::5])
    first_kept, last_kept = (sorted(name for share in shares for name in share) for shares in kept)
    return paired(first_kept, last_kept) + words, paired(*held) + held[0] + held[1]


def parts(locale: str, module: str, kinds: tuple[str, ...]) -> list[str]:
    """Return the words of a locale's lists, each once, in an order that does not matter."""
    try:
        provider = importlib.import_module(f"faker.providers.{module}.{locale}").Provider
    except ModuleNotFoundError:
        return []
    return sorted({w for kind in kinds for w in flat(getattr(provider, kind, ())) if isinstance(w, str)})


def flat(value: object) -> list[object]:
    """Return the leaves of nested lists, tuples and dicts' keys."""
    if isinstance(value, (list, tuple)):
        return [leaf for part in value for leaf in flat(part)]
    return list(value) if isinstance(value, dict) else [value]


def paired(first: list[str], last: list[str]) -> list[str]:
    """Return full names made of the two lists, every part used at least once."""
    rng = random.Random(1)
    first, last = list(first) or [""], list(last) or [""]
    rng.shuffle(first)
    rng.shuffle(last)
    return [f"{first[i % len(first)]} {last[i % len(last)]}" for i in range(max(len(first), len(last)))]


def letters(name: str, script: str) -> str | None:
    """Return the name as the signal frames it; None where it is not wholly of the script."""
    kept = "".join(c if c.isalpha() else " " for c in name.lower())
    kept = " ".join(kept.split())
    if not kept or any(c != " " and BLOCK[script] not in unicodedata.name(c, "") for c in kept):
        return None
    return f"  {kept} "


def main() -> None:
    """Write the two tables."""
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    held: dict[str, list[str]] = defaultdict(list)
    for script, locales in SCRIPTS.items():
        for locale in locales.split():
            kept, held_out = listed(locale)
            for text in kept:
                counts[script].update(triples(letters(text, script) or ""))
            held[script] += [framed for name in held_out if (framed := letters(name, script))]
    write("name_trigrams.csv", ("script", "context", "next_letters", "source"), trigram_rows(counts))
    write("name_fit.csv", ("script", "from_letters", "to_letters", "mean", "spread", "source"), fit_rows(counts, held))


def triples(framed: str) -> list[tuple[str, str]]:
    """Return (two letters, the next) of a framed name."""
    return [(framed[i : i + 2], framed[i + 2]) for i in range(len(framed) - 2)]


def trigram_rows(counts: dict[str, Counter[tuple[str, str]]]) -> list[tuple[object, ...]]:
    """Return, per context, the letters that followed it at least twice (once is as good as never), and how often."""
    rows = []
    for script, counted in sorted(counts.items()):
        after = defaultdict(list)
        for (context, letter), n in sorted(counted.items()):
            if n > 1:
                after[context].append(f"{letter}{n}".replace(" ", "_"))
        rows += [
            (script, context.replace(" ", "_"), " ".join(nexts), SOURCE) for context, nexts in sorted(after.items())
        ]
    return rows


def fit_rows(counts: dict[str, Counter[tuple[str, str]]], held: dict[str, list[str]]) -> list[tuple[object, ...]]:
    """Return mean and spread of what held-out names score, by script and length."""
    rows = []
    for script, names in sorted(held.items()):
        score = scorer({k: n for k, n in counts[script].items() if n > 1})
        by_length = defaultdict(list)
        for framed in names:
            n = sum(c != " " for c in framed)
            by_length[next(band for band in LENGTHS if band[0] <= n <= band[1])].append(score(framed))
        enough = [(low, scores) for (low, _), scores in sorted(by_length.items()) if len(scores) >= 30]
        # where longer names are too few to say, the band before goes on
        for (low, scores), (after, _) in zip(enough, [*enough[1:], (61, [])], strict=True):
            mean, spread = statistics.mean(scores), statistics.stdev(scores)
            rows.append((script, low, after - 1, round(mean, 3), round(spread, 3), SOURCE))
    return rows


def scorer(kept: dict[tuple[str, str], int]):  # type: ignore[no-untyped-def]
    """Return the mean log2 P(letter | two before), smoothed by half a letter, as `store.reference` computes it."""
    total: Counter[str] = Counter()
    for (context, _), n in kept.items():
        total[context] += n
    n_letters = len({letter for _, letter in kept})

    def score(framed: str) -> float:
        steps = triples(framed)
        return sum(math.log2((kept.get((c, x), 0) + 0.5) / (total[c] + 0.5 * n_letters)) for c, x in steps) / len(steps)

    return score


def write(name: str, header: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """Write a reference table."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *rows])
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
