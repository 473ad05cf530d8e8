"""How much each signal counts: one line per signal and axis, in bans per grade (docs/scoring.md).

All numbers are starting values of the catalogue (docs/scoring.md), hand-set, to be replaced by labels. A weight w means
m = 0.5 and u = m / 10**w: with that m a starting weight of 2.0 has the median 2.06 and the interval 1.5 to 2.8, as
the catalogue asks (tests/score/test_weights.py computes it).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from strikes.model import Axis

F, C, B = Axis.IDENTITY, Axis.COORDINATION, Axis.CLAIMS

#: P(signal | what the axis asks is so), where no labels say better.
STARTING_M = 0.5


@dataclass(frozen=True)
class Line:
    """The weight of one signal on one axis: bans per grade; else by p-value or by likelihood ratio, up to a cap."""

    grades: Mapping[str, float] = field(default_factory=dict)
    p_cap: float | None = None
    lr_cap: float | None = None


def grades(**bans: float) -> Line:
    """Give a weight in bans to each grade."""
    return Line(bans)


def surprise(cap: float, **bans: float) -> Line:
    """Weigh by p-value, up to `cap` bans; grades named beside it keep their own weight."""
    return Line(bans, p_cap=cap)


def ratio(cap: float, **bans: float) -> Line:
    """Weigh by likelihood ratio, up to `cap` bans either way; grades named beside it keep their own weight."""
    return Line(bans, lr_cap=cap)


def p_weight(p: float) -> float:
    """Return the weight in bans of a p-value: 0.6 of the Sellke-Bayarri-Berger bound, 0 above 0.1.

    0.01 gives 0.54, 0.0001 gives 1.56 (docs/scoring.md).
    """
    if p >= 0.1:
        return 0.0
    p = max(p, 1e-300)
    return max(0.0, 0.6 * math.log10(1 / (-math.e * p * math.log(p))))


WEIGHTS: dict[tuple[str, Axis], Line] = {
    # G1 who the claimant is
    ("account_age", F): grades(
        under_7_days_after_upload=1.2,
        under_30_days_after_upload=0.9,
        under_7_days=0.9,
        under_30_days=0.6,
        under_180_days=0.2,
        under_2_years=0.0,
        older=-0.3,
    ),
    ("empty_account", F): grades(empty=0.5, in_between=0.0, filled=-0.4),
    ("assigned_handle", F): grades(more_than_usual=0.0, as_usual=0.0),
    ("random_letters", F): grades(random=0.3, pronounceable=0.0),
    ("names_of_one_mould", C): ratio(cap=0.8, many_moulds=0.0),
    ("holder_name", F): grades(look_alike_domain=2.0, other_address=1.5, is_the_holder=0.0, no_holders_name=0.0),
    ("disavowal", F): grades(written=2.0, second_hand=0.8),
    # G2 where the claimant writes from
    ("mail_class", F): grades(disposable=0.9, free_for_a_company=0.8, free=0.15, own_domain=0.0),
    ("new_domain", F): grades(alike_and_new=1.5, alike=1.2, new=0.8, bare=0.3, older=0.0),
    ("known_holder", F): grades(holders_own=-1.5, agent=-1.5),
    # G3 the claimed work
    ("work_not_named", B): grades(names_nothing=0.4, link_dead=0.4, missing=0.3, named=0.0),
    ("work_not_named", F): grades(names_nothing=0.4, link_dead=0.4, missing=0.3, named=0.0),
    ("work_date", F): grades(impossible=2.0, newer_than_target=1.0, in_order=0.0, older_by_proof=-1.0),
    ("work_date", B): grades(impossible=2.0, newer_than_target=1.0, in_order=0.0, older_by_proof=-1.0),
    ("free_material", B): grades(registered_after_upload=1.2, free_or_licensed=0.6),
    ("unrelated_works", B): grades(somebody_saw=0.7, unrelated=0.7, related=0.0),
    ("match_confirmed", F): grades(found=-1.2, mostly_not_found=0.0),
    ("match_confirmed", B): grades(found=-0.8, mostly_not_found=0.0),
    # G4 what became of the account
    ("vanished_account", F): grades(deleted=0.8, ended_by_platform=0.6, renamed=0.5, still_there=0.0),
    # G5 what became of the claims
    ("outcome_ratio", B): ratio(cap=1.0),
    ("pay_demand", B): grades(demanded=1.0),
    ("after_counter_notice", B): grades(harassment=0.0, new_claimant=0.0),
    ("lawsuit", F): grades(sued=-1.5),
    ("lawsuit", B): grades(sued=-1.5),
    ("coherent_reply", F): grades(coherent=-0.6, no_answer=0.0),
    ("coherent_reply", B): grades(coherent=-0.6, no_answer=0.0),
    ("long_history", F): grades(held=-0.8, reversed=0.0),
    ("long_history", B): grades(held=-0.8, reversed=0.0),
    # G6 traces shared by claimants
    ("shared_text", C): ratio(cap=1.5, own_words=0.0),
    ("shared_contact", C): ratio(cap=2.0, own_contact=0.0),
    ("accounts_made_together", C): surprise(cap=1.2, as_chance=0.0),
    # G7 the network
    ("shared_targets", C): surprise(cap=1.5, as_chance=0.0),
    ("one_shot_relay", C): surprise(cap=1.5, as_usual=0.0),
    ("strike_out", C): grades(
        struck_out=0.8, struck_out_fast=1.2, struck_out_alone=0.0, as_chance=0.0, no_strike_out=0.0
    ),
    ("hand_off", C): grades(regular=0.5, irregular=0.0),
    # G8 time and context
    ("synchronised_claims", C): surprise(cap=1.0, apart=0.0),
    ("office_hours", C): grades(regular=0.0, scattered=0.0),
    ("target_selectivity", B): grades(critics=0.0, as_others=0.0),
    ("event_timing", C): grades(near_events=0.0, as_chance=0.0),
    ("trigger_lag", B): grades(old_uploads_swept=0.4, fresh_news=0.2, unremarkable=0.0),
    ("matching_tool", F): grades(by_tool=-0.8, by_webform=0.0),
    ("matching_tool", B): grades(by_tool=-0.8, by_webform=0.0),
    ("neutral_also_hit", B): grades(also_hit=-0.5),
}
