"""Pairs that chance does not explain, with an error rate: meetings of two accounts, and swarms of newcomers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from strikes.group.candidates import Pairs
from strikes.group.columns import stored
from strikes.group.errorrate import ERROR_RATE, q_values
from strikes.group.meetings import NEIGHBOURS, WINDOWS_S, Meetings, find_meetings
from strikes.group.nullmodel import EVER_S
from strikes.group.pairs import Tested, test_pairs
from strikes.group.support import supported_p
from strikes.group.swarms import SWARM_ERROR_RATE, Swarm, find_swarms
from strikes.group.timeline import Ints
from strikes.group.universe import Universe
from strikes.store.connection import Connection

#: Besides the kept pairs, so many may be listed by chance alone, so that a reader sees what was nearly kept: as many as
#: there are accounts, and in a small table simply all.
LEAST_LISTED = 1000
#: A pair can be found by its meetings or by a swarm: the better p-value of the two counts double.
_WAYS = 2

Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Found:
    """What the tests gave: pairs with p-values and their null, and swarms."""

    universe: Universe
    meetings: Meetings
    swarms: list[Swarm]
    tested: Tested


@dataclass(frozen=True)
class Significant:
    """What a reader gets besides the table `pair_edge`."""

    universe: Universe
    remarks: list[str]


def run_tests(con: Connection, universe: Universe, extra_windows_s: tuple[int, ...] = ()) -> Found:
    """Look for swarms, then test pairs by what swarms do not explain."""
    swarms = find_swarms(universe)
    windows_s = tuple(sorted({*WINDOWS_S, *extra_windows_s}))
    meetings = find_meetings(con, universe, _swarm_of(universe, swarms), windows_s)
    listed_p = min(1.0, max(universe.n_accounts, LEAST_LISTED) / max(universe.n_pairs, 1.0))
    return Found(universe, meetings, swarms, test_pairs(con, universe, meetings, listed_p))


def significant_edges(con: Connection, extra_windows_s: tuple[int, ...] = (), least_rows: int = 1) -> Significant:
    """Fill `pair_edge` (a_no, b_no, weight, p_value, q_value, kept, window_s, expected, n_shared null) from `action`.

    Listed is every pair that is kept or near it; several windows are tried at once, `extra_windows_s` among them.
    Accounts with fewer than `least_rows` shared actions are tied by swarms only.
    """
    universe = Universe.read(con)
    found = run_tests(con, universe, extra_windows_s)
    pairs, volume = found.tested.pairs, universe.volume
    pairs = pairs.take((volume[pairs.a_no] >= least_rows) & (volume[pairs.b_no] >= least_rows))
    edges = _better(_met(con, universe, pairs, found.meetings), _swarmed(universe, found.swarms))
    _store(con, edges, universe.n_pairs)
    return Significant(universe, _remarks(universe, found))


def _met(con: Connection, universe: Universe, pairs: Pairs, meetings: Meetings) -> Columns:
    windows = np.append(np.asarray(meetings.windows_s, dtype=np.int64), EVER_S)
    return {
        "a_no": pairs.a_no,
        "b_no": pairs.b_no,
        "p_value": pairs.p,
        "p_to_keep": supported_p(con, pairs, universe),
        "window_s": windows[pairs.window],
        "expected": pairs.expected(),
    }


def _swarm_of(universe: Universe, swarms: list[Swarm]) -> Ints:
    found = np.zeros(len(universe), dtype=np.int64)
    for number, swarm in enumerate(swarms, start=1):
        found[swarm.rows] = number if swarm.is_kept else 0
    return found


def _swarmed(universe: Universe, swarms: list[Swarm]) -> list[Columns]:
    """All pairs of each swarm; by chance a given pair is in one with probability expected * its pairs / all."""
    return [_pairs_of(universe, swarm) for swarm in swarms if swarm.is_kept]


def _pairs_of(universe: Universe, swarm: Swarm) -> Columns:
    account = np.sort(universe.account_no[swarm.rows])
    one, other = np.triu_indices(len(account), 1)
    constant = np.ones(len(one))
    p = constant * min(1.0, swarm.expected * len(one) / universe.n_pairs)
    return {
        "a_no": account[one],
        "b_no": account[other],
        "p_value": p,
        "p_to_keep": p,
        "window_s": np.full(len(one), swarm.window_s),
        "expected": constant * swarm.expected,
    }


def _better(met: Columns, swarmed: list[Columns]) -> Columns:
    """One row per pair: the way that gives the smaller p-value."""
    every = {name: np.concatenate([met[name], *(part[name] for part in swarmed)]) for name in met}
    order = np.lexsort((every["p_to_keep"], every["b_no"], every["a_no"]))
    every = {name: column[order] for name, column in every.items()}
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (np.diff(every["a_no"]) != 0) | (np.diff(every["b_no"]) != 0)
    found = {name: column[is_first] for name, column in every.items()}
    return found | {name: np.minimum(found[name] * _WAYS, 1.0) for name in ("p_value", "p_to_keep")}


def _store(con: Connection, found: Columns, n_pairs: float) -> None:
    weighed = found.pop("p_to_keep")
    q = q_values(weighed, n_pairs)
    kept, weight = (q <= ERROR_RATE).astype(np.int8), np.round(-np.log10(np.minimum(weighed, found["p_value"])), 6)
    stored(con, "pair_edge", found | {"weight": weight, "q_value": q, "kept": kept})
    con.execute("update pair_edge set window_s = null where window_s >= ?", [EVER_S])
    con.execute("alter table pair_edge add column n_shared bigint")


def _remarks(universe: Universe, found: Found) -> list[str]:
    remarks = []
    if not len(universe):
        remarks.append("No object is shared by two accounts, so there is nothing to compare.")
    if found.meetings.n_guarded:
        remarks.append(
            f"{found.meetings.n_guarded} popular objects have more than {NEIGHBOURS + 1} actions: there, each action "
            f"was paired with the {NEIGHBOURS} nearest only."
        )
    for wave in (swarm for swarm in found.swarms if swarm.is_wave and swarm.q <= SWARM_ERROR_RATE):
        remarks.append(
            f"A wave of {len(wave.rows)} newcomers came to one object within {_words(wave.window_s)}: so large a crowd "
            "may be honest people (a viral compilation, a call to report), so its pairs are not listed."
        )
    return remarks


def _words(seconds: int) -> str:
    for unit, size in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} seconds"
