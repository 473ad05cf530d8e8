"""S04 falls silent where its model does not fit the names: it must not call a whole people odd."""

from __future__ import annotations

from pathlib import Path

from strikes.score.observe import used
from strikes.signals import by_id
from tests.by_hand import World, derived

ODD, USUAL = ["Xqzvkw Jhgfpq{}", "Zxcvq Wrtpk{}"], ["Anna Baker{}", "Peter Miller{}"]


def grades(folder: Path, patterns: list[str]) -> set[str | None]:
    names = [pattern.format("abcdefghijklmnopqrstuvwxy"[i]) for i in range(25) for pattern in patterns]
    events = [
        {"event_type": "takedown", "channel_id": "t", "video_id": f"v{i}", "claimant_name": name, "provenance": "P4"}
        for i, name in enumerate(names)
    ]
    signal = by_id("random_letters")
    folder.mkdir()
    with derived(World(events=events), folder) as con:
        con.execute("set variable floor = 1")
        found = con.execute(f"select grade from ({signal.sql})", used(signal.sql, signal)).fetchall()
    return {grade for (grade,) in found}


def test_names_the_model_never_read_are_not_called_odd(tmp_path: Path) -> None:
    assert grades(tmp_path / "odd", ODD) == {None}


def test_names_it_knows_are_judged(tmp_path: Path) -> None:
    assert grades(tmp_path / "usual", USUAL) == {"pronounceable"}
