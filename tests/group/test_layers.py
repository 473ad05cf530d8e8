"""Layers stand apart, each with its own weight, its witnesses and a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from strikes.group import contacts, texts
from strikes.group.communities import MOST_UBANS
from tests.group.claims import Claim, Facts, grouped, honest, rows, together
from tests.group.test_campaigns import _wording
from tests.group.test_wording import SENTENCES

HONEST = honest()
MEMBERS = ["m1", "m2", "m3"]
TARGETS = ["channel-040", "channel-050", "channel-060", "channel-070"]
WORDED = [Claim(f"worded-{n}", f"channel-{n}", n, text=_wording(n)) for n in range(60)]


def edges(facts: Facts | list[Claim], a: str = "m1", b: str = "m2") -> dict[str, dict[str, Any]]:
    with grouped(facts) as con:
        return {
            row["layer"]: row
            for row in rows(con, f"from edge where claimant_a = '{a}' and claimant_b = '{b}' order by layer")
        }


def test_target_and_time_are_told_apart() -> None:
    found = edges(HONEST + together(MEMBERS, TARGETS))
    assert found["target"]["n_shared"] == found["time"]["n_shared"] == 4
    assert found["target"]["kept"] and found["time"]["weight_ubans"] > 0
    assert found["target"]["sentence"].startswith("Both claimed against 4 targets")
    assert found["time"]["sentence"].startswith("Within ")


def test_no_layer_weighs_more_than_its_signal_may_in_the_fused_tie() -> None:
    facts = HONEST + together(MEMBERS, TARGETS)
    with grouped(facts) as con:
        ((fused, layers),) = con.execute(
            "select e.weight_ubans, (select list((layer, x.weight_ubans)) from edge x "
            "where x.claimant_a = e.claimant_a and x.claimant_b = e.claimant_b) from campaign_edge e "
            "where e.claimant_a = 'm1' and e.claimant_b = 'm2'"
        ).fetchall()
    assert fused == sum(min(weight, MOST_UBANS[layer]) for layer, weight in layers)


def test_every_shared_target_is_a_witness_with_both_claims_and_the_gap() -> None:
    with grouped(HONEST + together(MEMBERS[:2], TARGETS)) as con:
        found = rows(con, "from edge_witness where claimant_a = 'm1' and layer = 'target' order by target_id")
        claims = {r["event_key"]: r for r in rows(con, "select * from claim_action")}
    assert [row["target_id"] for row in found] == TARGETS
    for row in found:
        one, other = claims[row["event_key_a"]], claims[row["event_key_b"]]
        assert (one["claimant_id"], other["claimant_id"]) == ("m1", "m2")
        assert row["gap_seconds"] == abs((one["acted_at"] - other["acted_at"]).total_seconds())


def test_a_wording_of_two_ties_and_a_template_of_many_does_not() -> None:
    own = [Claim(m, f"channel-{80 + n}", 50.0 * n, text=SENTENCES["en"]) for n, m in enumerate(MEMBERS)]
    assert edges(HONEST + WORDED + own)["text"]["kept"]
    many = [Claim(f"m{n}", f"channel-{n % 90}", n, text=SENTENCES["en"]) for n in range(1, texts.MOST_CLAIMANTS + 3)]
    assert "text" not in edges(HONEST + WORDED + many)
    with grouped(HONEST + WORDED + many) as con:
        assert rows(con, "select what from group_notice where what = 'template'")


def test_a_contact_weighs_less_the_more_have_it_and_an_agencys_nothing() -> None:
    def weight(n: int) -> int | None:
        claims = [Claim(f"m{k}", f"channel-{k % 99}", k) for k in range(1, n + 1)]
        facts = Facts(HONEST + claims, contacts=[(f"m{k}", "phone", "+994501234567") for k in range(1, n + 1)])
        return edges(facts).get("contact", {}).get("weight_ubans")

    assert weight(2) == contacts.MOST_UBANS
    assert 0 < (weight(20) or 0) < contacts.MOST_UBANS
    assert weight(contacts.MOST_CLAIMANTS + 1) is None


def test_a_mail_domain_alone_ties_nobody() -> None:
    facts = Facts(HONEST + together(MEMBERS[:2], ["channel-090"]))
    facts.contacts = [("m1", "domain", "mail.example"), ("m2", "domain", "mail.example")]
    assert "contact" not in edges(facts)


def test_names_of_one_mould_count_only_among_those_tied_otherwise() -> None:
    names = {"m1": "Kanal-24", "m2": "Video-37", "honest-001": "Radio-11"}
    tied = edges(Facts(HONEST + together(MEMBERS[:2], TARGETS), names=names))
    assert tied["identity"]["weight_ubans"] > 0 and 'name shape "Aa-00"' in tied["identity"]["sentence"]
    assert edges(Facts(HONEST + together(MEMBERS[:2], TARGETS), names=names), "honest-001", "m1") == {}


@pytest.mark.parametrize(("n_others", "said"), [(0, True), (80, False)])
def test_a_mould_says_as_much_as_it_is_rare(n_others: int, said: bool) -> None:
    names = {"m1": "Abcdefg", "m2": "Hijklmn"} | {f"honest-{n:03}": "Opqrstu" for n in range(n_others)}
    names |= {f"honest-{n:03}": f"honest {n}" for n in range(n_others, 140)}
    found = edges(Facts(HONEST + together(MEMBERS[:2], TARGETS), names=names))
    assert (found["identity"]["weight_ubans"] > 500_000) == said


def test_times_as_coarse_as_a_day_are_never_taken_for_closer() -> None:
    days = [Claim(c.claimant, c.target, round(c.after), precision="day") for c in together(MEMBERS, TARGETS)]
    with grouped(HONEST + days) as con:
        (pair,) = rows(con, "from pair where claimant_a = 'm1' and claimant_b = 'm2'")
    assert pair["window_seconds"] is None or pair["window_seconds"] >= 86_400
