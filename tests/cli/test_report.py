"""`report`, `verify`, `consent` and `outcomes` as a person types them."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from strikes.store import read
from strikes.store.workspace import Workspace
from tests.cli.conftest import ROOT, Strikes
from tests.report.conftest import world
from tests.report.packs import campaign_id, pages
from tests.report.world import NAMES, build, channel, event


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return world(tmp_path_factory.mktemp("scored"), 15, 4)


@pytest.fixture
def own(scored: Workspace, own_workspace: Path) -> Workspace:
    """A scored campaign in this test's own workspace."""
    return Workspace(Path(shutil.copytree(scored.root, own_workspace)))


def test_a_pack_is_written_verified_and_a_changed_one_is_told(own: Workspace, strikes: Strikes, tmp_path: Path) -> None:
    made = strikes("report", "campaign", campaign_id(own), "--lang", "az", "--by", "Leyla", "--out", tmp_path / "out")
    assert made.returncode == 0, made.stderr
    bundle = Path(made.stdout.strip())
    assert "left out: who reported: 4" in made.stderr
    checked = strikes("verify", bundle)
    assert checked.returncode == 0 and "proved:" in checked.stdout and "not proved:" in checked.stdout
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    bundle.write_bytes(content)
    checked = strikes("verify", bundle)
    assert checked.returncode == 1 and "WRONG:" in checked.stdout and "Traceback" not in checked.stderr


def test_the_same_run_gives_the_same_bundle_whoever_makes_it_where(own: Workspace, strikes: Strikes) -> None:
    asked = ("report", "channel", channel(0), "--lang", "ru", "--out")
    first, second = (
        Path(strikes(*asked, own.root.parent / seed, PYTHONHASHSEED=seed).stdout.strip()).read_bytes() for seed in "12"
    )
    assert first == second


def test_the_public_gets_nothing_before_everybody_needed_agreed(own: Workspace, strikes: Strikes) -> None:
    refused = strikes("report", "campaign", campaign_id(own), "--for", "public", "--by", "Leyla")
    assert refused.returncode == 2
    for reason in ("independent channels agreed", "verified notice", "two people must agree"):
        assert reason in " ".join(refused.stderr.split())


def test_a_subject_that_is_not_there_is_said_to_be_not_there(own: Workspace, strikes: Strikes) -> None:
    done = strikes("report", "claimant", "Nobody At All")
    assert done.returncode == 2 and "There is no claimant 'Nobody At All'" in done.stderr


def test_consent_opens_a_pack_for_a_partner(own: Workspace, strikes: Strikes) -> None:
    asked = ("report", "channel", channel(1), "--for", "partner")
    refused = strikes(*asked)
    assert refused.returncode == 2 and "agreed to show them to the partner" in " ".join(refused.stderr.split())
    assert strikes("consent", channel(1), "--for", "partner", "--by", "the owner").returncode == 0
    assert strikes("score").returncode == 0
    assert strikes(*asked).returncode == 0


def test_an_answer_is_noted_counted_and_becomes_a_fact(own: Workspace, strikes: Strikes) -> None:
    made = strikes("report", "claimant", NAMES[0])
    pack = Path(made.stdout.strip()).name.split("-")[1]
    assert strikes("outcomes", "sent", pack[:8], "--to", "YouTube", "--by", "Leyla").stdout.strip() == "1"
    done = strikes("outcomes", "answer", "1", "--result", "restored", "--claims", "1", "--by", "Leyla")
    assert done.stdout.startswith("outcomes: new 1 "), done.stderr
    (row,) = json.loads(strikes("outcomes", "--summary", "--format", "json").stdout)
    assert (row["to"], row["kind"], row["sent"], row["helped"]) == ("YouTube", "claimant", 1, 1)


def test_numbers_of_claims_that_are_none_are_refused(own: Workspace, strikes: Strikes) -> None:
    done = strikes("outcomes", "answer", "1", "--result", "restored", "--claims", "1,x", "--by", "Leyla")
    assert done.returncode == 2 and "give numbers as the pack has them" in " ".join(done.stderr.split())


def test_a_pack_of_300_claims_takes_under_10_seconds_and_1_gb_and_has_two_pages_first(tmp_path: Path) -> None:
    place = world(tmp_path / "ws", 300, 24)
    words = ["report", "campaign", campaign_id(place), "--workspace", str(place.root), "--out", str(tmp_path / "out")]
    child = subprocess.Popen([sys.executable, "-m", "strikes", *words], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    assert used.ru_utime + used.ru_stime < 10
    assert used.ru_maxrss < 1024 * 1024  # kilobytes
    assert len(json.loads((tmp_path / "out" / "pack.json").read_text())["claims"]) == 300
    first, second, third, *_ = pages(tmp_path / "out" / "pack.pdf")
    assert "Who is hit" in first and "How to check this pack" in second and "A. Every claim" in third


def test_a_batch_shows_progress_and_survives_one_that_fails(own_workspace: Path, tmp_path: Path, tenth: int) -> None:
    place, n = Workspace(own_workspace).ensure(), 5 * tenth
    about = {"occurred_at": "2026-02-20", "claimant_name": NAMES[0]}
    build(place, [event(event_id=str(i), channel_id=channel(i), video_id=f"v{i:010d}", **about) for i in range(n)])
    with read.reading(place) as con:
        titles = [row["channel_id"] for row in read.channel_page(con, "", n, 0)[0]]
    command = [sys.executable, "-m", "strikes", "report", "channel", titles[0], "no such channel", *titles[1:]]
    command += ["--workspace", str(place.root), "--out", str(tmp_path / "out")]
    screen, ours = pty.openpty()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=ours, text=True) as child:
        os.close(ours)
        told = read_all(screen)
        assert child.stdout is not None
        bundles = child.stdout.read().split()
    assert child.returncode == 1
    assert len(bundles) == n and all(Path(bundle).is_file() for bundle in bundles)
    assert "There is no channel 'no such channel'" in told and f"{n} of {n + 1} packs were written" in told
    assert f"{n + 1} packs" in told, "the bar"


def read_all(screen: int) -> str:
    """Return what was shown on a terminal until it closed."""
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(screen, 65536)
        except OSError:  # Linux says so when the other side is gone
            break
        if not part:
            break
        parts.append(part)
    os.close(screen)
    return b"".join(parts).decode(errors="replace")
