"""Opening a table whatever its form: by its name, with .gz, .bz2 and .xz looked through."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import json
import lzma
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from strikes.collect.tables.delimited import read_delimited
from strikes.collect.tables.rows import BATCH_ROWS, Batch, Table
from strikes.errors import FormatError, InputError

_PACKED: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_UNPACKED_ERRORS = (OSError, EOFError, lzma.LZMAError)
#: How many JSON lines are looked at to learn the column names.
_JSON_PREVIEW = 1000


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """Open a table for one reading.

    Raises InputError where the file cannot be read, FormatError where it is not the table its name says. Rows that
    cannot be used come out as `Batch.rejected`, never as an error.
    """
    if not path.is_file():
        raise InputError(f"{path.name}: there is no such file")
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packing = suffixes.pop() if suffixes and suffixes[-1] in _PACKED else None
    form = suffixes[-1] if suffixes else ""
    try:
        with ExitStack() as closing:
            stream = closing.enter_context(_PACKED[packing](path, "rb") if packing else path.open("rb"))
            table = _named(path, stream, form, closing)
            yield Table(table.header, _guarded(path, table))
    except _UNPACKED_ERRORS as error:
        raise InputError(f"{path.name} cannot be read: {_plain(error)}") from None


def _named(path: Path, stream: BinaryIO, form: str, closing: ExitStack) -> Table:
    try:
        return _read(stream, form, closing)
    except FormatError as error:
        raise FormatError(f"{path.name}: {error}") from None


def _read(stream: BinaryIO, form: str, closing: ExitStack) -> Table:
    if form in (".parquet", ".pq"):
        return _read_parquet(stream)
    if form == ".xlsx":
        return _read_xlsx(stream)
    start = cast(io.BufferedReader, stream).peek(4)[:4]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FormatError("the file is UTF-16 text; save it as UTF-8 and hand it in again")
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    closing.enter_context(text)
    return _read_json_lines(text) if form in (".jsonl", ".ndjson", ".json") else read_delimited(text)


def _guarded(path: Path, table: Table) -> Iterator[Batch]:
    try:
        yield from table.batches
    except _UNPACKED_ERRORS as error:
        raise InputError(f"{path.name} breaks off: {_plain(error)}. Nothing of it was stored.") from None


def _plain(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) and error.strerror else str(error)) or type(error).__name__


def _read_json_lines(text: io.TextIOWrapper) -> Table:
    preview = [line for _, line in zip(range(_JSON_PREVIEW), text, strict=False)]
    header = list(dict.fromkeys(name for line in preview for name in _object(line) or ()))
    if not header:
        raise FormatError('no line holds a JSON object such as {"event_type": "takedown", ...}')

    def batches() -> Iterator[Batch]:
        batch = Batch()
        for number, line in enumerate(preview, 1):
            _add_json(batch, number, line, header)
        for number, line in enumerate(text, len(preview) + 1):
            _add_json(batch, number, line, header)
            if batch.is_full:
                yield batch
                batch = Batch()
        yield batch

    return Table(header, batches())


def _object(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _add_json(batch: Batch, number: int, line: str, header: list[str]) -> None:
    if not line.strip():
        return
    found = _object(line)
    if found is None:
        batch.reject(number, "is not one JSON object", line)
        return
    late = next((name for name in found if name not in header), None)
    if late is not None:
        batch.reject(number, f"has a field that none of the first {_JSON_PREVIEW} lines has", line, late)
        return
    nested = next((name for name in header if isinstance(found.get(name), dict)), None)
    if nested is not None:
        batch.reject(number, "holds an object where a plain value is expected", line, nested)
        return
    batch.add(number, [_text(found.get(name)) for name in header])


def _text(value: Any) -> str:
    """Return a typed cell as the text the contract knows: times in ISO form, lists joined by |."""
    if value is None or value != value:  # NaN is the one value unequal to itself
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime):
        return _time_text(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return "|".join(map(_text, value))
    return str(value)


def _time_text(value: dt.datetime) -> str:
    if value.tzinfo is not None:
        return value.astimezone(dt.UTC).replace(tzinfo=None).isoformat() + "Z"
    # Spreadsheets hold a day as its midnight; any other time without a zone stays one, and quarantine will say so.
    return value.date().isoformat() if value.time() == dt.time() else value.isoformat()


def _read_parquet(stream: BinaryIO) -> Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
    except pa.ArrowException as error:
        raise FormatError(f"this is no Parquet file ({error})") from None

    def batches() -> Iterator[Batch]:
        number = 1
        for part in file.iter_batches(BATCH_ROWS):
            columns = [column.to_pylist() for column in part.columns]
            rows = [[_text(value) for value in row] for row in zip(*columns, strict=True)]
            yield Batch(list(range(number, number + len(rows))), rows)
            number += len(rows)

    return Table(list(file.schema_arrow.names), batches())


def _read_xlsx(stream: BinaryIO) -> Table:
    import zipfile

    import openpyxl

    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise FormatError(f"this is no XLSX workbook ({error})") from None
    cells = book.worksheets[0].iter_rows(values_only=True)
    header = [str(value or "").strip() for value in next(cells, ())]
    if not any(header):
        raise FormatError("the first sheet is empty: its first row must name the columns")

    def batches() -> Iterator[Batch]:
        batch = Batch()
        for number, row in enumerate(cells, 2):
            if any(value is not None for value in row):
                texts = [_text(value) for value in row]
                batch.add(number, (texts + [""] * len(header))[: len(header)])
            if batch.is_full:
                yield batch
                batch = Batch()
        yield batch

    return Table(header, batches())
