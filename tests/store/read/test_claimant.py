"""One claimant: looks at its own channel, and notices of public registers in its names."""

from __future__ import annotations

from strikes.store import read
from strikes.store.connection import Connection, scratch
from tests.dashboard import world


def test_looks_come_oldest_first_with_what_collectors_saw_changed(con: Connection) -> None:
    (row, *_), _ = read.queue(con, read.Wanted(text=world.RING[0]), 1)
    seen = read.snapshots(con, row["claimant_id"])
    assert [(look["title"], look["status"]) for look in seen] == [
        ("Legal", "active"), ("YT Legal", "active"), (None, "not_found")]  # fmt: skip
    assert {look["origin"] for look in seen} == {"person"} and all(look["changed"] == [] for look in seen)


def test_notices_of_registers_are_those_of_the_claimants_names_newest_first() -> None:
    with scratch() as con:
        con.execute(
            """
            create table outside_notice as from (values
                ('n1', 'lumen', 'Juniper', 'sender', 'DMCA', 'Juniper', null, 'Search Co', timestamp '2025-01-02',
                 null, 'a film', 'yes', 'https://lumen.example/1', 'c_1'),
                ('n2', 'lumen', 'Juniper', 'principal', 'DMCA', 'Agent', 'Juniper', 'Search Co', null,
                 timestamp '2025-03-02', 'a film', null, 'https://lumen.example/2', 'c_1'),
                ('n3', 'lumen', 'Other', 'sender', 'DMCA', 'Other', null, 'Search Co', null, null, null, null,
                 'https://lumen.example/3', 'c_2'))
            t(notice_key, register, subject, role, notice_type, sender_name, principal_name, recipient_name, sent_at,
              received_at, works, action_taken, source_url, claimant_id);
            create table outside_target as from (values ('n1', 'video.example', null, 3), ('n1', 'x.example', null, 2))
                t(notice_key, domain, url, n_urls)
            """
        )
        found = read.outside_notices(con, "c_1")
    assert [(row["notice_key"], row["n_urls"]) for row in found] == [("n2", 0), ("n1", 5)]
