"""Formulas that claimants write into their names are text in every table, and come back as they were (R23)."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.collect.tables.importer import import_table
from strikes.report.dossier import files_of
from strikes.report.pack import Pack
from strikes.report.spreadsheet import read_back, safe_cell
from strikes.report.tables import to_csv
from strikes.store import casebook, read
from strikes.store.workspace import Workspace
from tests.needs import needs
from tests.report.packs import pack_of
from tests.report.world import build, event

FORMULAS = (
    *("=1+1", "+1+1", "-1+1", "@SUM(1+1)", "=SUM(1;1)", "=1", "-1", "+994501234567", "=A1", "==1"),
    *("=cmd|' /C calc'!A0", '=HYPERLINK("http://127.0.0.1:9/x";"y")', '=WEBSERVICE("http://127.0.0.1:9/x")'),
    *(' =1+1', '"=1+1', "'=1+1", "\u00a0=1+1", "\u3000=1+1", "' =1+1", '" +1+1', "''=1+1"),
    *("＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", "=\n1+1", '=1+1",="2'),
)  # fmt: skip
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"


def test_there_are_thirty() -> None:
    assert len(set(FORMULAS)) == 30


def opened_by_office(path: Path, folder: Path) -> list[str]:
    """Return the formulas LibreOffice finds in a table."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    separated_by_commas_in_utf8 = "--infilter=CSV:44,34,76,1,,0,false,true" if path.suffix == ".csv" else ""
    command = [needs("soffice"), profile, "--headless", separated_by_commas_in_utf8, "--convert-to", "fods"]
    subprocess.run(
        [part for part in (*command, "--outdir", folder, path) if part], check=True, capture_output=True, timeout=240
    )
    tree = ElementTree.parse(folder / f"{path.stem}.fods")
    return [cell.attrib[OFFICE] for cell in tree.iter() if OFFICE in cell.attrib]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """One claim for each formula, which stands in every text of it."""
    workspace = Workspace(tmp_path_factory.mktemp("formulas") / "workspace").ensure()
    build(workspace, [claim(i, text) for i, text in enumerate(FORMULAS)])
    return pack_of(workspace, subject="SIM Formula Ltd")


def claim(i: int, text: str) -> dict[str, str | None]:
    """A claim on one channel; the claimant is known by his address, so that his names may be anything."""
    return event(
        event_id=str(i),
        claim_id=f"cl{i}",
        occurred_at="2026-02-20",
        channel_id=f"UCsim{i}",
        channel_title=f"SIMULATED {i}",
        video_id=f"simvid{i:05d}",
        video_title=text,
        claimant_name="SIM Formula Ltd",
        claimant_email="desk@formula.example",
        work_title=text,
        claim_text=text,
        source="public_record",
    )


def test_office_finds_no_formula_in_any_table(pack: Pack, tmp_path: Path) -> None:
    files = files_of(pack)
    for name in ("pack.xlsx", "claims.csv", "events.csv"):
        (tmp_path / name).write_bytes(files[name])
        assert opened_by_office(tmp_path / name, tmp_path) == [], name


def test_office_would_find_one(tmp_path: Path) -> None:
    (tmp_path / "risky.csv").write_text("a,b\n=1+1,2\n")
    assert opened_by_office(tmp_path / "risky.csv", tmp_path) != []


def test_the_workbook_holds_no_formula_of_its_own(pack: Pack) -> None:
    with zipfile.ZipFile(io.BytesIO(files_of(pack)["pack.xlsx"])) as box:
        sheets = [box.read(name) for name in box.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets and not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_our_own_importer_reads_every_text_back(pack: Pack, tmp_path: Path) -> None:
    other = Workspace(tmp_path / "other").ensure()
    casebook.create(other)
    path = tmp_path / "events.csv"
    path.write_bytes(files_of(pack)["events.csv"])
    counts = import_table(other, path).counts
    assert (counts.new, counts.quarantined) == (len(FORMULAS), 0)
    build(other, ())
    with read.reading(other) as con:
        found = con.execute("select video_title from event order by video_id").fetchall()
    sent = [row["video_title"] for row in sorted(pack["claims"], key=lambda row: row["video_id"])]
    assert [title for (title,) in found] == sent


@given(st.text(max_size=40))
def test_a_cell_is_no_formula_and_reads_back(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert read_back(cell) == text


def test_yes_and_no_are_words() -> None:
    # Office keeps a truth value as the formula =TRUE().
    assert [safe_cell(True), safe_cell(False)] == ["yes", "no"]


@given(st.one_of(st.integers(), st.floats(allow_nan=False)))
def test_numbers_stay_numbers(number: float) -> None:
    assert safe_cell(number) is number


@given(st.lists(st.text(max_size=20), min_size=2, max_size=5))
def test_a_row_is_read_as_it_was_written(row: list[str]) -> None:
    (_, found) = csv.reader(io.StringIO(to_csv(tuple("abcde"[: len(row)]), [row]), newline=""))
    assert [read_back(cell) for cell in found] == row


def test_the_screens_write_tables_the_same_way() -> None:
    from dashboard.analyst.blocks import safe

    rows = [{"name": text} for text in FORMULAS]
    read_rows = list(csv.reader(io.StringIO(safe.as_csv(rows, {"name": "name"}).decode(), newline="")))
    assert [read_back(cell) for (cell,) in read_rows[1:]] == list(FORMULAS)
    assert [cell for (cell,) in read_rows[1:]] == [safe_cell(text) for text in FORMULAS]
