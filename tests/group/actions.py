"""Tables of actions made by hand, and the shortest way from them to edges."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from strikes.group.coordination import Question, find_coordination, write_edges
from strikes.group.table import Columns, Reading, read_table
from strikes.store.connection import Connection, scratch

#: (account, object, time) or (account, object, time, content)
Row = tuple[Any, ...]
DAY = 86_400
START = 1_700_000_000


@dataclass(frozen=True)
class Answer:
    """What the command writes: rows of the CSV as text, and remarks."""

    edges: list[dict[str, str]]
    remarks: list[str]

    def weights(self) -> dict[tuple[str, str], int]:
        return {(edge["account_a"], edge["account_b"]): int(edge["weight"]) for edge in self.edges}

    def kept(self) -> set[tuple[str, str]]:
        return {(edge["account_a"], edge["account_b"]) for edge in self.edges if edge["kept"] == "1"}

    def evidence(self, a: str, b: str) -> list[dict[str, Any]]:
        (found,) = (edge for edge in self.edges if (edge["account_a"], edge["account_b"]) == (a, b))
        return json.loads(found["evidence"])


@contextmanager
def loaded(rows: Sequence[Row]) -> Iterator[tuple[Connection, Reading, Path]]:
    """Read rows as a CSV file into a scratch database."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "table.csv", Path(folder) / "edges.csv"
        names = ("account", "object", "time", "content")[: max((len(row) for row in rows), default=3)]
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
            writer.writerows([names, *rows])
        content = "content" if "content" in names else None
        out.touch()
        with scratch(reachable=[path, out]) as con:
            yield con, read_table(con, path, Columns("account", "object", "time", content)), out


def ask(rows: Sequence[Row], question: Question | None = None) -> Answer:
    """Put rows through the whole command, short of typing it."""
    with loaded(rows) as (con, _, out):
        remarks = find_coordination(con, question or Question())
        write_edges(con, out)
        with out.open(encoding="utf-8", newline="") as stream:
            return Answer(list(csv.DictReader(stream)), remarks)


def noise(n: int, seed: int = 1, n_accounts: int = 0, n_objects: int = 0, name: str = "honest") -> list[Row]:
    """Honest actions: some accounts busier, some objects more popular, times anywhere in half a year."""
    rng = np.random.default_rng(seed)
    n_accounts, n_objects = n_accounts or max(2, n // 8), n_objects or max(2, n // 4)
    busy, popular = (1 / np.arange(1, k + 1) ** 0.7 for k in (n_accounts, n_objects))
    account = rng.choice(n_accounts, n, p=busy / busy.sum())
    object_ = rng.choice(n_objects, n, p=popular / popular.sum())
    at = START + rng.integers(0, 180 * DAY, n)
    return [(f"{name}-{a}", f"target-{o}", int(t)) for a, o, t in zip(account, object_, at, strict=True)]


def clique(names: Sequence[str], objects: Sequence[str], within_s: int = 30, every_s: int = 7 * DAY) -> list[Row]:
    """All names hit all objects, each object within so many seconds, the objects so far apart."""
    step = within_s // max(1, len(names) - 1)
    return [
        (name, object_, START + 20 * DAY + place * every_s + member * step)
        for place, object_ in enumerate(objects)
        for member, name in enumerate(names)
    ]
