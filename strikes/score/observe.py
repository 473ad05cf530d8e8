"""Asking every signal its question, at each level of provenance there is.

At level P3, say, a signal sees only what is known at P3 or better, and its answer is bounded as P3. So a doubtful
report can add to what is well proven and never take from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from strikes.signals.base import EVERY_CLAIM, Signal
from strikes.store.connection import Connection

#: Derived tables whose rows have a level; signals see them through views that leave out what is less well known.
_LEVELLED = ("event", "profile", "evidence_on", "claimant_record", "event_voice", "record_voice")

_TABLES = """
create table observation (
    signal varchar, level tinyint, claimant_id varchar, unit_id varchar, grade varchar, p_value double,
    lr double, n bigint, n_of bigint, facts json
);
create table witness (signal varchar, level tinyint, claimant_id varchar, unit_id varchar, event_key varchar);
create table answered (signal varchar, claimant_id varchar);
create schema seen;
create view seen.claim as
select * replace (outcome_at_level(
    getvariable('floor'), invalid_level, reinstated_level, retracted_level, refused_level, expired_level) as outcome)
from main.claim where level >= getvariable('floor') and not is_aged and claimant_id is not null;
create view seen.edge as from main.edge where kept and min_level >= getvariable('floor');
-- A burst is known as well as the least known of those who make it up.
create view seen.burst as
select b.* from main.burst b join (
    select burst_id, min(level) as level from (
        select m.burst_id, m.claimant_id, max(e.level) as level
        from main.burst_member m join main.event e using (event_key) group by all
    ) group by burst_id
) k using (burst_id)
where k.level >= getvariable('floor');
"""

#: Facts can be known better than the claims they speak of; no answer is better known than its claim.
_LEVELS = """
select distinct least(level, (select max(level) from main.claim)) as level from (
    select level from main.claim union select invalid_level from main.claim union select level from main.profile
    union select reinstated_level from main.claim union select retracted_level from main.claim
    union select refused_level from main.claim union select expired_level from main.claim
    union select level from main.evidence_on union select level from main.claimant_record
) where level > 0 order by level
"""


def observe(con: Connection, signals: Sequence[Signal]) -> None:
    """Make `observation` (answers with something to say), `witness` (the events behind them) and `asked`."""
    con.execute(_TABLES)
    for table in _LEVELLED:
        con.execute(f"create view seen.{table} as from main.{table} where level >= getvariable('floor')")
    levels = [level for (level,) in con.execute(_LEVELS).fetchall()]
    con.execute("set search_path = 'seen,main'")
    for level in levels:
        con.execute("set variable floor = ?", [level])
        for signal in signals:
            _ask(con, signal, is_lowest=level == levels[0])
    con.execute("set search_path = 'main'")
    con.execute("drop schema seen cascade")
    con.execute(
        "create table asked as select claimant_id, list(distinct signal order by signal) as answered "
        "from answered group by claimant_id order by claimant_id"
    )


def _ask(con: Connection, signal: Signal, is_lowest: bool) -> None:
    told = list(signal.explain)
    con.execute(f"create temp table answer as {signal.sql}", used(signal.sql, signal))
    if is_lowest:
        # Whoever sees more cannot know less: what has an answer at all has one at the lowest level.
        con.execute("insert into answered select ?, claimant_id from answer where grade is not null", [signal.id])
    ((n_told,),) = con.execute("select count(*) filter (list_contains(?, grade)) from answer", [told]).fetchall()
    if n_told:
        con.execute("create temp table observed as from answer where list_contains(?, grade)", [told])
        _keep(con, signal)
        con.execute("drop table observed")
    con.execute("drop table answer")


def _keep(con: Connection, signal: Signal) -> None:
    con.execute(
        "insert into observation select ?, getvariable('floor'), claimant_id, unit_id, grade, p_value, lr, n, n_of, "
        "to_json(o) from observed o",
        [signal.id],
    )
    if signal.witnesses != EVERY_CLAIM:
        con.execute(
            "insert into witness select distinct $signal, getvariable('floor'), claimant_id, unit_id, event_key "
            f"from ({signal.witnesses})",
            {"signal": signal.id, **used(signal.witnesses, signal)},
        )


def used(sql: str, signal: Signal) -> dict[str, int | float | str]:
    return {name: value for name, value in signal.params.items() if re.search(rf"\${name}\b", sql)}
