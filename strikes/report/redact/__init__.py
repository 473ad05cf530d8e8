"""What a recipient must not have is taken out by small redactors, folded over the case one after another.

A redactor is a function `Case -> Case` that notes what it took and why. Add one: write it in the file it belongs to and
put it into the lists of `profiles.py` that need it. The case it is given stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from strikes.report.case import Case


@dataclass(frozen=True)
class Masked:
    """What was taken out: a word of the catalogue (`masked.<what>`), how many, and why (`why.<reason>`)."""

    what: str
    n: int | str
    why: str


Redactor = Callable[[Case], tuple[Case, list[Masked]]]


def fold(case: Case, redactors: Iterable[Redactor]) -> tuple[Case, list[Masked]]:
    """Return the case as the last redactor leaves it, and all that was masked on the way, in that order."""
    masked: list[Masked] = []
    for redactor in redactors:
        case, taken = redactor(case)
        masked += [one for one in taken if one.n]
    return case, masked
