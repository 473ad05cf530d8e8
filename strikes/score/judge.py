"""From patterns of findings to scores: each distinct pattern is combined and judged once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from strikes.model import MICRO, Axis, Level
from strikes.score.bands import Basis, band
from strikes.score.combine import Evidence, Piece, Trust, combine
from strikes.score.draws import Labels
from strikes.signals.base import Group
from strikes.store.connection import Connection, insert_rows


class Pattern(NamedTuple):
    """What decides a score, as `pattern.sql` gives it; in this order."""

    axis: str
    pieces: str
    crowd: int
    n_voices: int
    n_observable: int
    is_holder: bool
    n_analysts: int


_TABLES = """
create table judgement (pattern_id integer, weight_ubans bigint, low_ubans bigint, median_ubans bigint,
    high_ubans bigint, band varchar);
create table judged_group (pattern_id integer, grp varchar, weight_ubans bigint);
"""

_SCORES = """
create table score as
select p.subject_id, p.kind, p.axis, p.n_voices, p.n_observable, p.is_holder, p.n_analysts,
    case when p.n_observable > 0 then j.weight_ubans end as weight_ubans,
    case when p.n_observable > 0 then j.low_ubans end as low_ubans,
    case when p.n_observable > 0 then j.median_ubans end as median_ubans,
    case when p.n_observable > 0 then j.high_ubans end as high_ubans,
    j.band, d.pattern_id
from pattern p join distinct_pattern d using ({keys}) join judgement j using (pattern_id);

create table axis_score as
select subject_id as claimant_id, * exclude (subject_id, kind, pattern_id) from score
where kind = 'claimant' order by all;
create table campaign_score as
select subject_id as campaign_id, * exclude (subject_id, kind, axis, pattern_id) from score
where kind = 'campaign' order by all;

-- What each group of signals comes to, dampened and capped: the steps of the waterfall between findings and weight.
create table group_weight as
select s.subject_id, s.axis, g.grp, g.weight_ubans from score s join judged_group g using (pattern_id) order by all;
"""


def judge(con: Connection, *, seed: int, trust: Mapping[Axis, Trust]) -> None:
    """Make `axis_score`, `campaign_score` and `group_weight` from `pattern`."""
    con.execute(_TABLES)
    keys = ", ".join(Pattern._fields)
    con.execute(
        f"create table distinct_pattern as select row_number() over (order by {keys}) as pattern_id, {keys} "
        f"from (select distinct {keys} from pattern)"
    )
    judgements, groups = [], []
    for pattern_id, *row in con.execute("from distinct_pattern order by pattern_id").fetchall():
        pattern = Pattern(*row)
        basis = weigh_pattern(pattern, seed, trust.get(Axis(pattern.axis), {}))
        judgements.append([pattern_id, *_ubans(basis.evidence), band(basis)])
        groups += [[pattern_id, g, round(w * MICRO)] for g, w in basis.evidence.by_group.items()]
    insert_rows(con, "judgement", judgements)
    insert_rows(con, "judged_group", groups)
    con.execute(_SCORES.format(keys=keys))


def weigh_pattern(pattern: Pattern, seed: int, trust: Trust) -> Basis:
    """Return what stands behind one pattern's weight."""
    evidence, without = combine(read_pieces(pattern.pieces), seed, trust, pattern.crowd)
    return Basis(
        evidence=evidence,
        without=without,
        n_observable=pattern.n_observable,
        n_voices=pattern.n_voices,
        is_holder=pattern.is_holder,
        n_analysts=pattern.n_analysts,
    )


def read_pieces(text: str) -> list[Piece]:
    """Return the findings of a pattern."""
    return [_piece(p) for p in json.loads(text)]


def _piece(p: dict[str, Any]) -> Piece:
    return Piece(p["signal"], Group(p["grp"]), p["ubans"], Level(p["level"]), Labels(*p["labels"]), tuple(p["rests"]))


def _ubans(evidence: Evidence) -> list[int]:
    total = evidence.total
    return [round(value * MICRO) for value in (total.weight, total.low, total.median, total.high)]
