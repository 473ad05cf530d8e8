"""Records become claimants: what merges, what never does, what an analyst's word changes. Everything SIMULATED."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import pytest

from strikes.resolve.identities import resolve_records
from strikes.settings import Engine
from strikes.store.connection import Connection, scratch

COLUMNS = (
    "record_id", "name", "email", "email2", "phone", "address", "handle", "channel_id", "ref", "country", "first_seen",
)  # fmt: skip
#: Strangers around the records under test, so that there is something for a name to be rare among.
GIVEN = (
    "Anar", "Elçin", "Kamran", "Vüqar", "Tural", "Orxan", "Rəşad", "Samir", "Ceyhun", "Natiq", "Zaur", "İlqar", "Murad",
)  # fmt: skip
LAST = (
    "Qasımov", "Rzayev", "Babayev", "Nəbiyev", "Sultanov", "Kərimov", "Abbasov", "Muradov", "Vəliyev", "Salahov",
)  # fmt: skip


def strangers(count: int = 400) -> list[dict[str, str]]:
    rng = random.Random(5)
    return [
        {
            "record_id": f"s{at:04}",
            "name": f"{rng.choice(GIVEN)} {rng.choice(LAST)}",
            "email": f"s{at}@mail.example{at}.az",
        }
        for at in range(count)
    ]


@pytest.fixture
def con() -> Iterator[Connection]:
    with scratch() as opened:
        yield opened


def resolved(
    con: Connection, records: Iterable[dict[str, str]], decisions: Iterable[tuple[str, ...]] = ()
) -> dict[str, str]:
    """Resolve records and return the claimant of each."""
    con.execute(
        "create or replace table claimant_record (record_id varchar, name varchar, email varchar, email2 varchar, "
        "phone varchar, address varchar, handle varchar, channel_id varchar, ref varchar, country varchar, "
        "first_seen timestamp)"
    )
    con.execute(
        "create or replace table identity_decision (record_a varchar, record_b varchar, decision varchar, "
        "decided_by varchar, decided_at timestamp)"
    )
    rows = [[record.get(column) for column in COLUMNS] for record in records]
    if rows:
        con.executemany(f"insert into claimant_record values ({', '.join('?' * len(COLUMNS))})", rows)
    if decisions := list(decisions):
        con.executemany("insert into identity_decision values (?, ?, ?, ?, ?)", [list(row) for row in decisions])
    resolve_records(con)
    return dict(con.execute("select record_id, claimant_id from identity").fetchall())


def are_one(con: Connection, *records: dict[str, str], decisions: Iterable[tuple[str, ...]] = ()) -> bool:
    named = [record | {"record_id": f"r{at}"} for at, record in enumerate(records)]
    found = resolved(con, strangers() + named, decisions)
    return len({found[record["record_id"]] for record in named}) == 1


def test_one_mailbox_joins_the_spellings_of_a_name(con: Connection) -> None:
    assert are_one(
        con,
        {"name": "Çingiz Mustafayev", "email": "c.mustafayev@gmail.com"},
        {"name": "Чингиз Мустафаев", "email": "CMustafayev+yt@googlemail.com"},
        {"name": "mustafayev.chingiz", "email": "cmustafayev@gmail.com"},
    )


def test_a_record_without_a_name_follows_its_mailbox(con: Connection) -> None:
    assert are_one(con, {"name": "Çingiz Mustafayev", "email": "a@b.example"}, {"email": "a@b.example"})


def test_a_postal_address_alone_never_merges(con: Connection) -> None:
    address = {"address": "Nizami küç. 12, mən. 3, Bakı"}
    assert not are_one(con, address, address)
    assert not are_one(con, {"name": "Çingiz Mustafayev"} | address, {"name": "Rövşən Hüseynli"} | address)
    assert not are_one(con, {"name": "Çingiz Mustafayev"} | address, address)


def test_an_address_supports_a_common_name(con: Connection) -> None:
    name, address = {"name": "Anar Qasımov"}, {"address": "Nizami küç. 12, mən. 3, Bakı"}
    assert not are_one(con, name, name), "a common name alone is nobody in particular"
    assert are_one(con, name | address, {"name": "Анар Гасымов"} | address)


def test_a_rare_name_is_enough(con: Connection) -> None:
    assert are_one(con, {"name": "Zərdüşt Atamoğlanlı"}, {"name": "Зардушт Атамогланлы"})


def test_borrowed_letters_do_not_make_one_a_house(con: Connection) -> None:
    assert not are_one(con, {"name": "Odlar Kinofilm"}, {"name": "Оdlаr Kinofilm"})


def test_two_people_are_not_joined_through_a_third(con: Connection) -> None:
    records = [
        {"record_id": "r1", "name": "Çingiz Mustafayev", "email": "one@a.example"},
        {"record_id": "r2", "email": "one@a.example", "email2": "two@b.example"},
        {"record_id": "r3", "name": "Rövşən Hüseynli", "email": "two@b.example"},
    ]
    found = resolved(con, strangers() + records)
    assert found["r1"] != found["r3"]


def test_an_office_mailbox_does_not_grow_a_giant(con: Connection) -> None:
    rng = random.Random(3)
    agency = [
        {"record_id": f"a{at}", "name": f"{rng.choice(GIVEN)} {rng.choice(LAST)}", "email": "claims@agency.example"}
        for at in range(300)
    ]
    found = resolved(con, strangers() + agency)
    names = {record["record_id"]: record["name"] for record in agency}
    for claimant in set(found.values()):
        held = {names[record] for record, its in found.items() if its == claimant and record in names}
        assert len({tuple(name.split()) for name in held}) <= 2, held


def test_the_claimant_is_named_after_the_oldest_record(con: Connection) -> None:
    old = {"record_id": "r9", "name": "Çingiz Mustafayev", "email": "a@b.example", "first_seen": "2024-01-01"}
    new = {"record_id": "r1", "name": "Çingiz Mustafayev", "email": "a@b.example", "first_seen": "2025-01-01"}
    alone = resolved(con, [*strangers(), old])["r9"]
    both = resolved(con, [*strangers(), old, new])
    assert both["r9"] == both["r1"] == alone


SAME, DIFFERENT = "same", "different"
TWINS = (
    {"name": "Çingiz Mustafayev", "email": "a@b.example"},
    {"name": "Çingiz Mustafayev", "email": "a@b.example"},
)


def test_an_analyst_keeps_two_apart(con: Connection) -> None:
    assert are_one(con, *TWINS)
    assert not are_one(con, *TWINS, decisions=[("r1", "r0", DIFFERENT, "an analyst", "2025-01-01")])


def test_kept_apart_means_through_a_third_as_well(con: Connection) -> None:
    third = {"name": "Çingiz Mustafayev", "email": "a@b.example"}
    named = [record | {"record_id": f"r{at}"} for at, record in enumerate((*TWINS, third))]
    found = resolved(con, strangers() + named, [("r0", "r1", DIFFERENT, "an analyst", "2025-01-01")])
    assert found["r0"] != found["r1"]
    assert found["r2"] in (found["r0"], found["r1"])


def test_the_later_decision_counts(con: Connection) -> None:
    first, second = ("r0", "r1", DIFFERENT, "an analyst", "2025-01-01"), ("r1", "r0", SAME, "an analyst", "2025-02-01")
    assert are_one(con, *TWINS, decisions=[second, first])


def test_an_analyst_joins_what_nothing_else_would(con: Connection) -> None:
    records = ({"name": "Çingiz Mustafayev"}, {"name": "Rövşən Hüseynli"}, {"name": "Odlar Kinofilm"})
    decided = [("r0", "r1", SAME, "an analyst", "2025-01-01"), ("r1", "r2", SAME, "an analyst", "2025-01-02")]
    assert are_one(con, *records, decisions=decided)
    links = con.execute("select why from identity_link where basis = 'decision'").fetchall()
    assert links == [("decided to be the same by an analyst",)] * 2


def test_every_link_says_why_and_suggestions_are_not_merged(con: Connection) -> None:
    found = resolved(con, strangers() + [record | {"record_id": f"r{at}"} for at, record in enumerate(TWINS)])
    links = con.execute("select record_a, record_b, why from identity_link").fetchall()
    assert all(found[a] == found[b] and why for a, b, why in links)
    assert len(found) - len(set(found.values())) == len(links), "the links are a forest"
    suggested = con.execute("select record_a, record_b, weight_ubans, why from identity_suggestion").fetchall()
    assert all(found[a] != found[b] and weight >= 0 and why for a, b, weight, why in suggested)


def test_neither_order_nor_threads_change_anything(con: Connection) -> None:
    records = strangers() + [record | {"record_id": f"r{at}"} for at, record in enumerate(TWINS)]
    tables = ("identity", "identity_link", "identity_suggestion", "name_note")
    first = resolved(con, records)
    before = [con.execute(f"from {table}").fetchall() for table in tables]
    random.Random(1).shuffle(records)
    with scratch(Engine(threads=1)) as other:
        assert resolved(other, records) == first
        assert [other.execute(f"from {table}").fetchall() for table in tables] == before


def test_hostile_records_cost_nothing_and_are_kept(con: Connection) -> None:
    names = ["", "  ", "😀" * 50, "a" * 10_000, "\u202e", "'; drop table identity; --", "\x00", "☃", None]
    found = resolved(con, [{"record_id": f"h{at}", "name": name} for at, name in enumerate(names)])  # type: ignore[dict-item]
    assert len(found) == len(names)


def test_no_records_give_empty_tables(con: Connection) -> None:
    assert resolved(con, []) == {}


def test_a_name_with_letters_of_note_is_told(con: Connection) -> None:
    resolved(con, [{"record_id": "r1", "name": "Уoutube"}, {"record_id": "r2", "name": "Əliyev"}])
    assert con.execute("select record_id from name_note").fetchall() == [("r1",)]


def test_a_name_alone_never_joins_a_holder_with_one_who_writes_from_elsewhere(con: Connection) -> None:
    con.execute("create table holder_match (record_id varchar, holder_id varchar, contact varchar)")
    con.execute("insert into holder_match values ('own', 'h', 'holders_own'), ('put_on', 'h', 'other')")
    name = {"name": "Sentinel Brand Desk"}
    records = [
        name | {"record_id": "own", "email": "desk@sentinel.example", "channel_id": "UCsim-sentinel"},
        name | {"record_id": "put_on", "email": "sbd.sim@gmail.com"},
        name | {"record_id": "private", "email": "sim.of.sbd@gmail.com", "channel_id": "UCsim-sentinel"},
    ]
    found = resolved(con, strangers() + records)
    assert found["own"] == found["private"], "one channel is one claimant, whatever the mailbox"
    assert found["own"] != found["put_on"]
