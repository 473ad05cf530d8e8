"""Worlds with planted groups, to judge coordination detectors on: SIMULATED accounts, objects and times throughout.

Background: heavy-tailed accounts on objects whose popularity falls off like Zipf's law, over 180 days. Confounders make
honest accounts look alike: batch sessions, flash objects, niches (accounts keep to a topic), a daily rhythm,
    and waves of
newcomers. Planted on top are groups of nine kinds; `PLANTS` holds one function per kind: add a function there to plant
one more.

The first five kinds follow published comparisons of coordination detectors (docs/coordination.md); relay, slow, fewshot
and leader are ours, and so are the confounders niche, rhythm and wave.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

DAY = 86_400
SPAN = 180 * DAY
START = 1_700_000_000
#: Seeds to build with, and seeds to judge with: no figure is ever quoted from the first.
DEVELOPMENT_SEEDS = range(100, 120)
FINAL_SEEDS = range(900, 920)

Rng = np.random.Generator
#: (member, object or -1 for a fresh rare one, seconds): one planted group; object -1-k is the group's k-th own object.
Group = tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Manner:
    """How the honest part of a world behaves; every confounder can be switched off or up."""

    zipf: float = 0.9
    volume_tail: float = 1.3
    session_share: float = 0.3
    flashes: float = 2e-4
    #: Flashes draw everybody alike, whoever acts once as much as whoever is busy.
    flash_anyone: bool = False
    niches: int = 0
    rhythm: bool = False
    waves: int = 0
    kinds: tuple[str, ...] = ("sync", "loose", "oneshot", "rota", "camo")
    planted_share: float = 0.018


PLAIN = Manner()
EVERYTHING = Manner(
    niches=25, rhythm=True, waves=2,
    kinds=("sync", "loose", "oneshot", "rota", "camo", "relay", "slow", "fewshot", "leader"),
)  # fmt: skip
MANNERS = {
    "plain": PLAIN,
    "everything": EVERYTHING,
    "steep": Manner(zipf=1.1, volume_tail=1.1),
    "sessions": Manner(session_share=0.9),
    "flashes": Manner(flashes=1e-3),
    "crowds": Manner(flashes=5e-4, flash_anyone=True),
    "niches": Manner(niches=25),
    "rhythm": Manner(rhythm=True),
    "waves": Manner(waves=4),
    "own_kinds": Manner(kinds=("relay", "slow", "fewshot", "leader")),
}


@dataclass(frozen=True)
class World:
    """`events` (account, object, time) in random order and `planted` (group_id, kind, account)."""

    events: pd.DataFrame
    planted: pd.DataFrame
    manner: Manner = field(default=PLAIN)

    def pairs(self) -> pd.DataFrame:
        """Every unordered pair of accounts of one planted group: account_a < account_b, kind."""
        both = self.planted.merge(self.planted, on=["group_id", "kind"], suffixes=("_a", "_b"))
        return both[both.account_a < both.account_b].reset_index(drop=True)


def world(n_events: int, seed: int, manner: Manner = PLAIN) -> World:
    """Return a world of about `n_events` events; `manner.planted_share=0` gives pure noise."""
    rng = np.random.default_rng(seed)
    noise = _honest(rng, n_events, manner)
    events, planted = _planted(rng, n_events, manner, n_objects=int(0.2 * n_events))
    every = pd.concat([noise, events], ignore_index=True)
    every["time"] = (START + every["time"].clip(0, SPAN)).astype("int64")
    every = _renamed(rng, every, planted)
    return World(every.iloc[rng.permutation(len(every))].reset_index(drop=True), planted, manner)


def _renamed(rng: Rng, events: pd.DataFrame, planted: pd.DataFrame) -> pd.DataFrame:
    """Give accounts and objects names that carry no trace of how they came about."""
    for column, letter in (("account", "a"), ("object", "o")):
        codes, found = pd.factorize(events[column], sort=True)
        names = np.array([f"{letter}{number:07d}" for number in rng.permutation(len(found))], dtype=object)
        events[column] = names[codes]
        if column == "account":
            planted["account"] = names[np.searchsorted(found, planted["account"])]
    return events


def _honest(rng: Rng, n_events: int, manner: Manner) -> pd.DataFrame:
    n_accounts, n_objects = int(0.083 * n_events), int(0.2 * n_events)
    volume = rng.pareto(manner.volume_tail, n_accounts) + 0.3
    volume = np.minimum(volume / volume.sum(), 0.01)
    account = rng.choice(n_accounts, n_events, p=volume / volume.sum())
    time = _times(rng, account, n_accounts, manner)
    popularity = 1 / np.arange(1, n_objects + 1) ** manner.zipf
    object_ = rng.choice(n_objects, n_events, p=popularity / popularity.sum())
    if manner.niches:
        object_ = _within_niche(rng, account, object_, n_accounts, manner.niches, n_objects)
    parts = [pd.DataFrame({"account": account, "object": object_, "time": time})]
    parts += _flashes(rng, n_events, manner, volume / volume.sum(), n_objects)
    parts += _waves(rng, n_events, manner)
    return pd.concat(parts, ignore_index=True)


def _times(rng: Rng, account: np.ndarray, n_accounts: int, manner: Manner) -> np.ndarray:
    """Times over the span; a share of the accounts works in sessions of up to half an hour."""
    time = rng.uniform(0, SPAN, len(account))
    if manner.rhythm:
        time = _awake(rng, time, account)
    works_in_batches = rng.random(n_accounts) < manner.session_share
    order = np.argsort(account, kind="stable")
    position = np.empty(len(account), dtype=np.int64)
    first = np.searchsorted(account[order], np.arange(n_accounts))
    position[order] = np.arange(len(account)) - first[account[order]]
    length = rng.integers(5, 40, n_accounts)
    session = account * 1_000_003 + position // length[account]
    _, which = np.unique(session, return_inverse=True)
    begins = rng.uniform(0, SPAN, which.max() + 1)
    within = rng.uniform(0, 1800, len(account))
    return np.where(works_in_batches[account], begins[which] + within, time)


def _awake(rng: Rng, time: np.ndarray, account: np.ndarray) -> np.ndarray:
    """Move times into an eight-hour day that depends on the account's zone, and mostly onto weekdays."""
    zone = (account * 2_654_435_761 % 24) * 3600
    day = time // DAY
    day = np.where((day % 7 >= 5) & (rng.random(len(day)) < 0.7), day - 2, day)
    return day * DAY + (zone + rng.uniform(0, 8 * 3600, len(time))) % DAY


