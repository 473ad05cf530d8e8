"""Any table is read as it is: ids stay text, times are understood, what cannot be read is named."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from strikes.errors import FormatError, InputError
from strikes.group.table import Columns, Reading, read_table
from strikes.store.connection import scratch

COLUMNS = Columns("who", "what", "when")


def read(path: Path, columns: Columns = COLUMNS, sql: str = "select * from action order by row_no") -> list[tuple]:
    with scratch(reachable=[path]) as con:
        read_table(con, path, columns)
        return con.execute(sql).fetchall()


def times(path: Path) -> list[int]:
    return [at_ms for (at_ms,) in read(path, sql="select at_ms from action order by row_no")]


def accounts(path: Path) -> list[str]:
    return [name for (name,) in read(path, sql="select account from account order by account_no")]


def table(folder: Path, *lines: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(["who,what,when", *lines]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "written",
    ["1700000000", "1700000000.0", "2023-11-14T22:13:20Z", "2023-11-14 22:13:20", "2023-11-15T02:13:20+04:00"],
)
def test_a_moment_may_be_written_in_many_ways(tmp_path: Path, written: str) -> None:
    assert times(table(tmp_path, f"a,o,{written}")) == [1_700_000_000_000]


def test_a_day_and_a_month_are_as_coarse_as_they_say(tmp_path: Path) -> None:
    found = read(
        table(tmp_path, "a,o,2024-03-05", "b,o,2024-03", "c,o,2024-03-05T00:00:00Z"),
        sql="select grain_ms from action order by row_no",
    )
    assert [grain for (grain,) in found] == [86_400_000, 31 * 86_400_000, 0]


def test_ids_stay_text(tmp_path: Path) -> None:
    assert accounts(table(tmp_path, "007,o,1", "7,o,2", "7.0,o,3", "1e3,o,4", "true,o,5")) == sorted(
        ["007", "7", "7.0", "1e3", "true"]
    )


def test_hostile_ids_are_only_ids(tmp_path: Path) -> None:
    names = ["'; drop table action; --", 'quote "inside"', "Əli\u200b", "=1+1", "line\nbreak", "x" * 10_000]
    path = tmp_path / "hostile.csv"
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    path.write_text("who,what,when\n" + "".join(f"{name},o,1\n" for name in quoted), encoding="utf-8")
    assert accounts(path) == sorted(names)


def test_columns_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text('"se""lect","a b;c",/x~y\nu,o,1\n', encoding="utf-8")
    assert len(read(path, Columns('se"lect', "a b;c", "/x~y"))) == 1


def test_the_same_rows_read_the_same_from_every_format(tmp_path: Path) -> None:
    rows = [{"who": "a", "what": "o", "when": "5"}, {"who": "b", "what": "o", "when": "2024-01-01T00:00:00Z"}]
    csv = table(tmp_path, *(",".join(row.values()) for row in rows))
    lines = tmp_path / "table.jsonl"
    lines.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    packed = tmp_path / "table.csv.gz"
    packed.write_bytes(gzip.compress(csv.read_bytes()))
    parquet = tmp_path / "table.parquet"
    _write_parquet(rows, parquet)
    assert read(csv) == read(lines) == read(packed) == read(parquet)


def _write_parquet(rows: list[dict[str, str]], path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(rows), path)


def test_rows_without_account_object_or_time_are_counted_and_left_out(tmp_path: Path) -> None:
    path = table(tmp_path, "a,o,1", ",o,2", "b,,3", "c,o,yesterday", "d,o,4")
    with scratch(reachable=[path]) as con:
        assert read_table(con, path, COLUMNS) == Reading(n_rows=5, n_left_out=3, first_left_out=2)


def test_an_empty_table_is_no_mistake(tmp_path: Path) -> None:
    path = table(tmp_path)
    with scratch(reachable=[path]) as con:
        assert read_table(con, path, COLUMNS) == Reading(0, 0, None)


@pytest.mark.parametrize(
    ("lines", "columns", "words"),
    [
        (["a,o,1"], Columns("who", "whom", "when"), "no column 'whom'. It has: who, what, when"),
        (["a,o,soon", "b,o,later"], COLUMNS, "column 'when' should hold epoch seconds or ISO 8601"),
        (["a,o,1700000000000"], COLUMNS, "looks like milliseconds"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, lines: list[str], columns: Columns, words: str) -> None:
    with pytest.raises(FormatError, match=words):
        read(table(tmp_path, *lines), columns)


def test_a_missing_field_of_json_is_said(tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text('{"who": "a", "what": "o"}', encoding="utf-8")
    with pytest.raises(FormatError, match="no field 'when'"):
        read(path)


def test_what_is_no_table_is_said_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    path.write_bytes(b"no parquet at all")
    with pytest.raises(InputError, match="cannot be read as a table"):
        read(path)
    with pytest.raises(InputError, match="There is no file"):
        read(tmp_path / "missing.csv")


def test_posts_that_share_an_id_are_one_and_others_are_their_own(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("who,what,when,post\na,o,1,p\na,x,1,p\nb,o,1,\nb,x,1,\n", encoding="utf-8")
    found = read(path, Columns("who", "what", "when", "post"), "select content_no from action order by row_no")
    assert found[0] == found[1] and len({number for (number,) in found}) == 3
