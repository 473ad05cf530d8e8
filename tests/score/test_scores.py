"""Scores of a whole casebook: every case of every signal at once."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from strikes.model import MICRO
from strikes.score.combine import CAP
from strikes.score.scores import score
from strikes.signals import catalogue
from tests.by_hand import World, claimant_ids, derived
from tests.signals import case_files

Scores = dict[tuple[str, str], tuple[int | None, int | None, str]]
Take = Callable[..., Any]


@cache
def every_case() -> World:
    """Return the facts of all case files in one world; channels stay apart, names may meet."""
    cases: list[dict[str, Any]] = []
    common: dict[str, list[dict[str, Any]]] = {"holders": [], "context": []}
    for signal in catalogue():
        file = case_files.read(signal.id)
        cases += [{**case, "name": f"{signal.id}: {case['name']}"} for case in file["case"]]
        for kind, rows in common.items():
            rows += [row for row in file.get(kind, ()) if row not in rows]
    return case_files.world(cases, common)


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Take:
    """Score a world; return claimant, axis -> (weight, low, band) by the name shown, or what `sql` asks."""

    def take(world: World, sql: str | None = None, *, as_of: str = "2026-01-01", api: bool = True) -> Any:
        with derived(world, tmp_path_factory.mktemp("world"), as_of) as con:
            score(con, catalogue(), seed=1, api_counts=api)
            if sql:
                return con.execute(sql).fetchall()
            names = {claimant_id: name for name, claimant_id in claimant_ids(con).items()}
            rows = con.execute("select claimant_id, axis, weight_ubans, low_ubans, band from axis_score").fetchall()
            return {(names[claimant], axis): tuple(rest) for claimant, axis, *rest in rows}

    return take


@pytest.fixture(scope="module")
def plain(scored: Take) -> Scores:
    found: Scores = scored(every_case())
    return found


def test_shuffled_facts_give_the_same_scores(scored: Take, plain: Scores) -> None:
    world, rng = every_case(), random.Random(3)
    kinds = ("events", "evidence", "profiles")
    shuffled = {kind: rng.sample(list(getattr(world, kind)), len(getattr(world, kind))) for kind in kinds}
    assert scored(replace(world, **shuffled)) == plain


def test_an_unrelated_claimant_moves_nobody(scored: Take, plain: Scores) -> None:
    world = every_case()
    stranger = {
        "event_type": "takedown", "channel_id": "far away", "video_id": "v", "claimant_name": "Quite Somebody Else",
        "claimant_email": "quite.else@faraway.example", "occurred_at": "2025-05-05", "provenance": "P4",
        "channel_topic": "chess", "work_title": "Opening theory", "claim_text": "My lesson on openings, filmed by me.",
    }  # fmt: skip
    after = scored(replace(world, events=[*world.events, stranger]))
    for who, (weight, _, band) in plain.items():
        assert after[who][2] == band, who
        assert abs((after[who][0] or 0) - (weight or 0)) <= 0.02 * MICRO, who


ACCUSING = [
    {"kind": "pay_demand", "value": "200 EUR"},
    {"kind": "disavowal", "value": "written"},
    {"kind": "licence", "value": "free_library"},
    {"kind": "other", "value": "work_not_named"},
    {"kind": "other", "value": "scope_mismatch"},
    {"kind": "other", "value": "platform_or_court_found_false"},
    {"kind": "other", "value": "archive_sweep"},
    {"kind": "other", "value": "account_deleted_after_claim"},
]


def test_one_more_accusing_fact_never_lowers_a_weight(scored: Take, plain: Scores, tenth: int) -> None:
    world, names = every_case(), sorted({who for who, _ in plain})
    for turn in range(0, len(ACCUSING), 1 if tenth > 1 else 4):
        told = [
            {"subject": name, **ACCUSING[(i + turn) % len(ACCUSING)], "provenance": "P3", "by": "analyst"}
            for i, name in enumerate(names)
        ]
        more = scored(replace(world, evidence=[*world.evidence, *told]))
        lowered = {who: (plain[who], more[who]) for who in plain if (more[who][0] or 0) < (plain[who][0] or 0)}
        assert not lowered


def test_weights_stay_within_the_caps_of_their_groups(plain: Scores) -> None:
    assert all(weight is None or abs(weight) <= sum(CAP.values()) * MICRO for weight, _, _ in plain.values())


def test_what_the_api_told_is_shown_and_weighs_nothing_where_the_workspace_says_so(scored: Take) -> None:
    asked = "select count(*), count(*) filter (weight_ubans <> 0) from finding where signal = 'vanished_account'"
    ((n_shown, n_weighed),) = scored(every_case(), asked, api=False)
    assert n_shown > 0
    assert n_weighed == 0


def test_nothing_later_leaks_into_a_score_of_an_earlier_day(scored: Take) -> None:
    world, day = every_case(), "2025-06-15"
    known_then = replace(
        world,
        events=[row for row in world.events if str(row.get("occurred_at", ""))[:10] <= day],
        profiles=[row for row in world.profiles if str(row["observed_at"])[:10] <= day],
        context=[row for row in world.context if str(row["happened_on"]) <= day],
        evidence=[row for row in world.evidence if str(row.get("observed_at", ""))[:10] <= day],
    )
    names = {row["claimant_name"] for row in known_then.events if "claimant_name" in row}
    hand = replace(
        world.hand,
        edges=[e for e in world.hand.edges if {e["a"], e["b"]} <= names],
        bursts=[b for b in world.hand.bursts if set(b["members"]) <= names],
        campaigns=[c for c in world.hand.campaigns if set(c["members"]) <= names],
        holder_matches=[m for m in world.hand.holder_matches if m["claimant"] in names],
    )
    said_then, said_now_of_then = (scored(replace(w, hand=hand), as_of=day) for w in (known_then, world))
    assert said_now_of_then == said_then
