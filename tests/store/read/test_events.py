"""Every number opens the events behind it, and no other ones."""

from __future__ import annotations

import pytest

from strikes.store import read
from strikes.store.connection import Connection
from strikes.store.read import Behind
from tests.dashboard import world


def claimant(con: Connection, name: str) -> str:
    found = read.find_subject(con, name)
    assert found is not None
    return found[1]


def test_a_claimants_claims_are_the_events_behind_their_number(con: Connection) -> None:
    mine = claimant(con, world.COMPANY)
    (row,), _ = read.queue(con, read.Wanted(claimant_id=mine), 1)
    assert read.count_events(con, Behind(claimant=mine, only_claims=True)) == row["n_claims"] == 24
    assert read.count_events(con, Behind(claimant=mine)) == 25, "what became of a claim belongs to its claimant"


def test_a_finding_opens_its_witnesses(con: Connection) -> None:
    mine = claimant(con, world.RING[0])
    for finding in read.findings(con, [mine]):
        found, n_found = read.events(con, Behind(finding=finding["finding_id"]), 100)
        assert n_found == finding["n_witnesses"]
        assert not found or mine in {row["claimant_id"] for row in found}


def test_a_campaigns_claims_are_the_events_behind_its_number(con: Connection) -> None:
    (campaign,) = read.campaigns(con)
    asked = Behind(campaign=campaign["campaign_id"], only_claims=True)
    assert read.count_events(con, asked) == campaign["n_claims"] == 16


def test_a_strike_opens_the_demand_that_gave_it(con: Connection) -> None:
    channel = claimant(con, world.CHANNELS[2])
    for strike in read.ledger(con, channel):
        found, _ = read.events(con, Behind(channel=channel, strike=strike["strike_id"]), 10)
        assert [row["event_type"] for row in found] == ["takedown"] * strike["n_videos"]


@pytest.mark.parametrize(
    ("behind", "n"),
    [
        (Behind(), 123),
        (Behind(only_claims=True), 122),
        (Behind(event_type="retraction"), 1),
        (Behind(outcome="retracted", only_claims=True), 1),
        (Behind(only_undated=True), 1),
        (Behind(since="2026-11-18", until="2026-11-18"), 4),
        (Behind(claimant="c_nobody"), 0),
        (Behind(level=4), 103),
    ],
)
def test_what_is_asked_for_is_what_is_counted_and_listed(con: Connection, behind: Behind, n: int) -> None:
    found, n_found = read.events(con, behind, 1000)
    assert (read.count_events(con, behind), n_found, len(found)) == (n, n, n)


def test_an_event_is_shown_without_phone_and_postal_address(con: Connection) -> None:
    (row, *_), _ = read.events(con, Behind(), 1)
    told = read.event(con, row["event_key"])
    assert told is not None and not {"claimant_phone", "claimant_address"} & set(told)


def test_claims_over_time_leave_out_what_has_no_day_and_say_so(con: Connection) -> None:
    known = read.span(con)
    assert (known["n_claim_events"], known["n_undated"]) == (122, 1)
    for grain in ("day", "week", "month", "year"):
        assert sum(row["n"] for row in read.over_time(con, grain)) == 121


def test_an_event_knows_the_lines_it_stands_on(con: Connection) -> None:
    (row, *_), _ = read.events(con, Behind(), 1)
    (place,) = read.stated_in(con, row["event_key"])
    assert place["source_name"] == "events.csv" and place["line"] > 1
