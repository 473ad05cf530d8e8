"""How the three axes look everywhere: a colour, a shape, a band in words with a five-step mark, an interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from strikes.model import Axis, Band
from strikes.store.read import Row


@dataclass(frozen=True)
class Look:
    """An axis on screen and paper; told apart by its shape where there is no colour."""

    colour: str
    mark: str
    shape: str
    question: str


LOOKS = {
    Axis.IDENTITY: Look("#7570B3", "●", "circle", "Is the identity false or borrowed?"),
    Axis.COORDINATION: Look("#D95F02", "◆", "diamond", "Do several work together beyond chance?"),
    Axis.CLAIMS: Look("#1B9E77", "■", "square", "Are the claims unfounded?"),
}
#: Grey means nothing but "here is something".
GREY = "#8A8F98"

#: How many of the five steps are filled. Too little to judge fills none, and there is a gap before the first sign.
_FILLED = dict(zip(Band, (0, 1, 3, 4, 5), strict=True))
BAND_WORDS = {
    Band.INSUFFICIENT: "too little to judge",
    Band.NO_NOTABLE_SIGNS: "no notable signs",
    Band.SOME_SIGNS: "some signs",
    Band.SEVERAL_INDEPENDENT_SIGNS: "several independent signs",
    Band.STRONG_MULTI_SOURCE: "strong, from several sources",
}

#: The common scale of all intervals in lists, in bans: from a clear no to beyond every strong sign.
LOWEST, HIGHEST, CELLS = -1.2, 3.6, 12


def band_mark(band: str) -> str:
    """Return the five-step mark of a band."""
    filled = _FILLED[Band(band)]
    return "●" * filled + "○" * (5 - filled)


def band_words(band: str) -> str:
    """Return a band in words with its mark, for it is never colour alone."""
    return f"{band_mark(band)} {BAND_WORDS[Band(band)]}"


def strip(axis: str, score: Row) -> str:
    """Return the interval of a weight drawn in letters: a line from 5 to 95 %, the axis' shape at the median.

    The dotted stroke is zero, where the evidence says neither. All strips have the same scale.
    """
    cells = ["┈"] * CELLS
    cells[_cell(0.0)] = "┊"
    if score["median"] is not None:
        for i in range(_cell(score["low"]), _cell(score["high"]) + 1):
            cells[i] = "━"
        cells[_cell(score["median"])] = LOOKS[Axis(axis)].mark
    return "".join(cells)


def coloured(frame: pd.DataFrame) -> Any:
    """Return a table with the columns of an axis (their headings begin with its shape) in its colour."""
    styled = frame.style
    for look in LOOKS.values():
        mine = [column for column in frame if column.startswith(f"{look.mark} ")]
        styled = styled.set_properties(subset=mine, color=look.colour)
    return styled


def _cell(bans: float) -> int:
    share = (bans - LOWEST) / (HIGHEST - LOWEST)
    return min(CELLS - 1, max(0, int(share * CELLS)))
