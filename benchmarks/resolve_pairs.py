"""Labelled pairs of names, made anew from a seed. SIMULATED; `resolve_run.py pairs` measures on them.

Given names and surnames are faker's (the extra `bench`); `--unlisted` there hides the list of known names from the
program, so that every name is one it has never heard of.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks import resolve_spellings as spell

Pair = tuple[str, str, bool, str]
Random = random.Random

BRANDS = [
    "Discovery Channel",
    "National Geographic",
    "BBC News",
    "Sky Sports",
    "Euronews",
    "Warner Music",
    "Universal Pictures",
    "Netflix",
    "Paramount",
    "Cartoon Network",
    "Al Jazeera",
    "Deutsche Welle",
    "Space TV",
    "Lider Media",
    "Meydan Group",
    "Baku Productions",
    "Region Film",
    "Ulduz Records",
    "Xezer Music",
    "Capital Radio",
    "Silk Way Studio",
    "Caspian Media",
    "Vega Publishing",
    "Orbita Film",
    "Sigma Kids",
    "Turan Agency",
    "Novella Press",
    "Kinoplan",
    "Mosaic Entertainment",
    "Red Planet Games",
    "Marmara Film",
    "Bosphorus Music",
    "Smart Studio",
    "Premium Channel",
    "Comedy World",
    "Mirror News",
    "Family Films",
    "Atlas Media",
    "Summit Sport",
    "Armada Records",
]
ORGS = [
    "Muğan Production",
    "Şəki Film",
    "Çinar Media",
    "Naxçıvan Records",
    "Xəzər Studio",
    "Günəş Nəşriyyat",
    "Qarabağ Film",
    "Ulduz Musiqi",
    "Dəniz Yayım",
    "Təbriz Prodakşn",
    "Odlar Media",
    "Şirvan Qrup",
    "Bahar Kino",
    "Ağdam Holding",
    "Göygöl Studio",
    "İncə Film",
]
LEGAL = (
    ("MMC", "LLC", "ООО", "Məhdud Məsuliyyətli Cəmiyyəti", "Ltd. Şti.", "Limited Liability Company", "GmbH"),
    ("ASC", "OJSC", "ОАО", "A.Ş.", "Açıq Səhmdar Cəmiyyəti", "Открытое акционерное общество", "JSC"),
)  # fmt: skip
NOUNS = ("News", "Sport", "Music", "Film", "Kids", "Radio", "Türk", "International", "Records", "Games", "Arabic")


def people(rng: Random) -> Callable[[], tuple[str, str, str]]:
    """Return a source of (given, surname, gender): two thirds Azerbaijani, some Turkish and Russian."""
    given = {"m": spell.faker_names("az_AZ", "first_names_male"), "f": spell.faker_names("az_AZ", "first_names_female")}
    stems = sorted({name for name in given["m"] if len(name) > 3})

    def draw() -> tuple[str, str, str]:
        gender = rng.choice("mf")
        stem = rng.choice(stems)
        vowel = spell.lower(stem)[-1] in "aəeıioöuü"
        if rng.random() < 0.8:
            surname = stem + ("yev" if vowel else "ov") + ("a" if gender == "f" else "")
        else:
            surname = stem + rng.choice(["zadə", "li"])
        return rng.choice(given[gender]), surname, gender

    return draw


def slavs(rng: Random) -> Callable[[], tuple[str, str]]:
    given = spell.faker_names("ru_RU", "first_names_male") + spell.faker_names("uk_UA", "first_names_male")
    last = spell.faker_names("ru_RU", "last_names_male") + spell.faker_names("uk_UA", "last_names_male")
    return lambda: (rng.choice(given), rng.choice(last))


def turks(rng: Random) -> Callable[[], tuple[str, str]]:
    given, last = spell.faker_names("tr_TR", "first_names"), spell.faker_names("tr_TR", "last_names")
    return lambda: (rng.choice(given), rng.choice(last))


def same_pairs(rng: Random, count: int) -> list[Pair]:
    """Return pairs that are one name, over all the kinds."""
    az, ru, tr = people(rng), slavs(rng), turks(rng)
    scripts = (spell.az_ascii, spell.az_cyrillic, spell.english, spell.russian, spell.turkish)

    def az_name() -> str:
        return " ".join(az()[:2])

    def via_russian(name: str) -> str:
        return spell.russian_latin(spell.russian(name, rng), rng)

    def script_change() -> tuple[str, str]:
        if rng.random() < 0.2:
            name = " ".join(ru())
            return name, spell.russian_latin(name, rng)
        if rng.random() < 0.1:
            name = " ".join(tr())
            return name, spell.russian(name, rng)
        name = az_name()
        one, two = rng.sample([*scripts, lambda n, r: n, lambda n, r: via_russian(n)], 2)
        return one(name, rng), two(name, rng)

    def typo() -> tuple[str, str]:
        name = rng.choice([az_name, lambda: " ".join(tr()), lambda: spell.russian_latin(" ".join(ru()), rng)])()
        return name, spell.typo(name, rng)

    def typo_script() -> tuple[str, str]:
        name = az_name()
        return spell.russian(name, rng), spell.typo(spell.english(name, rng), rng)

    def swap() -> tuple[str, str]:
        given, last, _ = az()
        turned = f"{last}{rng.choice([',', ''])} {given}"
        shown = rng.choice([turned, turned.upper(), spell.english(turned, rng), spell.russian(turned, rng)])
        return f"{given} {last}", shown

    def patronymic() -> tuple[str, str]:
        given, last, gender = az()
        father = az()[0]
        child = "oğlu" if gender == "m" else "qızı"
        way = rng.choice([lambda n, r: n, spell.english, spell.russian])
        if way is spell.russian:
            child = "оглы" if gender == "m" else "кызы"
        full = rng.choice(["{g} {f} {c} {l}", "{l} {g} {f} {c}"])
        made = full.format(g=way(given, rng), f=way(father, rng), c=child, l=way(last, rng))
        return f"{given} {last}", made

    def suffix() -> tuple[str, str]:
        org, forms = rng.choice(ORGS), rng.choice(LEGAL)
        one, two = rng.sample(forms, 2)
        way = rng.choice([lambda n, r: n, spell.english, spell.russian, spell.az_ascii])
        left = rng.choice([f"{org} {one}", f"{one} {org}", org])
        right = rng.choice([f"{way(org, rng)} {two}", f"{two} «{way(org, rng)}»"])
        return left, right

    def channel() -> tuple[str, str]:
        org = rng.choice(ORGS + BRANDS)
        return org, rng.choice(["{} Official", "{} Channel", "{} HD", "{} rəsmi kanalı", "Official {}"]).format(org)

    def handle() -> tuple[str, str]:
        given, last, _ = az()
        return f"{given} {last}", spell.handle(f"{given} {last}", rng)

    def disguise() -> tuple[str, str]:
        name = rng.choice(BRANDS)
        return name, rng.choice(spell.DISGUISES)(name, rng)

    kinds = (
        script_change,
        script_change,
        typo,
        typo_script,
        swap,
        patronymic,
        suffix,
        channel,
        handle,
        disguise,
        disguise,
    )
    made: list[Pair] = []
    while len(made) < count:
        kind = kinds[len(made) % len(kinds)]
        one, two = kind()
        if one != two:
            made.append((one, two, True, kind.__name__))
    return made


def different_pairs(rng: Random, count: int) -> list[Pair]:
    """Return pairs that are two names and look like one."""
    az = people(rng)
    ways = (
        lambda n, r: n,
        lambda n, r: n,
        spell.english,
        spell.russian,
        spell.az_ascii,
        spell.turkish,
        spell.az_cyrillic,
    )
    given = {"m": spell.faker_names("az_AZ", "first_names_male"), "f": spell.faker_names("az_AZ", "first_names_female")}

    def near(name: str, pool: list[str]) -> str:
        others = [other for other in pool if other != name and other[0] == name[0] and abs(len(other) - len(name)) <= 1]
        return rng.choice(others or pool)

    def same_surname() -> tuple[str, str]:
        one, last, gender = az()
        other = rng.choice([name for name in given[gender] if name != one])
        return f"{one} {last}", f"{other} {last}"

    def near_given() -> tuple[str, str]:
        one, last, gender = az()
        return f"{one} {last}", f"{near(one, given[gender])} {last}"

    def near_surname() -> tuple[str, str]:
        one, last, gender = az()
        other = near(last, [az()[1] for _ in range(300)])
        return f"{one} {last}", f"{one} {other}"

    def gender() -> tuple[str, str]:
        one, last, _ = next(person for person in iter(az, None) if len(person[0].rstrip("aəeıioöuü")) > 3)
        last = last.removesuffix("a") if last.endswith(("ova", "yeva")) else last
        return (
            (f"{one} {last}", f"{one} {last}a")
            if last.endswith("v")
            else (f"{one.rstrip('aəeıioöuü')} {last}", f"{one.rstrip('aəeıioöuü')}ə {last}")
        )

    def patronymic() -> tuple[str, str]:
        one, last, _ = az()
        first, second = rng.sample(given["m"], 2)
        return f"{last} {one} {first} oğlu", f"{last} {one} {second} oğlu"

    def sibling() -> tuple[str, str]:
        brand = rng.choice(BRANDS).split(" ")[0]
        one, two = rng.sample(NOUNS, 2)
        return f"{brand} {one}", f"{brand} {two}"

    def other_house() -> tuple[str, str]:
        one, two = rng.sample([org.split(" ")[0] for org in ORGS], 2)
        tail = f"{rng.choice(NOUNS)} {rng.choice(LEGAL[0][:2])}"
        return f"{one} {tail}", f"{two} {tail}"

    def strangers() -> tuple[str, str]:
        return " ".join(az()[:2]), " ".join(az()[:2])

    kinds = (same_surname, near_given, near_surname, gender, patronymic, sibling, other_house, strangers)
    made: list[Pair] = []
    while len(made) < count:
        kind = kinds[len(made) % len(kinds)]
        one, two = kind()
        way = rng.choice(ways) if kind not in (patronymic, sibling, other_house) else ways[0]
        other_way = rng.choice(ways) if rng.random() < 0.3 and way is not ways[0] else way
        if spell.lower(one) != spell.lower(two):
            made.append((way(one, rng), other_way(two, rng), False, f"not_{kind.__name__}"))
    return made


def make(seed: int, count: int) -> list[Pair]:
    """Return `count` pairs of a seed, three fifths of them the same name."""
    rng = random.Random(seed)
    same = same_pairs(rng, count * 3 // 5)
    return same + different_pairs(rng, count - len(same))
