"""Channels: strikes that stand, clocks, who hit whom."""

from __future__ import annotations

from strikes.store import read
from strikes.store.connection import Connection
from tests.dashboard import world


def channel(con: Connection, title: str) -> str:
    found = read.find_subject(con, title)
    assert found is not None
    return found[1]


def test_the_ledger_counts_what_the_channel_counts(con: Connection) -> None:
    for row in read.channels(con):
        ledger = read.ledger(con, row["channel_id"])
        standing = [strike for strike in ledger if strike["is_young"] and not strike["is_lifted"]]
        assert (len(ledger), len(standing)) == (row["n_strikes"], row["strikes_standing"])


def test_pages_of_channels_are_the_list(con: Connection) -> None:
    pages = [row for offset in (0, 20) for row in read.channel_page(con, "", 20, offset)[0]]
    assert [row["channel_id"] for row in pages] == [row["channel_id"] for row in read.channels(con)]


def test_a_channel_is_found_by_a_part_of_its_title(con: Connection) -> None:
    found, n_found = read.channel_page(con, "степь", 10)
    assert (n_found, found[0]["title"]) == (1, world.CHANNELS[2])


def test_a_scheduled_removal_runs_out_after_seven_days(con: Connection) -> None:
    due = [row for row in read.clocks(con, 7) if row["kind"] == "scheduled"]
    assert [(row["title"], row["due_at"][:10]) for row in due] == [(world.CHANNELS[3], "2026-11-27")]


def test_the_clocks_of_one_channel_are_its_own(con: Connection) -> None:
    mine = channel(con, world.CHANNELS[3])
    assert {row["channel_id"] for row in read.clocks(con, 90, mine)} == {mine}


def test_who_hit_a_channel_adds_up_to_its_claims(con: Connection) -> None:
    for row in read.channels(con):
        found = read.hit_by(con, row["channel_id"])
        assert (len(found), sum(hit["n_claims"] for hit in found)) == (row["n_claimants"], row["n_claims"])


def test_outcomes_count_every_claim_once(con: Connection) -> None:
    assert sum(row["n"] for row in read.outcomes(con)) == 122
