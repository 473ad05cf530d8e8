"""Do `window` and `directed` give what CooRTweet and the QUT toolkit give on real tables? Every edge is compared.

    python -m benchmarks.coordination_identity TABLE [--edges 60:2:edges.csv]... [--counts 10:5:20]...

TABLE has CooRTweet's columns (object_id, account_id, content_id, timestamp_share), as `russian_coord_tweets`, which
the package ships. `--edges` names an edge list that CooRTweet wrote (from, to, weight) for a window and a least
participation; `--counts` a published number of edges. Each setting is also recomputed by a slow join of all row pairs.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import pandas as pd

from benchmarks.measure import cost, strikes

Edges = dict[tuple[str, str], int]
COLUMNS = ("--account", "account_id", "--object", "object_id", "--time", "timestamp_share", "--content", "content_id")


def ours(table: Path, method: str, window_s: str, least: str) -> tuple[Edges, float]:
    """Return our edges and the CPU seconds they cost."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "edges.csv"
        asked = ("--method", method, "--window", f"{window_s}s", "--min-participation", least, "--out", str(out))
        spent = cost(strikes("coordination", str(table), *COLUMNS, *asked))
        edges = pd.read_csv(out, dtype=str)
    return _edges(edges, "account_a", "account_b", is_directed=method == "directed"), spent.cpu


def _edges(edges: pd.DataFrame, one: str, other: str, *, is_directed: bool = False) -> Edges:
    pairs = zip(edges[one], edges[other], edges.weight.astype(int), strict=True)
    return {(a, b) if is_directed or a < b else (b, a): weight for a, b, weight in pairs}


def slowly(table: Path, window_s: str, least: str) -> Edges:
    """CooRTweet's definition as a join of all row pairs of each object."""
    rows = pd.read_csv(table, dtype=str).assign(at=lambda r: r.timestamp_share.astype("int64")).reset_index()
    rows = rows[rows.groupby("account_id").account_id.transform("size") >= int(least)]
    met = rows.merge(rows, on="object_id", suffixes=("", "_y"))
    met = met[(met["index"] < met.index_y) & ((met["at"] - met.at_y).abs() <= int(window_s))]
    met = met[(met.object_id != met.content_id) & (met.object_id != met.content_id_y)]
    met = met[(met.account_id != met.account_id_y) & (met.content_id != met.content_id_y)]
    active = rows[rows.content_id.isin({*met.content_id, *met.content_id_y})]
    active = active[active.groupby("account_id").account_id.transform("size") >= int(least)]
    met = met[met.content_id.isin(active.content_id) | met.content_id_y.isin(active.content_id)]
    low, high = met[["account_id", "account_id_y"]].min(axis=1), met[["account_id", "account_id_y"]].max(axis=1)
    return {(str(a), str(b)): int(n) for (a, b), n in met.groupby([low, high]).size().items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path)
    parser.add_argument("--edges", action="append", default=[], metavar="WINDOW:LEAST:FILE")
    parser.add_argument("--counts", action="append", default=[], metavar="WINDOW:LEAST:NUMBER")
    parser.add_argument("--directed", metavar="WINDOW:NUMBER")
    given = parser.parse_args()
    for setting in given.edges:
        window_s, least, path = setting.split(":", 2)
        found, cpu = ours(given.table, "window", window_s, least)
        theirs = _edges(pd.read_csv(path, dtype=str), "from", "to")
        _tell(f"window {window_s} s, at least {least}: {len(found)} edges, as CooRTweet's: {found == theirs}", cpu)
    for setting in given.counts:
        window_s, least, n = setting.split(":")
        found, cpu = ours(given.table, "window", window_s, least)
        is_same = found == slowly(given.table, window_s, least)
        _tell(f"window {window_s} s, at least {least}: {len(found)} of {n} edges, as the slow join's: {is_same}", cpu)
    if given.directed:
        window_s, n = given.directed.split(":")
        found, cpu = ours(given.table, "directed", window_s, "1")
        _tell(f"directed {window_s} s: {len(found)} of {n} edges", cpu)


def _tell(answer: str, cpu: float) -> None:
    print(f"{answer}; {cpu:.2f} CPU s")


if __name__ == "__main__":
    main()
