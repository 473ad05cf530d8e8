"""Innocent reasons to act alike are answered by name."""

from __future__ import annotations

from typing import Any

from strikes.group.sentences import INNOCENT
from tests.group.claims import Claim, Facts, campaigns, grouped, honest, rows, together

HONEST = honest()
PAIR = ["house-a", "house-b"]
TARGETS = [f"channel-0{n}" for n in range(40, 90, 7)]


def campaign(facts: Facts | list[Claim]) -> dict[str, Any]:
    with grouped(facts) as con:
        (found,) = rows(con, "from campaign")
        return found


def answered(found: dict[str, Any], confounder: str) -> bool:
    return found["confounder"] == confounder and str(found["sentence"]).endswith(INNOCENT[confounder])


def test_an_agents_clients_make_no_campaign() -> None:
    agents = [(name, "one agent") for name in PAIR]
    with grouped(Facts(HONEST + together(PAIR, TARGETS), agents=agents)) as con:
        assert campaigns(con) == {}
        found = rows(con, "select kept, sentence from edge where claimant_a = 'house-a'")
        assert found and not any(edge["kept"] for edge in found)
        assert all("One known agent or holder stands behind both." in edge["sentence"] for edge in found)
        assert rows(con, "from group_notice where what = 'excused'")[0]["n"] == 1


def test_clients_of_different_agents_are_not_excused() -> None:
    agents = [("house-a", "one agent"), ("house-b", "another")]
    assert answered(campaign(Facts(HONEST + together(PAIR, TARGETS), agents=agents)), "agent_and_clients")


def test_one_house_under_two_spellings_is_said() -> None:
    names = {"house-a": "Limon Film MMC", "house-b": "Limon  Film, MMC."}
    assert answered(campaign(Facts(HONEST + together(PAIR, TARGETS), names=names)), "two_spellings")


def test_two_old_houses_whom_the_same_channels_copy_are_two_holders() -> None:
    """A league and its broadcaster: the same targets for years, each in its own time."""
    claims = [
        Claim(name, f"channel-{n:03}", 30.0 * k + (0 if name == "house-a" else 45 + k % 9))
        for k, n in enumerate(range(300, 312))
        for name in PAIR
    ]
    assert answered(campaign(honest(2000) + claims), "two_holders")


def test_wording_and_contact_alone_point_to_one_adviser() -> None:
    odd = "amber lanterns over the quiet harbour were ours long before any winter market opened its copper gates"
    claims = [Claim(name, f"channel-00{n}", 90.0 * n, text=odd) for n, name in enumerate(PAIR)]
    from tests.group.test_layers import WORDED

    contacts = [(name, "phone", "+994501234567") for name in PAIR]
    assert answered(campaign(Facts(HONEST + WORDED + claims, contacts=contacts)), "one_adviser")


def test_a_compilation_many_claim_against_is_said() -> None:
    crowd = [Claim(f"honest-{n:03}", "compilation", 20.0 + 2 * n) for n in range(40)]
    crowd += [Claim(f"once-{n}", "compilation", 200 + n / 200) for n in range(8)]
    assert answered(campaign(HONEST + crowd), "viral_compilation")


def test_a_reporting_wave_ties_nobody() -> None:
    wave = [Claim(f"reader-{n}", "channel-010", 200 + n / 90) for n in range(90)]
    with grouped(HONEST + wave) as con:
        assert campaigns(con) == {}
        (told,) = rows(con, "from group_notice where what = 'wave'")
    assert "a call to report" in told["sentence"]
