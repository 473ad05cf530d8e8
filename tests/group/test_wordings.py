"""What several say nearly alike is one more thing they share."""

from __future__ import annotations

import csv
from pathlib import Path

from strikes.group.coordination import Method, Question, find_coordination, write_edges
from strikes.group.table import Columns, read_table
from strikes.store.connection import scratch

ODD = "amber lanterns over the quiet harbour were ours long before any winter market opened its copper gates"
EVEN = "the orchard film belongs to our village studio which sold every reel of it at last summers silver fair"


def shared(tmp_path: Path, rows: list[tuple[str, str, int, str]], least: int = 1) -> dict[tuple[str, str], str]:
    path, out = tmp_path / "table.csv", tmp_path / "edges.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("who", "what", "when", "says"), *rows])
    out.touch()
    with scratch(reachable=[path, out]) as con:
        read_table(con, path, Columns("who", "what", "when", text="says"))
        find_coordination(con, Question(Method.WINDOW, 60, least, with_text=True))
        write_edges(con, out)
    with out.open(encoding="utf-8", newline="") as stream:
        return {(row["account_a"], row["account_b"]): row["evidence"] for row in csv.DictReader(stream)}


def test_a_wording_ties_those_who_share_no_target(tmp_path: Path) -> None:
    rows = [("a", "x", 0, ODD), ("b", "y", 5, ODD + " 2024"), ("c", "z", 9, EVEN)]
    found = shared(tmp_path, rows)
    assert list(found) == [("a", "b")] and "wording" in found["a", "b"] and "amber lanterns" in found["a", "b"]


def test_nothing_said_is_nothing_shared(tmp_path: Path) -> None:
    assert shared(tmp_path, [("a", "x", 0, ""), ("b", "y", 5, ""), ("c", "z", 5, "mine")]) == {}


def test_a_wording_makes_no_second_row_of_one(tmp_path: Path) -> None:
    assert shared(tmp_path, [("a", "x", 0, ODD), ("b", "y", 5, ODD)], least=2) == {}
