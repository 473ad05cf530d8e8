"""Tables in every form the contract names come out as the same rows."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import json
import lzma
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from strikes.collect.tables.readers import open_table
from strikes.collect.tables.rows import Batch
from strikes.errors import FormatError, InputError


def read(path: Path) -> tuple[list[str], Batch]:
    whole = Batch()
    with open_table(path) as table:
        for batch in table.batches:
            whole.lines += batch.lines
            whole.rows += batch.rows
            whole.rejected += batch.rejected
    return table.header, whole


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_packed_files_are_looked_through(tmp_path: Path, ending: str, pack: object) -> None:
    path = tmp_path / f"events.csv.{ending}"
    path.write_bytes(pack("a,b\n1,Ə\n".encode()))  # type: ignore[operator]
    assert read(path)[1].rows == [["1", "Ə"]]


def test_a_packed_file_that_breaks_off_says_so(tmp_path: Path) -> None:
    path = tmp_path / "events.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 50_000)[:-100])
    with pytest.raises(InputError, match="events.csv.gz breaks off"):
        read(path)


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes("a,b\n1,2\n".encode("utf-8-sig"))
    assert read(path)[0] == ["a", "b"]


def test_utf16_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes("a,b\n1,2\n".encode("utf-16"))
    with pytest.raises(FormatError, match="UTF-16 text; save it as UTF-8"):
        read(path)


def test_json_lines_hold_one_object_each(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    lines = [
        '{"a": "x", "b": 1}',
        "",
        '{"a": null, "b": true}',
        "[1]",
        '{"a": {"deep": 1}, "b": 2}',
        '{"a": 1, "b": ["p", "q"]}',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    header, whole = read(path)
    assert header == ["a", "b"]
    assert whole.rows == [["x", "1"], ["", "true"], ["1", "p|q"]]
    assert [(bad.line, bad.reason) for bad in whole.rejected] == [
        (4, "is not one JSON object"),
        (5, "holds an object where a plain value is expected"),
    ]


def test_parquet_gives_times_in_utc_and_numbers_as_written(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    baku = dt.timezone(dt.timedelta(hours=4))
    table = pa.table(
        {
            "at": pa.array([dt.datetime(2024, 3, 5, 14, 0, tzinfo=baku), None], pa.timestamp("us", "+04:00")),
            "day": pa.array([dt.date(2024, 3, 5), None]),
            "n": pa.array([3.0, float("nan")]),
            "tags": pa.array([["a", "b"], []]),
        }
    )
    pq.write_table(table, path)
    assert read(path)[1].rows == [["2024-03-05T10:00:00Z", "2024-03-05", "3", "a|b"], ["", "", "", ""]]


def test_a_workbook_gives_its_first_sheet(tmp_path: Path) -> None:
    path = tmp_path / "events.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["a", "day", "n"])
    book.active.append(["x", dt.date(2024, 3, 5), 7])
    book.active.append([None, None, None])
    book.active.append(["y"])
    book.save(path)
    header, whole = read(path)
    assert (header, whole.lines) == (["a", "day", "n"], [2, 4])
    assert whole.rows == [["x", "2024-03-05", "7"], ["y", "", ""]]


@pytest.mark.parametrize("name", ["events.parquet", "events.xlsx"])
def test_a_file_that_is_not_what_its_name_says_gets_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"a,b\n1,2\n")
    with pytest.raises(FormatError, match=f"{name}: this is no"):
        read(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing.csv: there is no such file"):
        read(tmp_path / "nothing.csv")


def test_half_a_character_in_json_is_found(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps({"a": "x\ud800y"}) + "\n" + json.dumps({"a": "\U0001f600"}) + "\n", encoding="utf-8")
    header, whole = read(path)
    clean = whole.without_half_characters(header)
    assert clean.rows == [["\U0001f600"]]
    assert [(bad.line, bad.column) for bad in clean.rejected] == [(1, "a")]
