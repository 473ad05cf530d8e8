"""Twins of documented relays and strike-outs come out as campaigns; where facts do not suffice, nothing does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from strikes.cli.pipeline import make_run
from strikes.collect.tables.importer import import_table
from strikes.store import runs
from tests.data.contract import CASES
from tests.factory import workspace

Found = tuple[list[set[str]], dict[str, list[set[str]]]]


def found(folder: Path, *cases: str) -> Found:
    """Return the members of campaigns, and of bursts by kind, of documented cases alone."""
    place = workspace(folder)
    for path in sorted(path for case in cases for path in (CASES / case).glob("*.csv")):
        import_table(place, path)
    make_run(place, as_of=dt.date(2026, 6, 1), make_latest=True)
    names = (
        "(select claimant_id, min(name) as name from claimant_record r join identity i using (record_id) group by 1)"
    )
    with runs.reading(place) as con:
        campaigns = con.execute(
            f"select list(name) from campaign_member join {names} using (claimant_id) group by campaign_id order by all"
        ).fetchall()
        bursts = con.execute(
            f"select kind, list(name) from burst join burst_member using (burst_id) join {names} using (claimant_id) "
            "group by kind, burst_id order by all"
        ).fetchall()
    kinds: dict[str, list[set[str]]] = {}
    for kind, members in bursts:
        kinds.setdefault(kind, []).append(set(members))
    return [set(members) for (members,) in campaigns], kinds


def test_ahrca_three_private_persons_and_the_end(tmp_path: Path) -> None:
    campaigns, bursts = found(tmp_path, "ahrca-2026-twin")
    three = {"Aybek Sultanov-Sim", "Мадина Сымулбек", "Rustam Qodir Simulov"}
    assert campaigns == [three] and three in bursts["strike_out"] and three in bursts["one_shot"]


def test_the_turkmen_channel_three_new_outlets_within_a_week(tmp_path: Path) -> None:
    campaigns, bursts = found(tmp_path, "erkin-turkmenistan-2020-twin")
    three = {"Gündogar Täze Habar", "Ak Ýol Wideo 24", "Miras Kanal TM"}
    assert campaigns == [three] and three in bursts["strike_out"]


def test_nexta_accounts_of_one_mould_who_take_turns_with_one_text(tmp_path: Path) -> None:
    campaigns, bursts = found(tmp_path, "nexta-2018-twin")
    four = {"Viktar Lesun", "Alena Kruk", "Siarhei Bochan", "Volha Zubr"}
    assert campaigns == [four] and four <= bursts["relay"][0]


def test_kazakhstan_one_claimant_strikes_out_alone_and_is_no_campaign(tmp_path: Path) -> None:
    campaigns, bursts = found(tmp_path, "prosto-zhurnalistika-2025-twin")
    assert {"Velmora Tunes"} in bursts["strike_out"]
    assert not any("Velmora Tunes" in members for members in campaigns)


def test_where_no_day_is_known_nothing_is_made_up(tmp_path: Path) -> None:
    documented = "ahrca-2026", "erkin-turkmenistan-2020", "nexta-2018", "prosto-zhurnalistika-2025"
    assert found(tmp_path, *documented)[0] == []
