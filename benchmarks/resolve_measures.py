"""Measures of pair decisions and of clusterings, on columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class PairMeasure:
    """How well a score parts same from different: `recall` is at the highest precision of at least 0.95."""

    auc: float
    best_f1: float
    recall: float
    threshold: float


def of_pairs(score: npt.NDArray[np.float64], same: npt.NDArray[np.bool_]) -> PairMeasure:
    """Measure scores against labels; ties are never split."""
    order = np.argsort(-score, kind="stable")
    hits, counts = np.cumsum(same[order]), np.arange(1, len(score) + 1)
    is_last = np.append(score[order][1:] != score[order][:-1], True)
    precision, recall = hits[is_last] / counts[is_last], hits[is_last] / same.sum()
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    good = np.flatnonzero(precision >= 0.95)
    at = good[-1] if len(good) else 0
    return PairMeasure(_auc(score, same), float(f1.max()), float(recall[at]), float(score[order][is_last][at]))


def _auc(score: npt.NDArray[np.float64], same: npt.NDArray[np.bool_]) -> float:
    _, back, counts = np.unique(score, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[back]
    positive, negative = int(same.sum()), int((~same).sum())
    return float((rank[same].sum() - positive * (positive + 1) / 2) / (positive * negative))


@dataclass(frozen=True)
class ClusterMeasure:
    """Pairwise and B-cubed precision, recall and F1 of a clustering, and its largest cluster."""

    precision: float
    recall: float
    f1: float
    b3_precision: float
    b3_recall: float
    b3_f1: float
    largest: int


def of_clusters(found: npt.NDArray[np.int64], truth: npt.NDArray[np.int64]) -> ClusterMeasure:
    """Measure found cluster numbers against true ones, record by record."""
    both = np.unique(found * (truth.max() + 1) + truth, return_inverse=True)[1]
    sizes = [np.bincount(np.unique(numbers, return_inverse=True)[1]) for numbers in (found, truth, both)]
    by_found, by_truth, by_both = (size.astype(np.float64) for size in sizes)
    pairs = [float((size * (size - 1) / 2).sum()) for size in (by_found, by_truth, by_both)]
    precision, recall = pairs[2] / max(pairs[0], 1), pairs[2] / max(pairs[1], 1)
    of_record = by_both[both]
    b3_precision = float((of_record / by_found[np.unique(found, return_inverse=True)[1]]).mean())
    b3_recall = float((of_record / by_truth[np.unique(truth, return_inverse=True)[1]]).mean())
    return ClusterMeasure(
        precision, recall, _f1(precision, recall),
        b3_precision, b3_recall, _f1(b3_precision, b3_recall), int(by_found.max()),
    )  # fmt: skip


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-9)
