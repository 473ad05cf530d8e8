"""Campaigns are found, and keep their ids whatever comes to light later."""

from __future__ import annotations

import random

import pytest

from tests.group.claims import Claim, Facts, campaign_of, campaigns, grouped, honest, rows, together

HONEST = honest()
MEMBERS = ["m1", "m2", "m3", "m4"]
TARGETS = ["channel-040", "channel-050", "channel-060", "channel-070", "channel-080"]
CAMPAIGN = together(MEMBERS, TARGETS)


@pytest.fixture(scope="module")
def found() -> tuple[str, set[str]]:
    return campaign_of(HONEST + CAMPAIGN, "m1")


def test_a_planted_campaign_is_found_whole_and_alone(found: tuple[str, set[str]]) -> None:
    assert found[1] == set(MEMBERS) and found[0].startswith("k_")
    with grouped(HONEST + CAMPAIGN) as con:
        assert list(campaigns(con)) == [found[0]]


def test_honest_claims_make_no_campaign() -> None:
    with grouped(HONEST) as con:
        assert campaigns(con) == {}


@pytest.mark.parametrize("claims", [[], [Claim("a", "x", 0)]], ids=["no claim", "one claim"])
def test_hardly_anything_gives_empty_tables(claims: list[Claim]) -> None:
    with grouped(claims) as con:
        for table in ("edge", "burst", "campaign", "campaign_member", "campaign_edge", "campaign_reporter", "pair"):
            assert con.execute(f"select count(*) from {table}").fetchall() == [(0,)]


def test_the_same_facts_in_another_order_give_the_same_tables() -> None:
    shuffled = HONEST + CAMPAIGN
    random.Random(7).shuffle(shuffled)
    tables = ("edge", "edge_witness", "burst", "burst_member", "campaign", "campaign_member", "campaign_edge")
    with grouped(HONEST + CAMPAIGN) as one, grouped(shuffled) as other:
        for table in tables:
            asked = f"from {table} order by all"
            assert one.execute(asked).fetchall() == other.execute(asked).fetchall()


def test_the_id_survives_another_week(found: tuple[str, set[str]]) -> None:
    week = [Claim(f"honest-{n:03}", f"channel-{n:03}", 366 + n / 10) for n in range(60)]
    more = together([*MEMBERS, "m5"], ["channel-081", "channel-082", "channel-083"], first=350)
    campaign_id, members = campaign_of(HONEST + CAMPAIGN + week + more, "m1")
    assert campaign_id == found[0] and members == {*MEMBERS, "m5"}


def test_the_id_hangs_on_facts_and_not_on_an_earlier_run(found: tuple[str, set[str]]) -> None:
    assert campaign_of(HONEST + CAMPAIGN, "m1") == found


def test_on_a_merge_the_older_id_wins(found: tuple[str, set[str]]) -> None:
    others = ["n1", "n2", "n3"]
    later = together(others, ["channel-041", "channel-051", "channel-061", "channel-071"], first=200)
    apart = campaign_of(HONEST + CAMPAIGN + later, "n1")
    assert apart[0] != found[0] and apart[1] == set(others)
    joint = together([*MEMBERS, *others], [f"channel-0{n}" for n in range(83, 95)], first=260)
    campaign_id, members = campaign_of(HONEST + CAMPAIGN + later + joint, "m1")
    assert campaign_id == found[0] and members == {*MEMBERS, *others}


def test_on_a_split_the_part_with_the_first_claim_keeps_the_id() -> None:
    """The identity that tied two halves together turns out to be two persons."""
    halves = ["m1", "m2", "m3"], ["n1", "n2", "n3"]
    early = together(halves[0], TARGETS[:4], first=50)
    late = together(halves[1], ["channel-041", "channel-051", "channel-061", "channel-071"], first=200)
    joint = together(halves[0] + halves[1], [f"channel-0{n}" for n in range(83, 95)], first=260)
    whole = campaign_of(HONEST + early + late + joint, "m1")
    assert whole[1] == {*halves[0], *halves[1]}
    kept, left = campaign_of(HONEST + early + late, "m1"), campaign_of(HONEST + early + late, "n1")
    assert kept == (whole[0], set(halves[0])) and left[0] != whole[0]


def test_a_stranger_who_shares_nothing_moves_nothing() -> None:
    stranger = [Claim("stranger", f"own-{n}", 3.0 * n) for n in range(40)]
    with grouped(HONEST + CAMPAIGN) as before, grouped(HONEST + CAMPAIGN + stranger) as after:
        for asked in ("from campaign", "from campaign_member", "from campaign_edge", "from campaign_reporter"):
            assert before.execute(asked).fetchall() == after.execute(asked).fetchall()
        asked = "select claimant_a, claimant_b, layer, kept, weight_ubans from edge order by all"
        assert before.execute(asked).fetchall() == after.execute(asked).fetchall()


def test_history_says_who_joined_and_who_vanished() -> None:
    late = together([*MEMBERS[:3], "m9"], ["channel-084", "channel-085", "channel-086"], first=300)
    with grouped(HONEST + CAMPAIGN + late) as con:
        history = {r["claimant_id"]: (r["joined_at"], r["last_at"]) for r in rows(con, "from campaign_member")}
    assert history["m9"][0] > history["m4"][1] >= history["m4"][0]
    assert history["m1"][0] < history["m9"][0] < history["m1"][1]


def test_strikes_and_content_id_claims_are_never_pooled() -> None:
    mixed = together(MEMBERS[:2], TARGETS) + together(MEMBERS[2:], TARGETS, type="content_id_claim")
    with grouped(HONEST + mixed) as con:
        assert sorted(map(sorted, campaigns(con).values())) == [MEMBERS[:2], MEMBERS[2:]]


def test_anonymous_tips_tie_nobody_and_are_counted() -> None:
    with grouped(HONEST + together(MEMBERS, TARGETS, level=0)) as con:
        assert campaigns(con) == {}
        assert rows(con, "from group_notice where what = 'anonymous'")[0]["n"] == 20


def test_claims_without_a_time_count_for_targets_only() -> None:
    undated = [Claim(m, f"channel-{n}", 0, precision="unknown") for n in range(400, 409) for m in MEMBERS[:2]]
    with grouped(honest(2000) + undated) as con:
        layers = rows(con, "select layer, max(weight_ubans) as most from edge where claimant_a = 'm1' group by layer")
    assert {"target": True, "time": False}.items() <= {row["layer"]: row["most"] > 0 for row in layers}.items()


def test_contacts_hold_a_campaign_together_without_any_common_target() -> None:
    claims = [Claim(f"m{n}", f"channel-0{60 + n}", 30.0 * n) for n in range(3)]
    contacts = [(f"m{n}", *c) for n in range(3) for c in (("phone", "+99450"), ("email", "a@b.example"))]
    texts = "one wording nobody else in this whole table of claims has ever used for amber lanterns at a quiet harbour"
    others = [Claim(f"other-{n}", f"channel-{n}", n, text=_wording(n)) for n in range(40)]
    claims = [Claim(c.claimant, c.target, c.after, text=texts) for c in claims]
    facts = Facts(HONEST + claims + others, contacts=contacts)
    assert campaign_of(facts, "m0")[1] == {"m0", "m1", "m2"}


def _wording(n: int) -> str:
    rng = random.Random(n)
    return " ".join("".join(rng.choice("bcdfglmnprst") + rng.choice("aeiou") for _ in range(3)) for _ in range(20))
