"""Nobody is framed and nobody is hidden by a crowd (R18; benchmarks/poisoning.py holds the whole laboratory)."""

from __future__ import annotations

import pytest

from benchmarks.poisoning import ATTACKS, run
from strikes.model import Band


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_crowd_neither_frames_the_honest_nor_hides_the_offender(attack: str, tenth: int) -> None:
    for seed in range(tenth):
        for n_sybils in (20,) if tenth == 1 else (1, 20, 500):
            found = run(attack, n_sybils, seed)
            assert found.innocent.rank <= Band.SOME_SIGNS.rank, (n_sybils, seed)
            assert found.offender_rank <= 10, (n_sybils, seed)
