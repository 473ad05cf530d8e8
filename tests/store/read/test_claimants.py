"""The queue: order, filters, search in any script."""

from __future__ import annotations

import pytest

from strikes.model import Axis, Band
from strikes.store import read
from strikes.store.connection import Connection
from strikes.store.read import Wanted
from tests.dashboard import world


def names(con: Connection, wanted: Wanted, limit: int = 100) -> list[str]:
    return [row["names"][0] for row in read.queue(con, wanted, limit)[0]]


def test_the_queue_has_the_order_of_the_list_of_leads(con: Connection) -> None:
    found, _ = read.queue(con, Wanted(), 100)
    assert [row["claimant_id"] for row in found] == [row["claimant_id"] for row in read.claimants(con)]


def test_pages_follow_each_other_and_know_how_many_there_are(con: Connection) -> None:
    whole, n_found = read.queue(con, Wanted(), 100)
    pages = [row for offset in range(0, 50, 10) for row in read.queue(con, Wanted(), 10, offset)[0]]
    assert n_found == len(whole) == 48
    assert [row["place"] for row in pages] == list(range(1, 49))
    assert [row["claimant_id"] for row in pages] == [row["claimant_id"] for row in whole]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("youtube", world.RING[0]),
        ("уоutube LEGAL", world.RING[0]),
        ("resad qerib", world.RING[1]),
        ("RƏŞAD", world.RING[1]),
        ("камила", world.RING[2]),
        ("سالم", world.RING[4]),
        ("claims.3@", world.RING[3]),
        ("elderfield.example", world.COMPANY),
    ],
)
def test_a_search_finds_names_and_addresses_in_any_script(con: Connection, typed: str, who: str) -> None:
    assert who in names(con, Wanted(text=typed))


@pytest.mark.parametrize("typed", ["%", "__", "'; drop table claimant; --", "\\"])
def test_what_is_typed_is_text_and_no_pattern(con: Connection, typed: str) -> None:
    assert names(con, Wanted(text=typed)) == []


def test_a_band_leaves_out_who_stands_below_it(con: Connection) -> None:
    some, _ = read.queue(con, Wanted(band_rank=Band.SOME_SIGNS.rank), 100)
    assert all(Band(row["lead_band"]).rank >= Band.SOME_SIGNS.rank for row in some)
    assert len(some) < 48


def test_an_axis_orders_by_itself(con: Connection) -> None:
    found, _ = read.queue(con, Wanted(axis=Axis.CLAIMS), 100)
    assert {row["lead_axis"] for row in found} == {"claims"}


def test_since_a_day_counts_that_day(con: Connection) -> None:
    assert set(names(con, Wanted(since="2026-11-18"))) >= {world.RING[0], world.RING[4], "Scheduler"}
    assert world.COMPANY not in names(con, Wanted(since="2026-11-18"))


def test_a_campaign_gives_its_members(con: Connection) -> None:
    (campaign,) = read.campaigns(con)
    assert set(names(con, Wanted(campaign_id=campaign["campaign_id"]))) == set(world.RING)


def test_who_has_a_waiting_review_is_not_unreviewed(con: Connection) -> None:
    (row,), _ = read.queue(con, Wanted(text="elderfield"), 1)
    without = Wanted(only_unreviewed=True, judged=tuple(row["record_ids"]))
    assert world.COMPANY not in names(con, without) and len(names(con, without)) == 47


def test_what_is_invented_says_so(con: Connection) -> None:
    assert all(row["is_invented"] for row in read.queue(con, Wanted(), 100)[0])


def test_what_could_not_be_observed_has_no_median(con: Connection) -> None:
    scores = [score for axes in read.standings(con).values() for score in axes.values()]
    assert all((score["median"] is None) == (score["weight"] is None) for score in scores)
