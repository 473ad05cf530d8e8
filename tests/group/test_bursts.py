"""Bursts of each kind, and the innocent things that look like them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.group.claims import START, Claim, Facts, campaigns, grouped, honest, rows

HONEST = honest()
QUIET = "quiet channel"


_BURST = """
select burst.*, who from burst join (
    select burst_id, list(claimant_id order by claimant_id) as who from burst_member group by burst_id
) using (burst_id) where kind = '$kind' and target_id = '$target'
"""


def bursts(facts: Facts | list[Claim], kind: str, target: str = QUIET) -> list[dict[str, Any]]:
    with grouped(facts) as con:
        return rows(con, _BURST.replace("$kind", kind).replace("$target", target))


def once(n: int, every: float, first: float = 200.0, name: str = "once") -> list[Claim]:
    return [Claim(f"{name}-{k}", QUIET, first + every * k) for k in range(n)]


def test_newcomers_who_come_together_are_a_burst_and_a_campaign() -> None:
    swarm = once(8, 0.01)
    (burst,) = bursts(HONEST + swarm, "one_shot")
    assert burst["who"] == [f"once-{n}" for n in range(8)] and burst["kept"]
    assert burst["expected"] < 0.01 and burst["n_first_seen"] == 8
    with grouped(HONEST + swarm) as con:
        assert list(campaigns(con).values()) == [{f"once-{n}" for n in range(8)}]


def test_newcomers_over_a_year_are_no_burst() -> None:
    assert bursts(HONEST + once(8, 40, first=10), "one_shot") == []


def test_a_viral_target_draws_a_wave_that_ties_nobody() -> None:
    crowd = once(90, 0.2)
    (burst,) = [b for b in bursts(HONEST + crowd, "one_shot") if b["n_claimants"] > 15]
    assert not burst["kept"]
    with grouped(HONEST + crowd) as con:
        assert campaigns(con) == {}
        assert rows(con, "from group_notice where what = 'wave'")


def test_a_holders_agent_is_no_newcomer_however_little_it_did() -> None:
    swarm = once(4, 0.2)
    agents = [(f"once-{n}", f"agent {n}") for n in range(4)]
    assert bursts(HONEST + swarm, "one_shot")
    assert bursts(Facts(HONEST + swarm, agents=agents), "one_shot") == []


def test_exactly_three_strikes_then_silence_are_a_strike_out() -> None:
    three = once(3, 2)
    (burst,) = bursts(HONEST + three, "strike_out")
    assert (burst["n_claimants"], burst["p_value"], burst["kept"]) == (3, None, False)
    assert "A removed channel draws no more claims either." in burst["sentence"]


def test_a_fourth_strike_soon_or_one_before_is_none() -> None:
    assert bursts(HONEST + once(4, 2), "strike_out") == []
    assert bursts(HONEST + once(3, 2) + [Claim("earlier", QUIET, 150)], "strike_out") == []
    assert bursts(HONEST + once(3, 60), "strike_out") == []


def test_one_claimant_may_strike_a_channel_out_alone() -> None:
    alone = [Claim("alone", QUIET, 200 + n / 100) for n in range(3)]
    (burst,) = bursts(HONEST + alone, "strike_out")
    assert burst["who"] == ["alone"] * 3


def test_three_videos_of_one_notice_are_one_strike() -> None:
    notice = [Claim("alone", QUIET, 200 + n / 1000, notice="n1") for n in range(3)]
    assert bursts(HONEST + notice, "strike_out") == []


def test_turns_at_even_steps_are_a_relay() -> None:
    (burst,) = bursts(HONEST + once(7, 5), "relay")
    assert burst["who"] == [f"once-{n}" for n in range(7)] and burst["q_value"] <= 0.05


def test_turns_at_any_steps_are_none() -> None:
    days = [0, 1.5, 31, 32, 88, 90, 170]
    chance = [Claim(f"once-{n}", QUIET, 150.0 + day) for n, day in enumerate(days)]
    assert bursts(HONEST + chance, "relay") == []


def test_going_to_and_fro_is_no_relay() -> None:
    back = [Claim(f"once-{n % 3}", QUIET, 200.0 + 5 * n) for n in range(7)]
    assert bursts(HONEST + back, "relay") == []


def test_kept_pairs_at_one_target_within_a_day_are_synchronised() -> None:
    targets = ["channel-040", "channel-050", "channel-060", "channel-070"]
    claims = [Claim(f"m{k}", t, 100 + 9 * n + k / 700) for n, t in enumerate(targets) for k in range(4)]
    (burst,) = bursts(HONEST + claims, "synchronised", "channel-050")
    assert burst["who"] == ["m0", "m1", "m2", "m3"] and burst["kept"]


def test_accounts_of_one_fortnight_on_one_target_are_a_creation_burst() -> None:
    claims = once(5, 20, first=100)
    made = {f"honest-{n:03}": START - dt.timedelta(days=37 * n) for n in range(100)}
    young = {f"once-{n}": START + dt.timedelta(days=90 + n) for n in range(5)}
    old = {f"once-{n}": START - dt.timedelta(days=500 * n) for n in range(5)}
    (burst,) = bursts(Facts(HONEST + claims, created=made | young), "creation")
    assert burst["who"] == [f"once-{n}" for n in range(5)] and burst["kept"]
    assert bursts(Facts(HONEST + claims, created=made | old), "creation") == []


def test_every_burst_has_a_sentence_and_an_id_of_its_own() -> None:
    with grouped(HONEST + once(8, 0.01)) as con:
        found = rows(con, "from burst")
    assert all(burst["sentence"].endswith(".") for burst in found)
    assert len({burst["burst_id"] for burst in found}) == len(found) > 0
