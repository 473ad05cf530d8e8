"""The case: all a run holds of one subject, in the order it is told, before anything is masked or put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
Rows = tuple[Row, ...]

#: What became of a claim, in the order in which it is told.
OUTCOMES = ("invalid", "retracted", "reinstated", "counter_refused", "expired", "open")
#: Outcomes that end a removal in the owner's favour.
UNDONE = ("invalid", "retracted", "reinstated")

#: Precisions from which on the day is known; a month or a year must not be told as its first day.
_DAYS = frozenset({"day", "minute", "second"})


def is_day_known(moment: str | None, precision: str | None) -> bool:
    """Is the day of this moment known?"""
    return moment is not None and precision in _DAYS


@dataclass(frozen=True)
class Case:
    """One subject. Rows are keyed by labels that mean nothing elsewhere: claimants C1.., channels H1.., claims 1...

    `figures` are counted over everything, so that they equal the screens; what is shown of it depends on the recipient.
    """

    kind: str
    subject: str | None
    run: Row
    figures: dict[str, Any]
    score: Row | None
    claimants: Rows
    channels: Rows
    claims: Rows
    acts: Rows
    findings: Rows
    ties: Rows
    evidence: Rows
    context: Rows
    signals: Rows
    unanswered: Rows
    #: Of a channel: its strikes one by one, oldest first.
    ledger: Rows
    #: Texts that name somebody and may stand inside other texts: value -> (what it is, label).
    names: dict[str, tuple[str, str]]
