"""Floods end, a newsroom gets through (R14), by an injected clock."""

from __future__ import annotations

import pytest

from strikes.intake.limits import PER_BLOCK, PER_CODE, PER_FORM, PER_SOURCE, Limits


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def flood(limits: Limits, clock: Clock, sources: list[str | None], n: int = 1000) -> int:
    """A flood of n within ten minutes; how many were taken."""
    taken = 0
    for i in range(n):
        clock.now += 600 / n
        taken += limits.admit(sources[i % len(sources)]) == 0
    return taken


def test_one_source_gets_no_more_than_its_five(clock: Clock) -> None:
    assert flood(Limits(clock), clock, ["192.0.2.7"]) == PER_SOURCE


def test_fifty_sources_of_one_block_get_the_blocks_ten(clock: Clock) -> None:
    assert flood(Limits(clock), clock, [f"192.0.2.{i}" for i in range(50)]) == PER_BLOCK


@pytest.mark.parametrize("n_sources", [50, 1000])
def test_sources_from_everywhere_get_the_forms_bound(clock: Clock, n_sources: int) -> None:
    sources: list[str | None] = [f"10.{i // 250}.{i % 250}.9" for i in range(n_sources)]
    assert flood(Limits(clock), clock, sources) == min(PER_FORM, n_sources * PER_SOURCE)


def test_six_sources_of_one_ipv6_household_are_one_block(clock: Clock) -> None:
    assert flood(Limits(clock), clock, [f"2001:db8:1:{i}::1" for i in range(6)], 60) == PER_BLOCK


def test_thirty_people_behind_one_address_succeed_by_their_code_in_the_middle_of_a_flood(clock: Clock) -> None:
    limits = Limits(clock)
    assert flood(limits, clock, [f"10.0.{i}.9" for i in range(1000 // 5)]) <= PER_FORM
    assert sum(limits.admit("192.0.2.7", "the partner's code") == 0 for _ in range(30)) == 30
    assert sum(limits.admit("192.0.2.7", "the partner's code") == 0 for _ in range(100)) == PER_CODE - 30


def test_who_cannot_be_told_apart_shares_a_pool_and_leaves_room_for_others(clock: Clock) -> None:
    limits = Limits(clock)
    assert flood(limits, clock, [None]) == PER_FORM // 2
    assert limits.admit("192.0.2.7") == 0


def test_the_wait_that_is_told_is_long_enough(clock: Clock) -> None:
    limits = Limits(clock)
    for _ in range(PER_SOURCE):
        limits.admit("192.0.2.7")
        clock.now += 60
    wait = limits.admit("192.0.2.7")
    assert 0 < wait <= 3600
    clock.now += wait - 1
    assert limits.admit("192.0.2.7") > 0
    clock.now += 1.1
    assert limits.admit("192.0.2.7") == 0


def test_guessing_receipts_is_slowed(clock: Clock) -> None:
    limits = Limits(clock)
    asked = 0
    for _ in range(6000):
        clock.now += 0.1
        asked += limits.admit_look_up("192.0.2.7") == 0
    assert asked <= 10 * 10 + 10


def test_no_address_is_kept(clock: Clock) -> None:
    limits = Limits(clock)
    limits.admit("192.0.2.7", None)
    limits.admit_look_up("192.0.2.7")
    assert "192.0.2" not in repr(vars(limits._windows))
