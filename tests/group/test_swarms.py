"""Newcomers together are a swarm; honest crowds that hold newcomers are not."""

from __future__ import annotations

import numpy as np
import pytest

from strikes.group.swarms import Swarm, find_swarms
from strikes.group.universe import Universe
from tests.group.actions import DAY, START, Row, loaded, noise

HONEST = noise(3000)


def swarms(rows: list[Row]) -> list[Swarm]:
    with loaded(rows) as (con, _, _):
        return [swarm for swarm in find_swarms(Universe.read(con)) if swarm.is_kept]


def newcomers(n: int, within_s: int, target: str = "target-60") -> list[Row]:
    at = START + 40 * DAY + np.linspace(0, within_s, n).astype(int)
    return [(f"once-{k}", target, int(t)) for k, t in enumerate(at)]


@pytest.mark.parametrize("within_s", [60, 600, 6 * 3600, 2 * DAY])
def test_newcomers_together_are_one_swarm_at_any_pace(within_s: int) -> None:
    (swarm,) = swarms(HONEST + newcomers(10, within_s))
    assert len(swarm.rows) == 10 and swarm.expected < 0.01


def test_two_newcomers_are_everyday() -> None:
    assert swarms(HONEST + newcomers(2, 10)) == []


def test_strangers_on_a_target_all_year_are_none() -> None:
    assert swarms(HONEST + newcomers(12, 170 * DAY)) == []


def test_crowds_that_draw_everybody_alike_are_none() -> None:
    """Many accounts act once or twice in all; a crowd that draws accounts at random is full of them."""
    rng = np.random.default_rng(8)
    people = [f"person-{n}" for n in range(900)]
    quiet = [(name, f"target-{rng.integers(750)}", START + int(rng.integers(180 * DAY))) for name in people[:500]]
    crowds = [
        (str(name), f"flash-{k}", START + (10 + 8 * k) * DAY + int(rng.exponential(1200)))
        for k in range(15)
        for name in rng.choice(people, int(rng.integers(15, 50)), replace=False)
    ]
    assert swarms(HONEST + quiet + crowds) == []


def test_a_crowd_larger_than_any_swarm_is_a_wave() -> None:
    with loaded(HONEST + newcomers(90, 6 * 3600)) as (con, _, _):
        found = find_swarms(Universe.read(con))
    assert any(swarm.is_wave and len(swarm.rows) == 90 for swarm in found)
