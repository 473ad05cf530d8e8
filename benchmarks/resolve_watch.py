"""Impersonators of thirty holders among strangers, the holders' own records beside them. SIMULATED."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pyarrow as pa

from benchmarks import resolve_spellings as spell
from benchmarks.resolve_pairs import BRANDS, people
from strikes.store.connection import Connection

Random = random.Random
HOLDERS = BRANDS[:30]
_WORDS = (
    "Yurd",
    "Sahil",
    "Zirvə",
    "Araz",
    "Ulduzlar",
    "Günəşli",
    "İpək",
    "Kəhkəşan",
    "Sərhəd",
    "Ocaq",
    "Bulaq",
    "Qala",
)
_KINDS = ("Film", "Media", "Records", "Music", "TV", "Holding", "News", "Studio", "Radio")


@dataclass
class Made:
    """Records as (id, name, e-mail), and what each of them is."""

    records: list[tuple[str, str, str | None]] = field(default_factory=list)
    impersonators: dict[str, str] = field(default_factory=dict)
    genuine: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


def domain(brand: str) -> str:
    return brand.lower().replace(" ", "") + ".com"


def _false_name(brand: str, rng: Random) -> tuple[str, bool]:
    """Return a name put on, and whether it is disguised by its letters."""
    draw = rng.random()
    if draw < 0.5:
        while (name := rng.choice(spell.DISGUISES)(brand, rng)) == brand:
            pass
        return name, True
    if draw < 0.65:
        return spell.typo(brand, rng), False
    if draw < 0.8:
        return rng.choice([brand, brand.upper(), f"{brand} LLC"]), False
    if draw < 0.9:
        return rng.choice(["{} Official", "{} Copyright Team", "{} Channel"]).format(brand), False
    joined = rng.choice(["", "_", "."]).join(brand.lower().split(" "))
    return joined + rng.choice(["", "official"]), False


def _foreign(brand: str, at: int, rng: Random) -> str:
    stem = domain(brand).removesuffix(".com")
    return rng.choice([f"x{at}@gmail.com", f"rights@{stem}-rights.com", f"legal@{stem}.info", f"a@{stem}s.com"])


def make(seed: int, count: int) -> Made:
    """Return `count` records: two in a hundred impersonators, one in a hundred the holders' own."""
    rng = random.Random(seed)
    person, made = people(rng), Made()
    for at in range(max(count // 50, 100)):
        brand = rng.choice(HOLDERS)
        name, is_disguised = _false_name(brand, rng)
        email = None if is_disguised and rng.random() < 0.35 else _foreign(brand, at, rng)
        made.records.append((f"i{at}", name, email))
        made.impersonators[f"i{at}"] = brand
    for at in range(max(count // 100, 100)):
        brand = rng.choice(HOLDERS)
        shown = rng.choice(["{}", "{} LLC", "ООО «{}»", "{} Ltd", "{} Official"]).format(brand)
        shown = rng.choice([shown, shown.upper(), shown.lower()])
        email = rng.choice([f"legal@{domain(brand)}", f"copyright@mail.{domain(brand)}", None])
        made.records.append((f"g{at}", shown, email))
        made.genuine.append(f"g{at}")
    for at in range(count - len(made.records)):
        made.records.append((f"u{at}", _stranger(rng, person), f"u{at}@mail.ru" if rng.random() < 0.6 else None))
        made.strangers.append(f"u{at}")
    rng.shuffle(made.records)
    return made


def _stranger(rng: Random, person) -> str:  # type: ignore[no-untyped-def]
    given, last, _ = person()
    if rng.random() < 0.4:
        first = rng.choice([rng.choice(_WORDS), given, last])
        return f"{first} {rng.choice(_KINDS)} {rng.choice(['MMC', 'LLC', ''])}".strip()
    way = rng.choice([lambda n, r: n, spell.english, spell.russian, spell.az_ascii, spell.turkish, spell.az_cyrillic])
    return way(f"{given} {last}", rng)


def load(con: Connection, made: Made) -> None:
    """Create the tables that `look_alikes` reads."""
    ids, names, emails = zip(*made.records, strict=True)
    table = {"record_id": ids, "name": names, "email": pa.array(emails, pa.string())}
    con.register("made", pa.table(table))
    con.execute("create table claimant_record as select *, null::varchar as email2, null::varchar as handle from made")
    con.execute(
        "create table holder (holder_id varchar, name varchar, aliases varchar[], domains varchar[], "
        "emails varchar[], agents varchar[])"
    )
    con.executemany(
        "insert into holder values (?, ?, [], ?, [], [])", [[name, name, [domain(name)]] for name in HOLDERS]
    )
