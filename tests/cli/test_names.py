"""`strikes names` as people use it: files in, files out, sentences for what cannot be used."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def strikes(*words: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "strikes", "names", *map(str, words)]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, timeout=120)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_text(
        "id,name_a,name_b\n1,Əliyev Elçin,Алиев Эльчин\n2,Anar Aliyev,Anar Aliyeva\n3,,x\n", encoding="utf-8"
    )
    return path


def test_compare_keeps_the_rows_and_adds_its_columns(pairs: Path, tmp_path: Path) -> None:
    out = tmp_path / "scores.csv"
    done = strikes("compare", pairs, "--out", out)
    assert done.returncode == 0 and done.stdout == b""
    found = rows(out)
    assert list(found[0]) == ["id", "name_a", "name_b", "score", "decision", "why"]
    assert [row["decision"] for row in found] == ["same", "different", "unsure"]
    assert all(0 <= float(row["score"]) <= 1 for row in found)


def test_without_out_the_result_is_piped(pairs: Path) -> None:
    to_stdout, to_dash = strikes("compare", pairs), strikes("compare", pairs, "--out", "-")
    piped = strikes("compare", "-", stdin=pairs.read_bytes())
    assert to_stdout.stdout == to_dash.stdout == piped.stdout
    assert to_stdout.stdout.decode().splitlines()[0] == "id,name_a,name_b,score,decision,why"


def test_rows_that_cannot_be_used_are_kept_aside_with_their_reason(tmp_path: Path) -> None:
    path, out = tmp_path / "pairs.csv", tmp_path / "scores.csv"
    path.write_bytes(b"name_a,name_b\nA B,A B\n\xed\xa0\x80,half a pair\nA,B,C\n" + b"x" * 100_000 + b",y\n")
    done = strikes("compare", path, "--out", out)
    assert done.returncode == 0
    assert b"4 rows read = 2 compared + 2 quarantined" in done.stderr
    aside = rows(tmp_path / "scores.csv.quarantine.csv")
    assert [(row["line"], row["column"]) for row in aside] == [("3", "name_a"), ("4", "row")]
    assert len(rows(out)) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read"), (b"", "lacks the columns name_a, name_b"), (b"name_a\nx\n", "lacks the column name_b")],
)
def test_a_file_that_cannot_be_used_gets_a_sentence(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "pairs.csv"
    if content is not None:
        path.write_bytes(content)
    done = strikes("compare", path)
    assert done.returncode == 2
    assert said in done.stderr.decode() and "Traceback" not in done.stderr.decode()


def test_resolve_names_a_cluster_for_every_record(tmp_path: Path) -> None:
    path, out, links = tmp_path / "records.csv", tmp_path / "clusters.csv", tmp_path / "links.csv"
    path.write_text(
        "record_id,name,email,address,handle,channel_country,first_seen,extra\n"
        "a,Çingiz Mustafayev,c.m@gmail.com,,,AZ,2025-01-02T10:00:00Z,1\n"
        "b,Чингиз Мустафаев,CM@gmail.com,,,,2025-01,2\n"
        "c,Rövşən Hüseynli,,,,,not a date,3\n"
        "d,,,,,,,4\n"
        ",no id,,,,,,5\n"
        "a,again,,,,,,6\n",
        encoding="utf-8",
    )
    done = strikes("resolve", path, "--out", out, "--links", links)
    assert done.returncode == 0, done.stderr
    found = {row["record_id"]: row["cluster_id"] for row in rows(out)}
    assert list(found) == ["a", "b", "c", "d"]
    assert found["a"] == found["b"] and len(set(found.values())) == 3
    assert "the same mailbox" in rows(links)[0]["why"]
    assert b"6 rows read = 4 resolved + 2 quarantined" in done.stderr


def test_watch_names_who_is_not_the_holder(tmp_path: Path) -> None:
    records, holders, out = tmp_path / "records.csv", tmp_path / "holders.csv", tmp_path / "hits.csv"
    records.write_text(
        "record_id,name,email\nr1,BBC Nеws,\nr2,BBC News,a@bbc.co.uk\nr3,BBC News,a@bbc-news.info\nr4,Anar Qasımov,\n"
        "r5,ВВС News,x@mail.ru\n",
        encoding="utf-8",
    )
    holders.write_text("holder_id,name,domains,notes\nbbc,BBC News,bbc.co.uk|bbc.com,x\n", encoding="utf-8")
    done = strikes("watch", records, "--holders", holders, "--out", out)
    assert done.returncode == 0, done.stderr
    found = rows(out)
    assert list(found[0]) == ["record_id", "holder_id", "score", "why"]
    assert [row["record_id"] for row in found] == ["r1", "r3", "r5"]
    assert "Cyrillic: е" in found[0]["why"]


def test_watch_needs_no_more_than_ids_and_names(tmp_path: Path) -> None:
    records, holders = tmp_path / "records.csv", tmp_path / "holders.csv"
    records.write_text("record_id,name\nr1,Уoutube\n", encoding="utf-8")
    holders.write_text("holder_id,name\nh1,YouTube\n", encoding="utf-8")
    done = strikes("watch", records, "--holders", holders)
    assert done.stdout.decode().splitlines()[1].startswith("r1,h1,")
