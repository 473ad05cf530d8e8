"""Rows on their way in: staged as text and checked in SQL, beside the casebook and not yet in it.

Nothing is judged here: a row either is a fact of its kind or goes to quarantine with line, column and reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from strikes.store import checks
from strikes.store.connection import Connection
from strikes.store.kinds import FactKind


class Staging:
    """The rows of one import, in tables of `con`: `staged`, then `typed` (problem is null where sound) and `rejected`.

    `line` numbers rows through the whole import; what came from which source is said when they are committed.
    """

    def __init__(self, con: Connection, kind: FactKind, fed: Sequence[str], constants: Mapping[str, str]) -> None:
        self._con, self._kind, self._fed, self._constants = con, kind, tuple(fed), dict(constants)
        self.n_read = 0
        for macro in checks.MACROS:
            con.execute(macro)
        con.execute(f"create table staged (line bigint, {', '.join(f'{name} varchar' for name in self._quoted)})")
        con.execute("create table rejected (line bigint, column_name varchar, reason varchar, raw varchar)")

    @property
    def _quoted(self) -> list[str]:
        return [f'"{name}"' for name in self._fed]

    def add(self, lines: list[int], rows: Sequence[Sequence[str]]) -> None:
        """Stage rows of text, fields in the order of `fed`. Raises UnicodeEncodeError for half characters."""
        if not rows:
            return
        text, split = _packed(rows)
        text.encode("utf-8")
        self.n_read += len(rows)
        is_run = lines[-1] - lines[0] + 1 == len(lines)
        numbers, bounds = ("range(?, ?)", [lines[0], lines[-1] + 1]) if is_run else ("?::bigint[]", [lines])
        fields = ", ".join(f"row[{i}]" for i in range(1, len(self._fed) + 1))
        self._con.execute(
            f"insert into staged select line, {fields} from (select unnest({numbers}) as line, {split} as row)",
            [*bounds, text],
        )

    def reject(self, line: int, column: str | None, reason: str, raw: str) -> None:
        """Put aside a row that could not even be staged."""
        self.n_read += 1
        self._con.execute("insert into rejected values (?, ?, ?, ?)", [line, column, reason, raw])

    def check(self) -> None:
        """Type every staged row; a row with a problem goes to quarantine: line, column, what stands there, advice."""
        constants = "".join(f', ?::varchar as "{name}"' for name in self._constants)
        self._con.execute(
            f"create table typed as with staged as (select *{constants} from staged) "
            + checks.typed_rows(self._kind, {*self._fed, *self._constants}),
            list(self._constants.values()),
        )
        told = [[column, sentence] for _, column, sentence in checks.problems(self._kind)]
        self._con.execute(
            """
            insert into rejected
            select line, told[1], replace(told[2], '{value}', coalesce(row ->> told[1], '')), row::varchar
            from (select line, to_json(staged) as row, (?::varchar[][])[problem + 1] as told
                  from typed join staged using (line) where problem is not null)
            """,
            [told],
        )


def _packed(rows: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Return rows as one text and the SQL that takes it apart: the cheapest way from Python rows to columns.

    Split at separators it costs half of JSON, a quarter of data frames (benchmarks/collect_table.py); a batch in which
    somebody wrote the separators themselves goes the longer way.
    """
    text = "\x1e".join(map("\x1f".join, rows))
    if text.count("\x1e") == len(rows) - 1 and text.count("\x1f") == len(rows) * (len(rows[0]) - 1):
        return text, "string_split(unnest(string_split(?, chr(30))), chr(31))"
    return json.dumps(rows, ensure_ascii=False), """unnest(from_json(?, '[["VARCHAR"]]'))"""


def typed_table(con: Connection, name: str, kind: FactKind, rows: Sequence[Sequence[str]]) -> None:
    """Make a table of a kind's facts from rows of text in the contract's column order, as an import would type them."""
    staging = Staging(con, kind, kind.names, {})
    staging.add(list(range(1, len(rows) + 1)), rows)
    staging.check()
    columns = ", ".join(checks.stored_columns(kind))
    con.execute(f"create table {name} as select {columns} from typed where problem is null order by line")
    con.execute("drop table typed; drop table staged; drop table rejected")
