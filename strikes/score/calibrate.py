"""What a hundred labels on an axis teach: how far each group of signals may be trusted, and what a weight is worth.

Groups share causes that no table of correlations knows (who makes a new account writes from a new address). So the
plain sum of their weights gives way to a logistic regression on them, with signs held and drawn towards the sum by a
penalty. It may take weight from a group and never add any: what provenance bounds stays bounded. The probability,
which only analysts see, uses the whole fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from strikes.model import MICRO, Axis
from strikes.score.combine import Trust, combine
from strikes.score.judge import read_pieces
from strikes.signals.base import Group
from strikes.store.connection import Connection, insert_rows

Numbers = NDArray[np.float64]

#: Below this many labels on an axis the sum stays as it is (docs/scoring.md, "Learning").
ENOUGH_LABELS = 100
#: Strengths of the pull towards the plain sum, tried by cross-validation; and the number of its folds.
_PENALTIES = (0.3, 1.0, 3.0, 10.0, 30.0)
_FOLDS = 5
_LN10 = float(np.log(10))


@dataclass(frozen=True)
class Fit:
    """log odds = intercept + ln 10 * sum of slope x group weight (in bans)."""

    intercept: float
    slopes: tuple[float, ...]

    def probability(self, weights: Numbers) -> Numbers:
        """Return the probability for each row of group weights."""
        return np.asarray(expit(self.intercept + _LN10 * weights @ np.array(self.slopes)))

    @property
    def trust(self) -> Trust:
        """How much of each group's weight counts, at most all of it."""
        return {group: min(1.0, slope) for group, slope in zip(Group, self.slopes, strict=True)}


def calibrate(con: Connection, seed: int) -> dict[Axis, Trust]:
    """Make `calibration` (axis, term, value in millionths) where labels are enough; return the trust in each group."""
    con.execute("create table calibration (axis varchar, term varchar, value_micro bigint)")
    found: dict[Axis, Trust] = {}
    for axis in Axis:
        weights, is_so, families = _labelled(con, axis, seed)
        if len(is_so) < ENOUGH_LABELS or is_so.all() or not is_so.any():
            continue
        fit = rounded(fit_groups(weights, is_so, families))
        terms = [("intercept", fit.intercept), *zip(Group, fit.slopes, strict=True)]
        insert_rows(con, "calibration", [[axis, term, round(value * MICRO)] for term, value in terms])
        found[axis] = fit.trust
    return found


def _labelled(con: Connection, axis: Axis, seed: int) -> tuple[Numbers, NDArray[np.bool_], NDArray[np.int64]]:
    """Return group weights, answers and families: no campaign is on both sides of a cross-validation."""
    rows = con.execute(
        """
        select p.pieces, j.is_so, dense_rank() over (order by coalesce(m.campaign_id, j.claimant_id)) as family
        from judged j join pattern p on p.subject_id = j.claimant_id and p.axis = j.axis
        left join (select claimant_id, min(campaign_id) as campaign_id from campaign_member group by all) m
            on m.claimant_id = j.claimant_id
        where j.axis = ? and j.is_so is not null and not j.is_from_outcome and p.n_observable >= 2
        order by j.claimant_id
        """,
        [axis],
    ).fetchall()
    by_group = [combine(read_pieces(pieces), seed)[0].by_group for pieces, _, _ in rows]
    weights = np.array([[one.get(group, 0.0) for group in Group] for one in by_group]).reshape(len(rows), len(Group))
    return weights, np.array([so for _, so, _ in rows], dtype=bool), np.array([f for _, _, f in rows], dtype=np.int64)


def fit_groups(weights: Numbers, is_so: NDArray[np.bool_], families: NDArray[np.int64]) -> Fit:
    """Fit the regression, its penalty chosen by cross-validation over families."""
    folds = families % _FOLDS

    def loss(penalty: float) -> float:
        out = np.zeros(len(is_so))
        for fold in range(_FOLDS):
            test = folds == fold
            if test.any() and not test.all():
                out[test] = _fitted(weights[~test], is_so[~test], penalty).probability(weights[test])
        out = np.clip(out, 1e-6, 1 - 1e-6)
        return float(-np.mean(np.where(is_so, np.log(out), np.log(1 - out))))

    # Of equal losses the strongest pull wins: labels must show that the sum is wrong.
    best = min(reversed(_PENALTIES), key=lambda penalty: round(loss(penalty), 6))
    return _fitted(weights, is_so, best)


def _fitted(weights: Numbers, is_so: NDArray[np.bool_], penalty: float) -> Fit:
    def objective(terms: Numbers) -> tuple[float, Numbers]:
        log_odds = terms[0] + _LN10 * weights @ terms[1:]
        pull = terms[1:] - 1
        gap = expit(log_odds) - is_so
        value = np.sum(np.logaddexp(0, log_odds) - is_so * log_odds) + penalty * np.sum(pull**2)
        slope = np.concatenate(([gap.sum()], _LN10 * weights.T @ gap + 2 * penalty * pull))
        return float(value), slope

    start = np.concatenate(([0.0], np.ones(weights.shape[1])))
    bounds = [(None, None)] + [(0.0, None)] * weights.shape[1]
    terms = minimize(objective, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return Fit(float(terms[0]), tuple(float(t) for t in terms[1:]))


def rounded(fit: Fit) -> Fit:
    """Return the fit to four places: an optimiser's last digits differ from machine to machine."""
    return Fit(round(fit.intercept, 4), tuple(round(slope, 4) for slope in fit.slopes))


def read_fits(rows: Mapping[str, Mapping[str, float]]) -> dict[Axis, Fit]:
    """Return the fits of a run from axis -> term -> value."""
    return {Axis(axis): Fit(terms["intercept"], tuple(terms[group] for group in Group)) for axis, terms in rows.items()}
