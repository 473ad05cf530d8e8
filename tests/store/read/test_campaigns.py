"""Campaigns: members, edges, shared texts and contacts."""

from __future__ import annotations

from strikes.store import read
from strikes.store.connection import Connection, scratch
from tests.dashboard import world


def ids_of_members(con: Connection) -> list[str]:
    (found,) = read.campaigns(con)
    return [row["claimant_id"] for row in read.members(con, found["campaign_id"])]


def test_members_come_in_the_order_they_joined(con: Connection) -> None:
    (found,) = read.campaigns(con)
    members = read.members(con, found["campaign_id"])
    assert {row["names"][0] for row in members} == set(world.RING)
    assert [row["joined_at"] for row in members] == sorted(row["joined_at"] for row in members)


def test_edges_are_those_among_the_members_each_with_its_reporters(con: Connection) -> None:
    ids = ids_of_members(con)
    found = read.edges(con, ids)
    assert {edge["layer"] for edge in found if edge["kept"]} >= {"target", "time", "text"}
    assert all(edge["n_witnesses"] and edge["reporters"] for edge in found if edge["layer"] == "text")
    assert read.edges(con, ids[:1]) == []


def test_shared_texts_stand_side_by_side(con: Connection) -> None:
    pairs = read.shared_texts(con, ids_of_members(con))
    assert len(pairs) == 10, "each pair of the five once"
    assert all(pair["text_a"].startswith(world.TEXT) and pair["text_b"].startswith(world.TEXT) for pair in pairs)


def test_a_member_is_shown_with_what_its_own_channel_was_last_seen_to_be(con: Connection) -> None:
    (found,) = read.campaigns(con)
    by_name = {row["names"][0]: row for row in read.members(con, found["campaign_id"])}
    assert by_name[world.RING[0]]["status"] == "not_found"
    assert by_name[world.RING[1]]["status"] is None
    assert all(row["joined_at"] <= row["last_at"] <= row["last_claim_at"] for row in by_name.values())


def test_the_strongest_tie_is_the_heaviest_of_the_campaigns_own(con: Connection) -> None:
    (found,) = read.campaigns(con)
    tie = read.strongest_tie(con, found["campaign_id"])
    assert tie is not None and {tie["claimant_a"], tie["claimant_b"]} <= set(ids_of_members(con))
    assert read.strongest_tie(con, "k_nobody") is None


def test_who_is_left_without_each_reporter_starts_with_the_one_it_rests_on_most(con: Connection) -> None:
    (found,) = read.campaigns(con)
    told = read.without_reporters(con, found["campaign_id"])
    assert {row["title"] for row in told} == set(world.CHANNELS)
    assert all(row["n_left"] <= found["n_claimants"] for row in told)
    assert [(row["holds"], row["n_left"]) for row in told] == sorted((row["holds"], row["n_left"]) for row in told)
    assert found["holds_without_each_reporter"] == all(row["holds"] for row in told)


def test_a_shared_phone_is_shown_by_its_end_only() -> None:
    with scratch() as con:
        con.execute(
            """
            create table claimant_record as from (values
                ('r1', 'A@x.example', '+994 50 111 22 33', null), ('r2', 'a@x.example ', '+994501112233', null),
                ('r3', null, null, null)) t(record_id, email, phone, channel_id);
            create table identity as from (values ('r1', 'c1'), ('r2', 'c2'), ('r3', 'c3')) t(record_id, claimant_id)
            """
        )
        found = read.shared_contacts(con, ["c1", "c2", "c3"])
    assert [(row["kind"], row["shown"], row["claimant_ids"]) for row in found] == [
        ("e-mail", "a@x.example", ["c1", "c2"]),
        ("phone", "…233", ["c1", "c2"]),
    ]
