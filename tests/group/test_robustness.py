"""A campaign says what it rests on: its strongest edge, each reporter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strikes.group.robustness import Campaign
from tests.group.claims import Claim, Facts, grouped, honest, rows, together

TIES = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda tie: tie[0] < tie[1]),
    st.integers(1, 9),
    max_size=12,
)


def largest_part(ties: set[tuple[str, str]]) -> int:
    parts = [{member} for member in "abcdef"]
    for a, b in ties:
        joint = [part for part in parts if part & {a, b}]
        parts = [part for part in parts if part not in joint] + [set().union(*joint)]
    return max(map(len, parts))


@given(TIES, st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_what_is_left_is_the_largest_part_that_hangs_together(
    ties: dict[tuple[str, str], int], gone: set[tuple[str, str]]
) -> None:
    campaign = Campaign("k", 6, dict(sorted(ties.items(), key=lambda tie: -tie[1])))
    assert campaign.n_without(gone) == largest_part(set(ties) - gone)


@given(TIES)
def test_the_weakest_link_is_the_weight_at_which_all_still_hang_together(ties: dict[tuple[str, str], int]) -> None:
    campaign = Campaign("k", 6, dict(sorted(ties.items(), key=lambda tie: -tie[1])))
    whole = [w for w in range(1, 10) if largest_part({tie for tie, weight in ties.items() if weight >= w}) == 6]
    assert campaign.weakest_link() == max(whole, default=0)


def test_a_campaign_holds_when_two_thirds_of_it_do() -> None:
    chain = Campaign("k", 4, {("a", "b"): 3, ("b", "c"): 2, ("c", "d"): 1})
    assert chain.holds_without([("a", "b")])
    assert not chain.holds_without([("b", "c")])
    assert not Campaign("k", 2, {("a", "b"): 1}).holds_without([("a", "b")])


MEMBERS = ["m1", "m2", "m3"]
TARGETS = ["channel-040", "channel-050", "channel-060", "channel-070", "channel-080"]


def told(reporters: dict[str, str]) -> tuple[dict[str, object], list[dict[str, object]]]:
    claims = [
        claim
        for target in TARGETS
        for claim in together(MEMBERS, [target], first=100 + 7 * TARGETS.index(target), reporter=reporters.get(target))
    ]
    with grouped(honest() + claims) as con:
        (campaign,) = rows(con, "from campaign")
        return campaign, rows(con, "from campaign_reporter order by reporter_id")


def test_many_reporters_make_it_rest_on_none() -> None:
    campaign, reporters = told({})
    assert campaign["holds_without_each_reporter"] and all(row["holds"] for row in reporters)
    assert "It holds without any one reporter." in str(campaign["sentence"])
    assert "It holds without its strongest edge." in str(campaign["sentence"])


def test_one_reporter_of_everything_is_named_in_the_text() -> None:
    campaign, reporters = told(dict.fromkeys(TARGETS, "reporter-1"))
    assert not campaign["holds_without_each_reporter"]
    assert [(row["reporter_id"], row["n_left"], row["holds"]) for row in reporters] == [("reporter-1", 1, False)]
    assert "It rests on 1 reporter: without reporter-1 1 of 3 still hang together." in str(campaign["sentence"])


def test_a_relay_tied_by_its_contact_rests_on_who_told_of_the_target() -> None:
    relay = [Claim(f"turn-{n}", "quiet", 200.0 + 5 * n, reporter="reporter-1") for n in range(7)]
    relay += [Claim(f"turn-{n}", f"own-{n}-{k}", 50.0 * k) for n in range(7) for k in range(3)]
    contacts = [(f"turn-{n}", "phone", "+994501234567") for n in range(2)]
    names = {"turn-0": "Mavi Dalga", "turn-1": "48-studio"}
    with grouped(Facts(honest() + relay, names=names, contacts=contacts)) as con:
        (campaign,) = rows(con, "from campaign")
    assert campaign["n_claimants"] == 2
    assert "It rests on 1 reporter: without reporter-1 1 of 2 still hang together." in str(campaign["sentence"])
