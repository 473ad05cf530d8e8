"""A workbook of a pack's tables: text stays text, and the same pack gives the same bytes (R23).

openpyxl writes the time of saving into the file and its ZIP; both are set to the run's day afterwards.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import IllegalCharacterError

from strikes.report.pack import Pack
from strikes.report.shown import clipped, visible
from strikes.report.spreadsheet import safe_cell
from strikes.report.tables import tables
from strikes.report.zipped import zipped

#: What one cell can hold (https://support.microsoft.com/office/excel-specifications-and-limits).
LONGEST_CELL = 32_000
WIDTHS = {"text": 40, "other": 16}


def to_xlsx(pack: Pack) -> bytes:
    """Return the tables of a pack as a workbook, one sheet each."""
    book = Workbook(write_only=True)
    for name, columns, rows in tables(pack):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for i, column in enumerate(columns, 1):
            is_long = column in ("claim_text", "text", "innocent", "video_title", "sentence", "value")
            sheet.column_dimensions[_letter(i)].width = WIDTHS["text" if is_long else "other"]
        sheet.append([_cell(sheet, column, is_head=True) for column in columns])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    day = dt.datetime.fromisoformat(pack["about"]["as_of"])
    book.properties.creator = book.properties.lastModifiedBy = "strikes"
    book.properties.created = day
    out = io.BytesIO()
    book.save(out)
    return _dated(out.getvalue(), day)


def _cell(sheet: Any, value: Any, *, is_head: bool = False) -> WriteOnlyCell:
    safe = safe_cell(value)
    cell = WriteOnlyCell(sheet)
    try:
        cell.value = clipped(safe, LONGEST_CELL) if isinstance(safe, str) else safe
    except IllegalCharacterError:
        cell.value = clipped(visible(safe), LONGEST_CELL)
    if isinstance(safe, str):
        # "=..." would be taken for a formula by its look; a text is a text.
        cell.data_type = "s"
    if is_head:
        cell.font = Font(bold=True)
    return cell


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _dated(book: bytes, day: dt.datetime) -> bytes:
    """Return a workbook zipped anew with fixed times."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    core = files["docProps/core.xml"].decode()
    before, _, rest = core.partition("<dcterms:modified")
    inside, _, after = rest.partition("</dcterms:modified>")
    stamp = f"{day:%Y-%m-%dT%H:%M:%SZ}"
    files["docProps/core.xml"] = (
        f"{before}<dcterms:modified{inside[: inside.index('>') + 1]}{stamp}</dcterms:modified>{after}".encode()
    )
    return zipped(files, day)
