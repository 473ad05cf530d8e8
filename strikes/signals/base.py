"""What a signal is: a question asked of the facts in SQL, with its words, its innocent explanation and its limits.

A signal opens nothing and weighs nothing: how much it counts stands in `score/weights.py`, one line per signal, so that
one diff shows the whole balance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from strikes.model import Axis


class Group(StrEnum):
    """Signals of one group share a cause and are dampened together (docs/scoring.md)."""

    G1 = "G1"  # identity of the claimant
    G2 = "G2"  # contact channel
    G3 = "G3"  # provenance of the claimed work
    G4 = "G4"  # life-cycle
    G5 = "G5"  # outcomes
    G6 = "G6"  # traces shared by claimants
    G7 = "G7"  # network
    G8 = "G8"  # time and context


class Unit(StrEnum):
    """What the number is about."""

    CLAIM = "claim"
    CLAIMANT = "claimant"
    PAIR = "pair"
    TARGET = "target"
    CLUSTER = "cluster"


#: Said as `witnesses` by signals about the claimant as such: every claim that names it bears them out.
EVERY_CLAIM = "every claim"

#: Columns every signal's SQL must give, besides the facts its sentence names.
OBSERVATION = ("claimant_id", "unit_id", "grade", "p_value", "lr", "n", "n_of")


@dataclass(frozen=True)
class Signal:
    """One heuristic.

    `sql` reads derived tables and returns one row per subject it could look at: `claimant_id`, `unit_id` (the claim,
    pair, target or cluster it looked at, or the claimant), `grade` (the named answer; null: too little to judge),
    `p_value` (where the answer is a surprise under a model) or `lr` (where it is a likelihood ratio; null where
    neither), `n` of `n_of` (count and denominator), and any named facts.
    No row means it does not apply; a grade without a sentence in `explain` means "looked at, nothing to see".
    `witnesses` reads `observed` (the rows of `sql` that have a sentence) and returns (claimant_id, unit_id, event_key),
    or is EVERY_CLAIM; an `event_key` may also be an `evidence_key`. Parameters are bound by name, each is used.

    What it reads of claims, events, records, profiles, evidence and edges is what is known at one level of provenance
    or better (the variable `floor`); it is asked again at each level there is, and the answer that weighs most after
    its level's bound is the finding.
    """

    id: str
    code: str
    title: str
    question: str
    axes: tuple[Axis, ...]
    group: Group
    unit: Unit
    version: int
    sql: str
    witnesses: str
    #: grade -> the sentence an analyst reads; `{name}` is a column of `sql` or a parameter.
    explain: Mapping[str, str]
    innocent: str
    #: Where the idea comes from.
    literature: str
    #: What must be in the facts for this to say anything.
    needs: str
    params: Mapping[str, int | float | str] = field(default_factory=dict)
    #: Made from fields of the YouTube API: weight 0 where the workspace says `api_scores = "context"`.
    uses_api: bool = False
    #: Shown for what it tells, never weighed (S03, S16, S25-S27).
    is_context: bool = False
    #: How many witnesses must remain for the finding to stand without one voice's.
    quorum: int = 1
    #: Its strength grows with the number of witnesses: it rests on whoever brings more than half of them.
    counts_witnesses: bool = False
