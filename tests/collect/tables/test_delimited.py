"""CSV as people really send it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.collect.tables.delimited import read_delimited
from strikes.collect.tables.rows import Batch
from strikes.errors import FormatError


def read(text: str) -> tuple[list[str], Batch]:
    table = read_delimited(io.StringIO(text, newline=""))
    whole = Batch()
    for batch in table.batches:
        whole.lines += batch.lines
        whole.rows += batch.rows
        whole.rejected += batch.rejected
    return table.header, whole


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_in_the_header(mark: str) -> None:
    header, whole = read(f"a{mark}b{mark}c\n1{mark}2{mark}3\n")
    assert (header, whole.rows, whole.lines) == (["a", "b", "c"], [["1", "2", "3"]], [2])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_one(end: str) -> None:
    _, whole = read(end.join(["a,b", "1,2", '"x', 'y",3', ""]))
    assert whole.lines == [2, 3]
    assert whole.rows[0] == ["1", "2"]
    assert whole.rows[1][1] == "3"


def test_a_line_number_is_the_one_its_row_begins_on() -> None:
    _, whole = read('a,b\n1,"two\nlines"\n\n3,4\n')
    assert whole.lines == [2, 5]


def test_a_row_of_another_width_is_put_aside_with_its_line() -> None:
    _, whole = read("a,b\n1,2,3\n4,5\n6\n")
    assert whole.rows == [["4", "5"]]
    assert [(bad.line, bad.reason) for bad in whole.rejected] == [
        (2, "has 3 fields where the header has 2"),
        (4, "has 1 fields where the header has 2"),
    ]


def test_a_quote_that_never_closes_costs_its_own_line_only() -> None:
    _, whole = read('a,b\n1,2\n"never closed,3\n4,5\n6,7\n')
    assert whole.rows == [["1", "2"], ["4", "5"], ["6", "7"]]
    assert [(bad.line, bad.raw) for bad in whole.rejected] == [(3, '"never closed,3\n')]
    assert whole.lines == [2, 4, 5]


def test_a_quote_inside_a_word_is_broken_and_not_guessed_at() -> None:
    _, whole = read('a,b\n"He said "hi"",2\n3,4\n')
    assert whole.rows == [["3", "4"]]
    assert whole.rejected[0].line == 2


def test_an_empty_file_and_a_file_of_blank_lines_are_no_tables() -> None:
    for text in ("", "\n\n  \n"):
        with pytest.raises(FormatError, match="empty"):
            read(text)


def test_a_field_of_ten_thousand_characters_is_a_field() -> None:
    _, whole = read("a,b\n" + "ə" * 10_000 + ",2\n")
    assert len(whole.rows[0][0]) == 10_000


fields = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(st.lists(st.tuples(fields, fields, fields), min_size=1, max_size=30))
def test_what_a_csv_writer_wrote_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([("a", "b", "c"), *rows])
    _, whole = read(out.getvalue())
    assert whole.rejected == []
    assert whole.rows == [list(row) for row in rows]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_breaks_the_reader_or_loses_a_line(text: str) -> None:
    _, whole = read("a,b\n" + text)
    seen = sorted(whole.lines + [bad.line for bad in whole.rejected])
    assert seen == sorted(set(seen))
    kept = "".join(value for row in whole.rows for value in row) + "".join(bad.raw for bad in whole.rejected)
    letters = [letter for letter in text if letter.isalnum()]
    assert sorted(letter for letter in kept if letter.isalnum()) == sorted(letters)
