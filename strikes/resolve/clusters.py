"""From links to clusters: strongest first, and never two people joined through a third."""

from __future__ import annotations

from collections.abc import Iterable

Link = tuple[int, int]


class Clusters:
    """A forest of records. A merge is refused when any name of one side contradicts any name of the other.

    `group` has each record's name group, -1 without a name.
    """

    def __init__(self, group: list[int]) -> None:
        self._parent = list(range(len(group)))
        self._groups: list[tuple[int, ...]] = [(one,) if one >= 0 else () for one in group]
        self._foes: dict[int, set[int]] = {}
        self._sides: dict[int, dict[str, bool]] = {}

    def __len__(self) -> int:
        return len(self._parent)

    def roots(self) -> list[int]:
        """Return the oldest record of each record's cluster."""
        return [self.find(record) for record in range(len(self))]

    def find(self, record: int) -> int:
        """Return the cluster of a record, which is its oldest record."""
        parent = self._parent
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    def keep_apart(self, one: int, two: int) -> None:
        """Never let these two records into one cluster."""
        for record, other in ((one, two), (two, one)):
            self._foes.setdefault(self.find(record), set()).add(other)

    def is_barred(self, one: int, two: int) -> bool:
        """True where somebody said that records of the two clusters are different claimants."""
        a, b = self.find(one), self.find(two)
        return any(self.find(foe) == b for foe in self._foes.get(a, ()))

    def take_side(self, record: int, holder: str, is_own: bool) -> None:
        """Note that a record bears a holder's name: with a contact of the holder's, or with a stranger's."""
        self._sides.setdefault(self.find(record), {})[holder] = is_own

    def _is_across(self, a: int, b: int) -> bool:
        left, right = self._sides.get(a, {}), self._sides.get(b, {})
        return any(right.get(holder, is_own) != is_own for holder, is_own in left.items())

    def merge(self, one: int, two: int) -> None:
        """Join the clusters of two records; the older one keeps its place."""
        a, b = sorted((self.find(one), self.find(two)))
        if a == b:
            return
        self._parent[b] = a
        if self._groups[a] != self._groups[b]:
            self._groups[a] = tuple(dict.fromkeys(self._groups[a] + self._groups[b]))
        if b in self._foes:
            self._foes.setdefault(a, set()).update(self._foes.pop(b))
        for holder, is_own in self._sides.pop(b, {}).items():
            # Whom a contact joins to the holder is the holder, whatever mailbox was used beside it.
            sides = self._sides.setdefault(a, {})
            sides[holder] = is_own or sides.get(holder, False)

    def may_merge(self, one: int, two: int, compatible: set[Link]) -> bool:
        """True where nothing speaks against one claimant: no decision, and no two names that contradict."""
        a, b = self.find(one), self.find(two)
        if self._foes and self.is_barred(a, b):
            return False
        left, right = self._groups[a], self._groups[b]
        return left == right or all(x == y or (x, y) in compatible for x in left for y in right)

    def grow(self, links: Iterable[Link], compatible: set[Link], by_name: frozenset[Link] = frozenset()) -> list[Link]:
        """Merge along links, strongest first; return the links that merged something.

        Links of `by_name` never join a holder with one who bears its name beside a stranger's contact.
        """
        used = []
        for one, two in links:
            a, b = self.find(one), self.find(two)
            if a == b or (self._sides and (one, two) in by_name and self._is_across(a, b)):
                continue
            if self.may_merge(one, two, compatible):
                self.merge(one, two)
                used.append((one, two))
        return used
