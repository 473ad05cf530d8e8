"""What stays beside what leaves, value by value: read before a pack is written."""

from __future__ import annotations

from collections.abc import Iterator

from strikes.report.case import Case, Row
from strikes.report.pack import Pack

#: part of a case and of its pack -> what its rows are called in both, and what says to a person which row it is.
PARTS = {
    "claims": ("claim", ("as_shown", "video_title", "video_id")),
    "channels": ("channel", ("title", "channel_id")),
    "claimants": ("claimant", ("names", "emails", "ref")),
}
#: Ways of ours to tell rows apart; they say nothing anybody reported.
_OURS = frozenset({"video_key", "purposes", "public_names", "axes", "joined_at"})


def withheld(whole: Case, pack: Pack) -> list[Row]:
    """Return the values of a case that its pack does not hold or holds otherwise: part, row, field, here, leaves.

    `leaves` is None where nothing takes the value's place; of a row that is left out as a whole, `field` is None.
    """
    return [row for part in PARTS for row in _of(part, whole, pack)]


def _of(part: str, whole: Case, pack: Pack) -> Iterator[Row]:
    key, names = PARTS[part]
    leaving = {row[key]: row for row in pack[part]}
    for row in getattr(whole, part):
        about = {"part": part, "row": row[key]}
        if row[key] not in leaving:
            known = [_text(row[name]) for name in names if row[name]]
            yield about | {"field": None, "here": " · ".join(known), "leaves": None}
            continue
        for field, here in row.items():
            leaves = leaving[row[key]].get(field)
            if field not in _OURS and here not in (None, [], ()) and here != leaves:
                yield about | {"field": field, "here": _text(here), "leaves": _text(leaves) if leaves else None}


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
