"""Whose column feeds which of ours: by name, by `--column ours=theirs`, by `--const ours=value`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from operator import itemgetter

from strikes.collect.tables.rows import Row
from strikes.errors import FormatError, UsageError
from strikes.model import TableKind
from strikes.store.kinds import KINDS, FactKind


@dataclass(frozen=True)
class Mapping:
    """For each of our columns that is fed: the position in their rows, or a constant."""

    kind: FactKind
    positions: dict[str, int]
    constants: dict[str, str]
    ignored: tuple[str, ...]

    def pick(self, rows: list[Row]) -> list[tuple[str, ...]]:
        """Return rows of the fields that feed something, in the order of `positions`."""
        wanted = list(self.positions.values())
        return list(map(itemgetter(*wanted), rows)) if len(wanted) > 1 else [(row[i],) for row in rows for i in wanted]

    def described(self, header: list[str]) -> dict[str, str]:
        """Return ours -> theirs (or `=value`), as kept beside the import."""
        fed = {ours: header[i] for ours, i in self.positions.items()}
        return fed | {ours: f"={value}" for ours, value in self.constants.items()}


def map_columns(
    header: list[str], *, kind: TableKind | None, columns: dict[str, str], constants: dict[str, str]
) -> Mapping:
    """Decide what feeds what. Raises UsageError for names nobody has, FormatError where no kind fits the header."""
    theirs = {name.casefold(): i for i, name in enumerate(header)}
    if len(theirs) != len(header):
        raise FormatError("two columns have the same name; rename one of them")
    for wanted in columns.values():
        if wanted.casefold() not in theirs:
            raise UsageError(f"--column names {wanted!r}, which the file does not have{_hint(wanted, header)}")
    chosen = KINDS[kind] if kind else _guess({*theirs, *columns, *constants})
    for ours in (*columns, *constants):
        if ours not in chosen.names:
            raise UsageError(f"{ours!r} is no column of {chosen.kind}{_hint(ours, chosen.names)}")
    fed = {ours: columns.get(ours, ours).casefold() for ours in chosen.names if ours not in constants}
    positions = {ours: theirs[name] for ours, name in fed.items() if name in theirs}
    _check_required(chosen, {*positions, *constants})
    used = set(positions.values())
    return Mapping(chosen, positions, constants, tuple(name for i, name in enumerate(header) if i not in used))


def _guess(available: set[str]) -> FactKind:
    fitting = [k for k in KINDS.values() if set(k.known_by) <= available]
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        words = " or ".join(f"--kind {k.kind}" for k in fitting)
        raise FormatError(f"the header fits several kinds of table; say which: {words}")
    raise FormatError(
        "the header fits no kind of table. Events need at least event_type, channel_id (or channel_title) and "
        "claimant_name; feed them with --column ours=theirs or --const ours=value, or say --kind " + "|".join(KINDS)
    )


def _check_required(kind: FactKind, fed: set[str]) -> None:
    missing = [column.name for column in kind.columns if column.is_required and column.name not in fed]
    if missing:
        raise FormatError(
            f"{kind.kind} need the column {missing[0]}; feed it with --column {missing[0]}=THEIRS "
            f"or --const {missing[0]}=VALUE"
        )


def _hint(wanted: str, known: list[str] | tuple[str, ...]) -> str:
    close = difflib.get_close_matches(wanted, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else "; there are: " + ", ".join(known)
