"""Asking every signal its question, at each level of provenance there is.

At level P3, say, a signal sees only what is known at P3 or better, and its answer is bounded as P3. So a doubtful
report can add to what is well proven and never take from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from strikes.signals.base import EVERY_CLAIM, Signal
from strikes.store.connection import Connection

#: Derived tables whose rows have a level; signals see them through views that leave out what is less well known.
_LEVELLED = ("event", "profile", "evidence", "claimant_record")

_TABLES = """
create table observation (
    signal varchar, level tinyint, claimant_id varchar, unit_id varchar, grade varchar, p_value double,
    lr double, n bigint, n_of bigint, facts json
);
create table witness (signal varchar, level tinyint, claimant_id varchar, unit_id varchar, event_key varchar);
create schema seen;
create view seen.claim as
select * replace (
    case when outcome_level >= getvariable('floor') then outcome end as outcome,
    case when outcome_level >= getvariable('floor') then outcome_at end as outcome_at)
from main.claim where level >= getvariable('floor');
"""


def observe(con: Connection, signals: Iterable[Signal]) -> None:
    """Make `observation` (one row per signal, level and subject) and `witness` (the events behind them)."""
    con.execute(_TABLES)
    for table in _LEVELLED:
        con.execute(f"create view seen.{table} as from main.{table} where level >= getvariable('floor')")
    levels = [level for (level,) in con.execute("select distinct level from main.claim order by level desc").fetchall()]
    con.execute("set search_path = 'seen,main'")
    for level in levels:
        con.execute("set variable floor = ?", [level])
        for signal in signals:
            _ask(con, signal)
    con.execute("set search_path = 'main'")
    con.execute("drop schema seen cascade")


def _ask(con: Connection, signal: Signal) -> None:
    con.execute(f"create temp table observed as {signal.sql}", _used(signal.sql, signal))
    # Only what a sentence will be made of keeps its facts: most answers are "nothing to see here".
    con.execute(
        """
        insert into main.observation
        select ?, getvariable('floor'), claimant_id, unit_id, grade, p_value, lr, n, n_of,
               case when list_contains(?, grade) then to_json(o) end
        from observed o
        """,
        [signal.id, list(signal.explain)],
    )
    if signal.witnesses != EVERY_CLAIM:
        con.execute(
            "insert into main.witness select distinct $signal, getvariable('floor'), claimant_id, unit_id, event_key "
            f"from ({signal.witnesses})",
            {"signal": signal.id, **_used(signal.witnesses, signal)},
        )
    con.execute("drop table observed")


def _used(sql: str, signal: Signal) -> dict[str, int | float | str]:
    return {name: value for name, value in signal.params.items() if re.search(rf"\${name}\b", sql)}
