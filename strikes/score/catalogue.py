"""The signals of a run and their weights, as tables: what was asked, and how much each answer counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from strikes.model import MICRO
from strikes.score.weights import WEIGHTS
from strikes.signals.base import EVERY_CLAIM, Signal
from strikes.store.connection import Connection, insert_rows

_TABLES = """
create table signal (
    signal varchar, code varchar, title varchar, question varchar, axes varchar[], grp varchar, unit varchar,
    version integer, sql varchar, params json, explain json, innocent varchar, literature varchar,
    needs varchar, quorum integer, counts_witnesses boolean, is_borne_by_every_claim boolean, is_context boolean
);
create table weight (
    signal varchar, axis varchar, grade varchar, weight_ubans bigint, p_cap_ubans bigint, lr_cap_ubans bigint
);
"""


def describe(con: Connection, signals: Sequence[Signal], *, api_counts: bool) -> None:
    """Make `signal` (one row each) and `weight` (one per grade; grade null: by p-value or ratio, up to the cap)."""
    con.execute(_TABLES)
    insert_rows(con, "signal", [_row(s, api_counts) for s in signals])
    insert_rows(con, "weight", [row for signal in signals for row in _weights(signal)])


def _row(s: Signal, api_counts: bool) -> list[Any]:
    is_context = s.is_context or (s.uses_api and not api_counts)
    words = [s.title, s.question, list(s.axes), s.group, s.unit, s.version, s.sql]
    texts = [json.dumps(dict(s.params)), json.dumps(dict(s.explain), ensure_ascii=False), s.innocent, s.literature]
    stands = [s.quorum, s.counts_witnesses, s.witnesses == EVERY_CLAIM]
    return [s.id, s.code, *words, *texts, s.needs, *stands, is_context]


def _weights(signal: Signal) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for axis in signal.axes:
        line = WEIGHTS[signal.id, axis]
        rows += [[signal.id, axis, grade, round(bans * MICRO), None, None] for grade, bans in line.grades.items()]
        caps = [None if cap is None else round(cap * MICRO) for cap in (line.p_cap, line.lr_cap)]
        if any(caps) or not line.grades:
            rows.append([signal.id, axis, None, None, *caps])
    return rows
