"""The ledger counts before a request leaves, by Pacific day and bucket, across restarts and beside other processes."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.collect.quota import PACIFIC, Ledger, QuotaSpent, next_midnight, project_of
from tests.collect.simulated import Time

ROOT = Path(__file__).resolve().parents[2]
LIMITS = {"general": 5, "search": 2}


def ledger(folder: Path, time: Time) -> Ledger:
    return Ledger(folder, "sim", LIMITS, time.clock, "Asia/Baku")


def test_a_restart_forgets_nothing(tmp_path: Path) -> None:
    time = Time()
    for _ in range(3):
        ledger(tmp_path, time).spend("general")
    assert ledger(tmp_path, time).spent("general") == 3
    assert ledger(tmp_path, time).left("general") == 2


def test_it_stops_before_the_service_would(tmp_path: Path) -> None:
    time = Time()
    kept = ledger(tmp_path, time)
    for _ in range(5):
        kept.spend("general")
    with pytest.raises(QuotaSpent, match="5 a day") as caught:
        kept.spend("general")
    assert "2026-03-03 12:00 in Asia/Baku" in str(caught.value)
    assert kept.spent("general") == 5


def test_buckets_are_apart(tmp_path: Path) -> None:
    kept = ledger(tmp_path, Time())
    kept.spend("search")
    kept.spend("search")
    with pytest.raises(QuotaSpent):
        kept.spend("search")
    kept.spend("general")
    assert (kept.left("search"), kept.left("general")) == (0, 4)


def test_a_new_pacific_day_begins_with_all_units(tmp_path: Path) -> None:
    time = Time(dt.datetime(2026, 3, 3, 7, 59, tzinfo=dt.UTC))
    kept = ledger(tmp_path, time)
    for _ in range(5):
        kept.spend("general")
    time.pass_by(minutes=2)
    kept.spend("general")
    assert kept.left("general") == 4


def test_what_the_service_refused_stays_refused_for_the_day(tmp_path: Path) -> None:
    time = Time()
    kept = ledger(tmp_path, time)
    kept.spend("general")
    assert isinstance(kept.refused("general"), QuotaSpent)
    with pytest.raises(QuotaSpent):
        ledger(tmp_path, time).spend("general")
    assert kept.spent("general") == 1
    time.pass_by(days=1)
    ledger(tmp_path, time).spend("general")


@given(st.integers(0, 3 * 365 * 24 * 60))
def test_the_next_renewal_is_the_first_midnight_to_come(minutes: int) -> None:
    now = dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
    there = next_midnight(now).astimezone(PACIFIC)
    assert there.time() == dt.time() and there.date() == now.astimezone(PACIFIC).date() + dt.timedelta(days=1)
    # A day may have 23 or 25 hours there.
    assert dt.timedelta() < next_midnight(now) - now <= dt.timedelta(hours=25)


COLLECTOR = """
import sys
from pathlib import Path
from strikes.collect.clock import SYSTEM
from strikes.collect.quota import Ledger, QuotaSpent
ledger = Ledger(Path(sys.argv[1]), "sim", {"general": 200}, SYSTEM)
spent = 0
try:
    while True:
        ledger.spend("general")
        spent += 1
except QuotaSpent:
    print(spent)
"""


def test_two_collectors_at_once_spend_the_day_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", COLLECTOR, str(tmp_path)]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    spent = [int(process.communicate(timeout=60)[0]) for process in running]
    assert sum(spent) == 200


def test_a_key_cannot_be_told_from_its_projects_name() -> None:
    assert project_of("AIzaSECRET") == project_of("AIzaSECRET") != project_of("AIzaOTHER")
    assert len(project_of("AIzaSECRET")) == 8