def _within_niche(
    rng: Rng, account: np.ndarray, object_: np.ndarray, n_accounts: int, niches: int, n_objects: int
) -> np.ndarray:
    """Nine in ten events stay in the account's niche: the nearest object of equal rank that belongs to it."""
    niche = rng.integers(0, niches, n_accounts)[account]
    inside = np.minimum(object_ // niches * niches + niche, n_objects - 1)
    return np.where(rng.random(len(account)) < 0.9, inside, object_)


def _flashes(rng: Rng, n_events: int, manner: Manner, volume: np.ndarray, n_objects: int) -> list[pd.DataFrame]:
    """Objects that many hit within the hour: new ones and old ones, by whoever is active."""
    found = []
    for number in range(max(2, int(manner.flashes * n_events)) if manner.flashes else 0):
        size = int(np.clip(rng.lognormal(4, 1), 15, min(400, n_events / 20)))
        object_ = n_objects + number if rng.random() < 0.5 else rng.integers(0, n_objects)
        time = rng.uniform(0, SPAN) + rng.exponential(rng.choice([300, 1800, 7200]), size)
        account = rng.choice(len(volume), size, p=None if manner.flash_anyone else volume)
        found.append(pd.DataFrame({"account": account, "object": object_, "time": time}))
    return found


def _waves(rng: Rng, n_events: int, manner: Manner) -> list[pd.DataFrame]:
    """A target draws dozens of people who act once, over weeks (a viral compilation, a reporting wave)."""
    found = []
    for number in range(manner.waves):
        size = int(rng.integers(40, 120))
        account = 10**8 + number * 10**4 + np.arange(size)
        time = rng.uniform(0, SPAN * 0.8) + rng.gamma(2, 5 * DAY, size)
        found.append(pd.DataFrame({"account": account, "object": 10**8 + number, "time": time}))
    return found


def _planted(rng: Rng, n_events: int, manner: Manner, n_objects: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Plant groups of every kind in turn until their share of the events is reached, at least two of each."""
    events, members, planted, number = [], [], 0, 0
    while manner.planted_share and (planted < manner.planted_share * n_events or number < 2 * len(manner.kinds)):
        kind = manner.kinds[number % len(manner.kinds)]
        account, object_, time = PLANTS[kind](rng, n_objects)
        account = account + 2 * 10**8 + number * 10**4
        object_ = np.where(object_ < 0, 2 * 10**8 + number * 10**4 - object_, object_)
        events.append(pd.DataFrame({"account": account, "object": object_, "time": time}))
        members.append(pd.DataFrame({"group_id": number, "kind": kind, "account": np.unique(account)}))
        planted, number = planted + len(account), number + 1
    nothing = pd.DataFrame({"account": np.array([], dtype=np.int64), "object": [], "time": []})
    nobody = pd.DataFrame({"group_id": [], "kind": [], "account": np.array([], dtype=np.int64)})
    return pd.concat([nothing, *events], ignore_index=True), pd.concat([nobody, *members], ignore_index=True)


def _hits(rng: Rng, size: int, objects: np.ndarray, moments: np.ndarray, spread: float, presence: float) -> Group:
    """Each member is there at each object with the given probability, within `spread` seconds of its moment."""
    there = rng.random((size, len(objects))) < presence
    there[:, :2] = True
    member, which = np.nonzero(there)
    return member, objects[which], moments[which] + rng.uniform(0, spread, len(member))


def _any_objects(rng: Rng, n_objects: int, count: int) -> np.ndarray:
    """Objects as groups pick them: from the whole range, so mostly of middling to low popularity."""
    return rng.choice(n_objects, count, replace=False)


def _noise(rng: Rng, size: int, n_objects: int, each: int) -> Group:
    """Events of the members that belong to nothing: camouflage."""
    popularity = 1 / np.arange(1, n_objects + 1) ** 0.9
    count = size * each
    objects = rng.choice(n_objects, count, p=popularity / popularity.sum())
    return np.repeat(np.arange(size), each), objects, rng.uniform(0, SPAN, count)


def _joined(*groups: Group) -> Group:
    member, object_, time = (np.concatenate(column) for column in zip(*groups, strict=True))
    return member, object_, time


def sync(rng: Rng, n_objects: int) -> Group:
    """Members hit each target within 45 seconds."""
    size, count = int(rng.integers(4, 11)), int(rng.integers(4, 11))
    moments = rng.uniform(0, SPAN, count)
    return _hits(rng, size, _any_objects(rng, n_objects, count), moments, 45, rng.uniform(0.7, 1))


def loose(rng: Rng, n_objects: int) -> Group:
    """Members hit each target within six hours."""
    size, count = int(rng.integers(4, 11)), int(rng.integers(5, 13))
    moments = rng.uniform(0, SPAN, count)
    return _hits(rng, size, _any_objects(rng, n_objects, count), moments, 6 * 3600, rng.uniform(0.7, 1))


def oneshot(rng: Rng, n_objects: int) -> Group:
    """Eight to sixteen accounts act once, on one target, within ten minutes."""
    size = int(rng.integers(8, 17))
    member = np.arange(size)
    return member, np.full(size, rng.integers(0, n_objects)), rng.uniform(0, SPAN) + rng.uniform(0, 600, size)


def rota(rng: Rng, n_objects: int) -> Group:
    """Every pair of the group shares three or four rare targets, days apart."""
    size = int(rng.integers(3, 6))
    parts, own = [], 0
    for a in range(size):
        for b in range(a + 1, size):
            count = int(rng.integers(3, 5))
            rare = np.where(
                rng.random(count) < 0.5,
                -1 - own - np.arange(count),
                n_objects - 1 - rng.integers(0, n_objects // 2, count),
            )
            own += count
            first = rng.uniform(0, SPAN * 0.9, count)
            gap = rng.uniform(1 * DAY, 10 * DAY, count)
            parts.append((np.repeat([a, b], count), np.tile(rare, 2), np.concatenate([first, first + gap])))
    return _joined(*parts)


def camo(rng: Rng, n_objects: int) -> Group:
    """Sync under three times as much noise."""
    member, object_, time = sync(rng, n_objects)
    size = int(member.max()) + 1
    return _joined((member, object_, time), _noise(rng, size, n_objects, 3 * len(member) // size))


def relay(rng: Rng, n_objects: int) -> Group:
    """Accounts hand over: on each target one follows the other by one to thirty hours, in changing order."""
    size, count = int(rng.integers(4, 9)), int(rng.integers(5, 10))
    parts = []
    for object_ in _any_objects(rng, n_objects, count):
        order = rng.permutation(size)[: int(rng.integers(max(3, size - 2), size + 1))]
        steps = np.cumsum(rng.uniform(3600, 30 * 3600, len(order)))
        parts.append((order, np.full(len(order), object_), rng.uniform(0, SPAN * 0.9) + steps))
    return _joined(*parts)


def slow(rng: Rng, n_objects: int) -> Group:
    """A slow drip: the same eight to fourteen targets, each within three weeks."""
    size, count = int(rng.integers(3, 8)), int(rng.integers(8, 15))
    moments = rng.uniform(0, SPAN * 0.85, count)
    return _hits(rng, size, _any_objects(rng, n_objects, count), moments, 21 * DAY, 0.9)


def fewshot(rng: Rng, n_objects: int) -> Group:
    """A swarm whose accounts each did one other thing before: ten to twenty, one target, half an hour."""
    size = int(rng.integers(10, 21))
    swarm = (
        np.arange(size),
        np.full(size, rng.integers(0, n_objects)),
        rng.uniform(0, SPAN) + rng.uniform(0, 1800, size),
    )
    return _joined(swarm, _noise(rng, size, n_objects, 1))


def leader(rng: Rng, n_objects: int) -> Group:
    """Followers repeat what a busy leader does, one to ten minutes later, each a part of it."""
    size, count = int(rng.integers(3, 7)), int(rng.integers(20, 40))
    objects, moments = _any_objects(rng, n_objects, count), rng.uniform(0, SPAN, count)
    member, which = np.nonzero(rng.random((size, count)) < 0.5)
    followers = member + 1, objects[which], moments[which] + rng.uniform(60, 600, len(member))
    return _joined((np.zeros(count, dtype=np.int64), objects, moments), followers, _noise(rng, size + 1, n_objects, 5))


PLANTS: dict[str, Callable[[Rng, int], Group]] = {
    plant.__name__: plant for plant in (sync, loose, oneshot, rota, camo, relay, slow, fewshot, leader)
}
