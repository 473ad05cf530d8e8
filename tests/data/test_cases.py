"""Documented cases and their twins: well-formed, sourced row by row, honest about what is unknown, and marked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from strikes.model import Axis, Band
from tests.data.contract import ADDRESS, CASES, COLUMNS, FOR_PEOPLE, REFERENCE, Row, is_nobodys, problems, read

FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())
DOCUMENTED = [path for path in FOLDERS if not path.name.endswith("-twin")]
TWINS = [path for path in FOLDERS if path.name.endswith("-twin")]
TABLES = [path for folder in FOLDERS for path in sorted(folder.glob("*.csv"))]
EXPECTED = read(CASES / "expected.csv")
#: Genuine claimants; a score that calls one of them a false identity is wrong.
NOT_TO_ACCUSE = ("channel-one-2018", "ani-2025", "eurasianet-2021", "mikpro-2024", "csc-bungie-2021")
REQUIRED = (
    *("prosto-zhurnalistika-2025", "ahrca-2026", "turan", "bungie-v-minor-2022", "youtube-v-brady-2019"),
    *("nintendo-impostor-2024", "erkin-turkmenistan-2020", "nexta-2018", "netra-news-2021", "100-noticias-2020"),
    *("proekt-grozny-2021", "film-family-2015", "meydan-tv-2017", *NOT_TO_ACCUSE),
)


def name(value: object) -> str:
    return f"{value.parent.name}/{value.name}" if isinstance(value, Path) else str(value)


def known_as(row: Row) -> set[str]:
    return {row.get(c, "") for c in ("claimant_name", "claimant_email", "claimant_ref")} - {""}


def test_the_cases_that_must_be_there_are_there() -> None:
    assert set(REQUIRED) <= {path.name for path in DOCUMENTED}


def test_every_case_has_its_twin_and_every_twin_its_case() -> None:
    assert {path.name for path in TWINS} == {f"{path.name}-twin" for path in DOCUMENTED}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_has_events_and_a_short_word_about_it(folder: Path) -> None:
    assert (folder / "events.csv").is_file()
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ") and 3 <= len(lines) <= 10


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_a_table_keeps_to_the_contract(path: Path) -> None:
    rows = read(path)
    assert rows, "an empty table says nothing; leave it out"
    assert set(rows[0]) <= {*COLUMNS[path.stem], *FOR_PEOPLE}
    broken = {line: found for line, row in enumerate(rows, 2) if (found := problems(path.stem, row))}
    assert not broken


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_every_row_says_where_it_comes_from(path: Path) -> None:
    is_twin = path.parent.name.endswith("-twin")
    for row in read(path):
        assert row["source_url"].startswith("https://simulated.example/" if is_twin else ("https://", "http://"))
        assert is_twin or "simulated.example" not in row["source_url"]


def test_event_ids_are_unique_over_all_cases_and_claims_belong_to_one() -> None:
    events = [row for folder in FOLDERS for row in read(folder / "events.csv")]
    assert max(Counter(row["event_id"] for row in events).values()) == 1
    homes = {(row["claim_id"], row["event_id"].rsplit("-", 1)[0]) for row in events if row.get("claim_id")}
    assert max(Counter(claim for claim, _ in homes).values()) == 1


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_evidence_speaks_of_somebody_or_some_claim_of_the_case(folder: Path) -> None:
    events = read(folder / "events.csv")
    known = {n for row in events for n in known_as(row)} | {row.get("claim_id", "") for row in events}
    path = folder / "evidence.csv"
    assert {row["subject"] for row in read(path)} <= known if path.is_file() else True


@pytest.mark.parametrize("folder", DOCUMENTED, ids=lambda folder: folder.name)
def test_a_documented_case_repeats_no_contact_data_and_claims_no_raw_notice(folder: Path) -> None:
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not ADDRESS.search(text), "claimants' mail addresses are not repeated"
        assert "SIMULATED" not in text.replace("twin", "") or path.suffix == ".md"
    for row in read(folder / "events.csv"):
        assert not row.get("claimant_phone") and not row.get("claimant_address")
        assert row["source"] == "public_record" and row["provenance"] != "P4"


@pytest.mark.parametrize("folder", TWINS, ids=lambda folder: folder.name)
def test_a_twin_is_marked_and_nobodys_address_stands_in_it(folder: Path) -> None:
    assert "SIMULATED" in (folder / "README.md").read_text(encoding="utf-8").splitlines()[0]
    for row in read(folder / "events.csv"):
        assert row["channel_title"].startswith("SIMULATED ") and row["channel_id"].startswith("UCsim")
        assert len(row["channel_id"]) == 24
        assert not row["video_id"] or (row["video_title"].startswith("SIMULATED ") and len(row["video_id"]) == 11)
    for path in folder.glob("*.csv"):
        addresses = ADDRESS.findall(path.read_text(encoding="utf-8"))
        assert [a for a in addresses if not is_nobodys(a)] == []


@pytest.mark.parametrize("folder", TWINS, ids=lambda folder: folder.name)
def test_a_twin_is_full(folder: Path) -> None:
    """More than one way in, times to the second, texts, and neighbours to compare with."""
    events = read(folder / "events.csv")
    assert len({row["provenance"] for row in events}) >= 3
    assert len({row["reporter_id"] for row in events}) >= 5
    assert all(len(row["occurred_at"]) == 20 for row in events)
    assert (folder / "evidence.csv").is_file() or (folder / "profiles.csv").is_file()


def test_expectations_are_well_formed_and_cover_every_case() -> None:
    assert list(EXPECTED[0]) == ["case", "subject", "axis", "at_least", "at_most", "reason"]
    for row in EXPECTED:
        assert Axis(row["axis"]) and row["reason"]
        assert Band(row["at_least"]).rank <= Band(row["at_most"]).rank
    assert {row["case"] for row in EXPECTED} == {path.name for path in FOLDERS}
    assert max(Counter((r["case"], r["subject"], r["axis"]) for r in EXPECTED).values()) == 1


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: f"{row['case']}-{row['subject']}-{row['axis']}")
def test_an_expectation_speaks_of_a_claimant_as_reported(row: Row) -> None:
    assert any(row["subject"] in known_as(event) for event in read(CASES / row["case"] / "events.csv"))


@pytest.mark.parametrize("case", [*NOT_TO_ACCUSE, *(f"{case}-twin" for case in NOT_TO_ACCUSE)])
def test_the_genuine_are_never_expected_to_look_false(case: str) -> None:
    on_identity = [row for row in EXPECTED if row["case"] == case and row["axis"] == Axis.IDENTITY]
    assert on_identity
    assert all(Band(row["at_most"]) == Band.NO_NOTABLE_SIGNS for row in on_identity)


@pytest.mark.parametrize("folder", DOCUMENTED, ids=lambda folder: folder.name)
def test_thin_cases_are_not_expected_to_reach_further_than_one_reporter_can(folder: Path) -> None:
    tellers = {row["reporter_id"] for row in read(folder / "events.csv")}
    if (folder / "evidence.csv").is_file():
        tellers |= {row["by"] for row in read(folder / "evidence.csv")}
    for row in EXPECTED:
        if row["case"] == folder.name:
            assert Band(row["at_least"]) == Band.INSUFFICIENT
            assert len(tellers) > 1 or Band(row["at_most"]).rank <= Band.SOME_SIGNS.rank


def test_every_twin_that_must_fire_is_expected_to_on_some_axis() -> None:
    fires = {row["case"] for row in EXPECTED if Band(row["at_least"]).rank >= Band.SOME_SIGNS.rank}
    quiet = {*NOT_TO_ACCUSE, "proekt-grozny-2021", "bold-medya-2020", "armenia-singer-2017"}
    assert fires == {path.name for path in TWINS} - {f"{case}-twin" for case in quiet}


def test_holders_of_documented_cases_are_those_of_the_registry() -> None:
    registry = {row["holder_id"]: row for row in read(REFERENCE / "holders.csv")}
    for folder in DOCUMENTED:
        for row in read(folder / "holders.csv") if (folder / "holders.csv").is_file() else []:
            assert row.items() <= registry[row["holder_id"]].items()
