"""Claimant records made anew from a seed, with the claimant behind each. SIMULATED.

    python -m benchmarks.resolve_records --seed 1 --records 100000 --out /tmp/records.csv

About 62 % persons and 36 % companies, clusters of 1 to 25 records, a few impersonators of thirty brands. Each record
writes its claimant's name in a script and spelling of chance. Given names and surnames are drawn with Zipf weights, so
common names collide between different people; then an e-mail, address or handle decides, where there is one.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import resolve_spellings as spell
from benchmarks.resolve_pairs import BRANDS, LEGAL
from strikes.resolve.contacts import canonical_email

Random = random.Random
#: A claimant's true name, and a way to write it.
Source = tuple[str, Callable[[], str]]
FIELDS = (
    "record_id",
    "name",
    "email",
    "address",
    "handle",
    "channel_country",
    "first_seen",
    "truth",
    "kind",
    "true_name",
)
_FIRST = [
    "Ulduz",
    "Günəş",
    "Xəzər",
    "Şəfəq",
    "Bahar",
    "Qarabağ",
    "Odlar",
    "Dəniz",
    "İnci",
    "Yaqut",
    "Zirvə",
    "Çinar",
    "Muğan",
    "Şirvan",
    "Təbriz",
    "Araz",
    "Kür",
    "Göygöl",
]
_SECOND = [
    "Bakı",
    "Gəncə",
    "Naxçıvan",
    "Lənkəran",
    "Yeni",
    "Böyük",
    "Qızıl",
    "Ağ",
    "Mavi",
    "Yaşıl",
    "Birinci",
    "Şərq",
    "Qərb",
    "Cənub",
    "Şimal",
    "Milli",
    "Azad",
    "İpək",
]
_KIND = [
    "Film",
    "Media",
    "Records",
    "Production",
    "Studio",
    "Music",
    "Qrup",
    "Nəşriyyat",
    "Holding",
    "Agency",
    "Games",
    "Radio",
]
_STREETS = [
    "Nizami",
    "Füzuli",
    "Xaqani",
    "Neftçilər",
    "Azadlıq",
    "Təbriz",
    "Nəsimi",
    "Vaqif",
    "Natəvan",
    "Səməd",
    "Vurğun",
    "Bülbül",
    "Əhmədli",
    "Zərifə",
]


@dataclass
class Claimant:
    """Who is behind some records: the true name and the contacts in use."""

    kind: str
    true_name: str
    write: Callable[[], str]
    emails: list[str]
    addresses: list[str]
    handles: list[str]
    country: str = "AZ"
    records: list[tuple[str, ...]] = field(default_factory=list)


def _zipf(rng: Random, names: list[str], slope: float) -> Callable[[], str]:
    shuffled = rng.sample(names, len(names))
    weights = [1 / (rank + 5) ** slope for rank in range(len(shuffled))]
    total = [sum(weights[:1])]
    for weight in weights[1:]:
        total.append(total[-1] + weight)
    return lambda: rng.choices(shuffled, cum_weights=total)[0]


def _spelled(name: str, rng: Random) -> str:
    way = rng.choices(
        [lambda n, r: n, spell.az_ascii, spell.az_cyrillic, spell.english, spell.russian, spell.turkish,
         lambda n, r: spell.russian_latin(spell.russian(n, r), r)],
        [30, 12, 6, 20, 18, 5, 9],
    )[0]  # fmt: skip
    made = way(name, rng)
    if rng.random() < 0.05:
        made = spell.typo(made, rng)
    if rng.random() < 0.08:
        made = made.upper()
    return made


def _person(
    rng: Random, given: dict[str, Callable[[], str]], last: Callable[[], str], fathers: Callable[[], str]
) -> Source:
    gender = rng.choice("mf")
    first, stem, father = given[gender](), last(), fathers()
    vowel = spell.lower(stem)[-1] in "aəeıioöuü"
    endings = [("yev" if vowel else "ov") + ("a" if gender == "f" else ""), "zadə", "li"]
    surname = stem + rng.choices(endings, [8, 1, 1])[0]
    child = "oğlu" if gender == "m" else "qızı"

    def write() -> str:
        shape = rng.random()
        if shape < 0.72:
            return _spelled(f"{first} {surname}", rng)
        if shape < 0.86:
            return _spelled(f"{surname} {first}", rng)
        if shape < 0.91:
            return f"{surname} {first} {father} {child}"
        if shape < 0.96:
            return spell.handle(f"{first} {surname}", rng)
        return f"{spell.english(first, rng)[0]}. {spell.english(surname, rng)}"

    return f"{first} {surname}", write


def _house(rng: Random) -> str:
    """The first word of a company: from a short list, somebody's given name, or coined."""
    draw = rng.random()
    if draw < 0.25:
        return rng.choice(_FIRST)
    if draw < 0.5:
        return rng.choice(spell.faker_names("az_AZ", "first_names_male"))
    syllables = [
        rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") + rng.choice(["", "", "n", "r", "l"]) for _ in "abc"
    ]
    return "".join(syllables[: rng.choice([2, 3, 3])]).capitalize()


