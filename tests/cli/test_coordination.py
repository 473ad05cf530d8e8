"""`strikes coordination` as people use it: any table in, edges out, sentences for what cannot be used."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Strikes

HEADER = ["account_a", "account_b", "weight", "n_shared", "p_value", "q_value", "kept", "evidence"]
COLUMNS = ("--account", "who", "--object", "what", "--time", "when")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "claims.csv"
    rows = [f"{who},target-{n},{1_700_000_000 + 86_400 * n + 9 * k}" for n in range(5) for k, who in enumerate("abcd")]
    path.write_text("\n".join(["who,what,when", *rows]) + "\n", encoding="utf-8")
    return path


def edges(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_it_needs_no_workspace_and_writes_the_contracts_columns(
    strikes: Strikes, table: Path, own_workspace: Path
) -> None:
    out = table.with_name("edges.csv")
    done = strikes("coordination", table, *COLUMNS, "--out", out)
    assert (done.returncode, done.stdout) == (0, "")
    found = edges(out)
    assert list(found[0]) == HEADER and [row["kept"] for row in found] == ["1"] * 6
    assert "6 edges are kept" in done.stderr and not own_workspace.exists()


@pytest.mark.parametrize(("method", "n_edges"), [("window", 6), ("directed", 12)])
def test_the_two_counting_methods_leave_p_and_q_empty(strikes: Strikes, table: Path, method: str, n_edges: int) -> None:
    out = table.with_name("edges.csv")
    done = strikes("coordination", table, *COLUMNS, "--method", method, "--window", "30s", "--out", out)
    assert done.returncode == 0
    found = edges(out)
    assert len(found) == n_edges
    assert {(row["weight"], row["p_value"], row["q_value"], row["kept"]) for row in found} == {("5", "", "", "1")}


def test_content_is_the_post_that_carries_several_objects(strikes: Strikes, tmp_path: Path) -> None:
    path, out = tmp_path / "posts.csv", tmp_path / "edges.csv"
    path.write_text("who,what,when,post\na,x,0,p1\na,y,0,p1\nb,x,5,p2\nb,y,5,p1\n", encoding="utf-8")
    words = (*COLUMNS, "--content", "post", "--method", "window", "--min-participation", "1", "--out", out)
    assert strikes("coordination", path, *words).returncode == 0
    assert [(row["weight"], row["n_shared"]) for row in edges(out)] == [("1", "1")]


def test_pairs_that_share_a_wording_are_told_in_the_evidence(strikes: Strikes, tmp_path: Path) -> None:
    path, out = tmp_path / "texts.csv", tmp_path / "edges.csv"
    odd = "amber lanterns over the quiet harbour were ours long before any winter market ever opened its copper gates"
    other = "the orchard film belongs to our village studio which sold every reel of it at last summers silver fair"
    rows = [f"{who},target-{n},{1_700_000_000 + 90_000 * n},{odd}" for n in range(4) for who in "ab"]
    rows += [f"c,target-{n},{1_700_000_000 + 90_000 * n},{other}" for n in range(4)]
    path.write_text("\n".join(["who,what,when,says", *rows]) + "\n", encoding="utf-8")
    done = strikes("coordination", path, *COLUMNS, "--text", "says", "--out", out)
    assert done.returncode == 0, done.stderr
    by_pair = {(row["account_a"], row["account_b"]): row["evidence"] for row in edges(out)}
    assert "wording" in by_pair["a", "b"] and "wording" not in by_pair["a", "c"]


def wrong(done: Done, words: str) -> None:
    assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr


def test_wrong_use_is_said_in_a_sentence(strikes: Strikes, table: Path) -> None:
    out = table.with_name("edges.csv")
    wrong(strikes("coordination", table, *COLUMNS, "--window", "soon", "--out", out), "is no length of time")
    wrong(strikes("coordination", table, *COLUMNS[:4], "--time", "at", "--out", out), "no column 'at'")
    wrong(strikes("coordination", table.with_name("none.csv"), *COLUMNS, "--out", out), "There is no file")
    wrong(strikes("coordination", table, *COLUMNS, "--out", table.parent / "no" / "edges.csv"), "cannot be written")


def test_an_empty_table_gives_an_empty_answer(strikes: Strikes, tmp_path: Path) -> None:
    path, out = tmp_path / "empty.csv", tmp_path / "edges.csv"
    path.write_text("who,what,when\n", encoding="utf-8")
    for method in ("significant", "window", "directed"):
        assert strikes("coordination", path, *COLUMNS, "--method", method, "--out", out).returncode == 0
        assert out.read_text(encoding="utf-8").strip() == ",".join(HEADER)


def test_rows_left_out_are_counted(strikes: Strikes, table: Path) -> None:
    with table.open("a", encoding="utf-8") as stream:
        stream.write("a,target-1,whenever\n")
    done = strikes("coordination", table, *COLUMNS, "--out", table.with_name("edges.csv"))
    assert "1 of 21 rows of claims.csv were left out" in done.stderr and "The first is row 21." in done.stderr
