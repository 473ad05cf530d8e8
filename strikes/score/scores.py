"""Scoring a run: ask the signals, weigh the answers, combine them per axis, name the band."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from strikes.model import MICRO, Level
from strikes.score import draws
from strikes.score.bands import Basis, band
from strikes.score.combine import Combined, Piece, combine
from strikes.score.observe import observe
from strikes.score.weights import WEIGHTS
from strikes.signals.base import Group, Signal
from strikes.store.connection import Connection, insert_rows

_PATTERN = ("pieces", "accusing", "best_level", "n_reporters", "n_observable", "is_holder", "n_analysts")


def score(con: Connection, signals: Sequence[Signal], *, seed: int, api_counts: bool) -> None:
    """Make `observation`, `finding`, `witness`, `asked` and `axis_score` in a run under construction.

    `seed` belongs to the intervals; with `api_counts` False signals made from API fields are shown at weight 0.
    """
    _describe(con, signals, api_counts)
    observe(con, signals)
    run_sql(con, "weighed.sql")
    _bound(con, seed)
    run_sql(con, "finding.sql")
    run_sql(con, "pattern.sql")
    judge(con, seed)


def run_sql(con: Connection, name: str) -> None:
    """Run one of this room's SQL files."""
    con.execute(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _describe(con: Connection, signals: Sequence[Signal], api_counts: bool) -> None:
    con.execute(
        """
        create table signal (
            signal varchar, code varchar, title varchar, question varchar, axes varchar[], grp varchar, unit varchar,
            version integer, sql varchar, params json, explain json, innocent varchar, literature varchar,
            needs varchar, quorum integer, is_context boolean
        );
        create table weight (signal varchar, axis varchar, grade varchar, weight_ubans bigint,
            p_cap_ubans bigint, lr_cap_ubans bigint);
        """
    )
    insert_rows(con, "signal", [_row(s, api_counts) for s in signals])
    insert_rows(con, "weight", _weight_rows(signals))


def _row(s: Signal, api_counts: bool) -> list[Any]:
    is_context = s.is_context or (s.uses_api and not api_counts)
    words = [s.title, s.question, list(s.axes), s.group, s.unit, s.version, s.sql]
    texts = [json.dumps(dict(s.params)), json.dumps(dict(s.explain), ensure_ascii=False), s.innocent, s.literature]
    return [s.id, s.code, *words, *texts, s.needs, s.quorum, is_context]


def _weight_rows(signals: Sequence[Signal]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for signal in signals:
        for axis in signal.axes:
            line = WEIGHTS[signal.id, axis]
            rows += [[signal.id, axis, grade, round(bans * MICRO), None, None] for grade, bans in line.grades.items()]
            caps = [None if cap is None else round(cap * MICRO) for cap in (line.p_cap, line.lr_cap)]
            if any(caps):
                rows.append([signal.id, axis, None, None, *caps])
    return rows


def _bound(con: Connection, seed: int) -> None:
    con.execute("create table bound (stated_ubans bigint, level tinyint, weight_ubans bigint)")
    stated = con.execute("select distinct stated_ubans, level from weighed order by all").fetchall()
    bounded = [[w, level, round(float(draws.weights(seed, "", w, Level(level))[0]) * MICRO)] for w, level in stated]
    insert_rows(con, "bound", bounded)


def judge(con: Connection, seed: int) -> None:
    """Make `axis_score` and `campaign_score` from `pattern`; like patterns share one computation."""
    con.execute(
        "create table judgement (pattern_id integer, weight_ubans bigint, low_ubans bigint, median_ubans bigint, "
        "high_ubans bigint, band varchar)"
    )
    keys = ", ".join(_PATTERN)
    con.execute(
        f"create table distinct_pattern as select row_number() over (order by {keys}) as pattern_id, {keys} "
        f"from (select distinct {keys} from pattern)"
    )
    rows = [_judgement(row, seed) for row in con.execute("from distinct_pattern order by pattern_id").fetchall()]
    insert_rows(con, "judgement", rows)
    con.execute(
        f"""
        create table score as
        select p.subject_id, p.kind, p.axis, p.accusing, p.n_reporters, p.n_observable,
            case when p.n_observable > 0 then j.weight_ubans end as weight_ubans,
            case when p.n_observable > 0 then j.low_ubans end as low_ubans,
            case when p.n_observable > 0 then j.high_ubans end as high_ubans,
            j.median_ubans, j.band
        from pattern p join distinct_pattern d using ({keys}) join judgement j using (pattern_id)
        """
    )
    con.execute(
        "create table axis_score as select subject_id as claimant_id, * exclude (subject_id, kind) from score "
        "where kind = 'claimant' order by all"
    )
    con.execute(
        "create table campaign_score as select subject_id as campaign_id, * exclude (subject_id, kind, axis) "
        "from score where kind = 'campaign' order by all"
    )


def _judgement(row: tuple[Any, ...], seed: int) -> list[Any]:
    pattern_id, pieces, accusing, best_level, n_reporters, n_observable, is_holder, n_analysts = row
    combined = combine(_pieces(pieces), seed)
    basis = Basis(
        combined=combined,
        n_observable=n_observable,
        accusing=frozenset(Group(group) for group in accusing),
        best_level=Level(best_level),
        n_reporters=n_reporters,
        is_holder=is_holder,
        n_analysts=n_analysts,
    )
    return [pattern_id, *_ubans(combined), band(basis)]


def _pieces(text: str) -> tuple[Piece, ...]:
    return tuple(
        Piece(p["signal"], Group(p["grp"]), p["ubans"], Level(p["level"]), tuple(p["rests"])) for p in json.loads(text)
    )


def _ubans(combined: Combined) -> list[int]:
    total = combined.total
    return [round(value * MICRO) for value in (total.weight, total.low, total.median, total.high)]
