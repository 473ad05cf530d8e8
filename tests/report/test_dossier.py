from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from strikes.errors import InputError, UsageError
from strikes.report.dossier import files_of, write_dossier
from strikes.report.pack import Pack
from strikes.store import read
from strikes.store.workspace import Workspace
from tests.report.packs import campaign_id, pack_of, pages
from tests.report.world import NAMES


def written(folder: Path, pack: Pack) -> Path:
    return write_dossier(folder, pack).parent


def test_a_dossier_is_one_folder_with_paper_mail_data_and_a_manifest_over_all_of_it(
    campaign: Workspace, tmp_path: Path
) -> None:
    folder = written(tmp_path / "out", pack_of(campaign))
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"pack.pdf", "pack.md", "pack.json", "claims.csv", "manifest.json"} <= names
    listed = json.loads((folder / "manifest.json").read_text())["files"]
    (bundle,) = folder.glob("*.zip")
    assert {row["path"] for row in listed} == names - {"manifest.json", bundle.name}
    assert all(hashlib.sha256((folder / row["path"]).read_bytes()).hexdigest() == row["sha256"] for row in listed)


def test_the_same_run_gives_the_same_bytes(campaign: Workspace) -> None:
    assert files_of(pack_of(campaign)) == files_of(pack_of(campaign))


def test_counts_are_equal_in_every_format(campaign: Workspace) -> None:
    pack = pack_of(campaign)
    files = files_of(pack)
    with read.reading(campaign) as con:
        (on_screen,) = read.campaigns(con, [campaign_id(campaign)])
    n = on_screen["n_claims"]
    assert n == pack["figures"]["n_claims"] == len(pack["claims"]) == 15
    assert len(list(csv.DictReader(io.StringIO(files["claims.csv"].decode())))) == n
    assert f"filed {n} claims against 4 channels" in files["pack.md"].decode()


def test_the_summary_is_two_pages_and_then_comes_the_annex(campaign: Workspace, tmp_path: Path) -> None:
    first, second, third, *_ = pages(written(tmp_path / "out", pack_of(campaign)) / "pack.pdf")
    assert "Who is hit" in first and "What else it could be" in first
    assert "The four figures of DSA Art. 23(3)" in second and "How to check this pack" in second
    assert "Annex" in third and "A. Every claim" in third


def test_names_in_five_scripts_are_printed_as_letters_and_not_as_boxes(campaign: Workspace, tmp_path: Path) -> None:
    folder = written(tmp_path / "out", pack_of(campaign))
    text = "".join("".join(pages(folder / "pack.pdf")).split())
    for name in (NAMES[0], NAMES[1], NAMES[2], NAMES[4]):
        assert name.replace(" ", "") in text
    # right to left is stored in the order of the eye; the letters are all there
    assert not set(NAMES[3]) - set(text) - {" "}


def test_a_folder_with_other_things_in_it_is_left_alone(campaign: Workspace, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds something else"):
        write_dossier(tmp_path / "out", pack_of(campaign))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.txt"]


def test_an_earlier_pack_of_the_same_subject_is_renewed(campaign: Workspace, tmp_path: Path) -> None:
    folder = written(tmp_path / "out", pack_of(campaign))
    (folder / "stale.csv").write_text("left over")
    written(folder, pack_of(campaign))
    assert not (folder / "stale.csv").exists()


def test_a_subject_that_is_not_there_is_said_to_be_not_there(campaign: Workspace) -> None:
    with pytest.raises(InputError, match="There is no claimant 'c_none'"):
        pack_of(campaign, subject="c_none")