def _company(rng: Random) -> Source:
    second = f" {rng.choice(_SECOND)}" if rng.random() < 0.6 else ""
    base = f"{_house(rng)}{second} {rng.choice(_KIND)}"
    forms = rng.choice(LEGAL)

    def write() -> str:
        made = _spelled(base, rng)
        shape = rng.random()
        if shape < 0.35:
            made = f"{made} {rng.choice(forms)}"
        elif shape < 0.5:
            made = f"{rng.choice(forms)} «{made}»"
        elif shape < 0.58:
            made = f"{made} Official"
        return made

    return base, write


def _impersonator(rng: Random) -> Source:
    brand = rng.choice(BRANDS[:30])
    return brand, lambda: rng.choice(spell.DISGUISES)(brand, rng)


def claimants(rng: Random, n_records: int) -> list[Claimant]:
    """Return claimants whose records together are `n_records`."""
    men, women = spell.faker_names("az_AZ", "first_names_male"), spell.faker_names("az_AZ", "first_names_female")
    given = {"m": _zipf(rng, men, 0.8), "f": _zipf(rng, women, 0.8)}
    last, fathers = _zipf(rng, [name for name in men if len(name) > 3], 0.7), _zipf(rng, men, 0.8)
    made: list[Claimant] = []
    left = n_records
    while left > 0:
        number = len(made)
        draw = rng.random()
        kind = "person" if draw < 0.62 else "company" if draw < 0.98 else "impersonator"
        source = {
            "person": lambda: _person(rng, given, last, fathers),
            "company": lambda: _company(rng),
            "impersonator": lambda: _impersonator(rng),
        }[kind]()
        size = min(left, 25, 1 + int(rng.expovariate(1 / 1.65)))
        made.append(_with_contacts(rng, kind, source, number))
        made[-1].records = [() for _ in range(size)]
        left -= size
    return made


def _with_contacts(rng: Random, kind: str, source: Source, number: int) -> Claimant:
    def mail() -> str:
        host = rng.choice(["gmail.com", "mail.ru", "yahoo.com", "box.az", f"house{number}.az", "outlook.com"])
        return f"{rng.choice(['info', 'rights', 'legal', 'contact', 'media'])}.{number}{rng.choice('abcdefgh')}@{host}"

    def address() -> str:
        return f"{rng.choice(_STREETS)} küç. {rng.randrange(1, 250)}, mən. {rng.randrange(1, 90)}, Bakı"

    return Claimant(
        kind,
        *source,
        [mail() for _ in range(3)],
        [address() for _ in range(2)],
        [f"ch{number}{rng.choice('xyz')}{at}" for at in range(2)],
        rng.choices(["AZ", "TR", "RU", "US"], [70, 12, 12, 6])[0],
    )


def _email_as_typed(email: str, rng: Random) -> str:
    draw = rng.random()
    if draw < 0.06:
        return email.upper()
    if draw < 0.12 and email.endswith("@gmail.com"):
        local = email.split("@")[0]
        return rng.choice([f"{local}+yt@gmail.com", f"{local.replace('.', '')}@gmail.com"])
    return email


def _record(rng: Random, claimant: Claimant) -> tuple[str, str, str, str, str]:
    pick = lambda values: values[0] if rng.random() < 0.7 else rng.choice(values[1:])  # noqa: E731
    return (
        claimant.write(),
        _email_as_typed(pick(claimant.emails), rng) if rng.random() < 0.62 else "",
        pick(claimant.addresses) if rng.random() < 0.5 else "",
        pick(claimant.handles) if rng.random() < 0.4 else "",
        claimant.country if rng.random() < 0.8 else "",
    )


def make(seed: int, n_records: int) -> list[tuple[str, ...]]:
    """Return rows of FIELDS in an order of chance."""
    rng = random.Random(seed)
    rows = []
    for number, claimant in enumerate(claimants(rng, n_records)):
        for _ in claimant.records:
            name, email, address, handle, country = _record(rng, claimant)
            day = f"2025-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}T10:00:00Z"
            rows.append([name, email, address, handle, country, day, f"t{number}", claimant.kind, claimant.true_name])
    rng.shuffle(rows)
    return [(f"r{at:07}", *row) for at, row in enumerate(rows)]


def oracle(rows: list[tuple[str, ...]]) -> dict[str, str]:
    """Return the clusters of one who sees every field, and the true name where no other claimant bears it.

    Records of a claimant are joined where they share a contact or a name that is the claimant's alone: nobody can do
    better without guessing.
    """
    at = {field_: FIELDS.index(field_) for field_ in FIELDS}
    bearers: dict[str, set[str]] = {}
    for row in rows:
        bearers.setdefault(row[at["true_name"]], set()).add(row[at["truth"]])
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = key = parent[parent[key]]
        return key

    for row in rows:
        truth, name = row[at["truth"]], row[at["true_name"]]
        held = [canonical_email(row[at["email"]]) or "", row[at["address"]], row[at["handle"]]]
        keys = [f"{truth}|{kind}|{value}" for kind, value in enumerate(held) if value]
        if len(bearers[name]) == 1:
            keys.append(f"{truth}|name")
        for key in keys:
            parent[find(key)] = find(row[0])
    return {row[0]: find(row[0]) for row in rows}


def write_csv(rows: list[tuple[str, ...]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(FIELDS)
        writer.writerows(rows)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--records", type=int, default=10_000)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    write_csv(make(given.seed, given.records), given.out)
