"""The worked numbers of docs/scoring.md come out of the code."""

from __future__ import annotations

import math

import numpy as np
import pytest

from strikes.model import Level
from strikes.score import draws
from strikes.score.combine import dampened
from strikes.score.draws import Beta, Labels
from strikes.score.posterior import posterior
from strikes.score.provenance import E_BY_LEVEL, R_REPORTED, bounded_lr
from strikes.score.weights import p_weight
from strikes.store.connection import Connection, scratch
from strikes.store.derived import derive

LR = pytest.approx


@pytest.mark.parametrize(("e", "expected"), [(0.01, 11.7), (0.05, 7.2), (0.20, 3.05)])
def test_a_report_weighs_less_than_what_it_tells(e: float, expected: float) -> None:
    assert bounded_lr(0.7, 0.05, e) == LR(expected, abs=0.05)


@pytest.mark.parametrize("level", list(Level))
def test_provenance_bounds_by_algebra(level: Level) -> None:
    e = E_BY_LEVEL[level]
    most = bounded_lr(1.0, 0.0, e)
    assert most == LR(R_REPORTED / e)
    assert bounded_lr(0.0, 1.0, e) == LR(e / R_REPORTED)


def test_three_like_signs_at_half_correlation_count_half_of_their_sum() -> None:
    assert dampened(np.ones((3, 1)), np.array([0.5]))[0] == LR(1.5)


def test_five_like_signs_at_high_correlation_keep_24_percent() -> None:
    assert dampened(np.ones((5, 1)), np.array([0.8]))[0] / 5 == LR(0.238, abs=0.001)


def quantiles(m: Beta, u: Beta) -> list[float]:
    ratio = draws._drawn(m, 1, "m")[1:] / draws._drawn(u, 1, "u")[1:]
    return [float(q) for q in np.percentile(ratio, (5, 50, 95))]


def test_labels_alone_give_a_wide_interval() -> None:
    low, median, high = quantiles(Beta(1, 1).seen(14, 20), Beta(1, 1).seen(3, 60))
    assert (low, median, high) == (LR(5.3, rel=0.06), LR(11.3, rel=0.04), LR(30, rel=0.08))


def test_eight_labels_are_shown_and_not_trusted() -> None:
    low, median, high = quantiles(Beta(1, 1).seen(3, 3), Beta(1, 1).seen(0, 5))
    assert (low, median, high) == (LR(1.9, rel=0.08), LR(7.2, rel=0.06), LR(94, rel=0.2))


def test_a_starting_weight_of_two_has_the_interval_of_two_imagined_false_alarms() -> None:
    m, u = draws.m_and_u(2_000_000, Labels())
    low, median, high = (math.log10(q) for q in quantiles(m, u))
    assert (low, median, high) == (LR(1.5, abs=0.06), LR(2.06, abs=0.03), LR(2.8, abs=0.06))


@pytest.mark.parametrize(("prior", "expected"), [(0.02, 0.38), (0.06, 0.66), (0.20, 0.88)])
def test_a_likelihood_ratio_of_30_at_three_priors(prior: float, expected: float) -> None:
    assert posterior(math.log10(30), prior) == LR(expected, abs=0.005)


def test_a_likelihood_ratio_of_1000_convinces_a_sceptic() -> None:
    assert posterior(3.0, 0.02) == LR(0.95, abs=0.005)


def test_no_evidence_leaves_the_prior_and_strong_evidence_no_overflow() -> None:
    assert posterior(0.0, 0.06) == LR(0.06)
    assert posterior(-400.0, 0.06) == 0.0
    assert posterior(400.0, 0.06) == 1.0


@pytest.mark.parametrize(("p", "expected"), [(0.01, 0.54), (1e-4, 1.56), (0.1, 0.0), (0.5, 0.0)])
def test_a_surprise_weighs_sixty_percent_of_its_bound(p: float, expected: float) -> None:
    assert p_weight(p) == LR(expected, abs=0.005)


@pytest.fixture(scope="module")
def con() -> Connection:
    with scratch() as opened:
        derive(opened, ("measures",))
        yield opened


@pytest.mark.parametrize(
    ("whole", "a", "b", "x", "expected"),
    [
        (200, 1, 1, 1, 5e-3),
        (200, 2, 2, 2, 5e-5),
        (200, 3, 3, 2, 4.5e-4),
        (200, 3, 3, 3, 8e-7),
        (200, 10, 10, 4, 6e-4),
        (50, 3, 3, 2, 7e-3),
        (50, 10, 10, 4, 0.10),
    ],
)
def test_how_unlikely_shared_targets_are(con: Connection, whole: int, a: int, b: int, x: int, expected: float) -> None:
    ((p,),) = con.execute("select at_least_by_chance(?, ?, ?, ?)", [x, whole, a, b]).fetchall()
    assert p == LR(expected, rel=0.06)


@pytest.mark.parametrize(
    ("per_year", "days", "expected"),
    [(1, 7, 0.00017), (2, 7, 0.0014), (4, 7, 0.010), (1, 30, 0.0029), (2, 30, 0.020), (4, 30, 0.124)],
)
def test_how_often_three_newcomers_meet_by_chance(per_year: float, days: int, expected: float) -> None:
    # Given n newcomers in a year, no three within w: exact for n = 3, simulated beyond (200,000 years each).
    rng = np.random.default_rng(1)
    chance = 0.0
    for n in range(3, 16):
        times = np.sort(rng.random((200_000, n)) * 365, axis=1)
        meets = ((times[:, 2:] - times[:, :-2]).min(axis=1) <= days).mean()
        chance += math.exp(-per_year) * per_year**n / math.factorial(n) * meets
    assert chance == LR(expected, rel=0.06)
