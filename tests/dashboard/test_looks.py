"""Looks at a claimant's own channel: what a collector saw changed counts, else one look is compared with the next."""

from __future__ import annotations

from typing import Any

from dashboard.analyst.blocks import looks


def look(day: int, **more: Any) -> dict[str, Any]:
    seen = {"channel_id": "UC1", "observed_at": f"2026-01-{day:02d}T00:00:00Z", "title": "Legal", "status": "active"}
    return seen | {"changed": [], "earlier_channel_id": None} | more


def told(*seen: dict[str, Any]) -> list[str]:
    return [row["what"] for row in looks.told(list(seen))]


def test_the_first_look_says_so_and_an_unchanged_one_says_nothing() -> None:
    assert told(look(1), look(2)) == ["first seen", ""]


def test_a_new_title_and_a_lost_channel_are_told_by_comparing() -> None:
    assert told(look(1), look(2, title="Rights"), look(3, title=None, status="not_found")) == [
        "first seen", "renamed", "not found"]  # fmt: skip


def test_a_title_that_was_purged_is_no_new_name() -> None:
    assert told(look(1), look(2, title=None)) == ["first seen", ""]


def test_what_a_collector_saw_changed_counts() -> None:
    reborn = look(2, changed=["reborn"], earlier_channel_id="UC0")
    assert told(look(1, changed=["renamed", "emptied"]), reborn) == ["renamed, emptied", "reborn after UC0"]


def test_each_of_several_channels_has_a_first_look_of_its_own() -> None:
    assert told(look(1), look(2, channel_id="UC2"), look(3)) == ["first seen", "first seen", ""]
