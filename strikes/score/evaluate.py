"""A finished run held against labels: per axis and signal, script and language, and whether people agreed at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from strikes.model import MICRO, Axis, Band
from strikes.score.calibrate import Fit, read_fits
from strikes.score.combine import Evidence, combine
from strikes.score.judge import read_pieces
from strikes.score.measures import Share, brier, cost_of_weights, kappa, reliability
from strikes.score.posterior import posterior
from strikes.score.scores import run_sql
from strikes.score.tongue import language_of, script_of
from strikes.signals.base import Group
from strikes.store.connection import Connection, insert_rows
from strikes.store.derived import derive

Row = dict[str, Any]
#: A label read off outcomes is never held against signals made from them.
_FROM_OUTCOMES = ("outcome_ratio", "long_history")


@dataclass(frozen=True)
class Labelled:
    """One claimant on one axis: what people found, what the run said."""

    claimant_id: str
    axis: Axis
    is_so: bool
    script: str
    language: str
    bans: float
    probability: float
    is_lead: bool
    #: signal -> bans, for the signals that could be asked; 0 where one saw nothing
    signals: Mapping[str, float]


def evaluate(con: Connection, labels: Sequence[Mapping[str, str | None]]) -> dict[str, list[Row]]:
    """Return the parts `axes`, `signals`, `reliability` and `agreement` of an opened run, for labels (contract rows).

    The run is not touched: labels lie in a database in memory that is looked into first.
    """
    ((run,),) = con.execute("select current_database()").fetchall()
    con.execute("attach ':memory:' as beside (read_write)")
    con.execute(f"""set search_path = 'beside.main,"{run}".main'""")
    con.execute(
        "create table label (label_key varchar, subject varchar, axis varchar, label varchar, reason varchar, "
        "labelled_by varchar)"
    )
    names = ("subject", "axis", "label", "reason", "labelled_by")
    insert_rows(con, "label", [[f"l_{i}", *(row.get(n) for n in names)] for i, row in enumerate(labels)])
    derive(con, ("label_on",))
    run_sql(con, "judged")
    known = list(_labelled(con))
    return {
        "axes": list(_measured(known, _whole)),
        "signals": list(_measured(known, _each_signal)),
        "reliability": list(_reliability(known)),
        "agreement": list(_agreement(con)),
    }


def _labelled(con: Connection) -> Iterator[Labelled]:
    fits = _fits(con)
    seed = int(con.execute("select seed from run").fetchall()[0][0])
    rows = con.execute(
        """
        with shown as (
            select i.claimant_id, list(coalesce(r.name, r.email, r.ref) order by r.record_id) as names
            from claimant_record r join identity i using (record_id) group by i.claimant_id
        ),
        said as (
            select claimant_id, list(claim_text order by claim_key) as texts from claim
            where claim_text is not null group by claimant_id
        ),
        fired as (
            select claimant_id, axis, map_from_entries(list((signal, weight_ubans) order by signal)) as fired
            from finding group by claimant_id, axis
        )
        select j.claimant_id, j.axis, j.is_so, j.is_from_outcome, n.names, coalesce(t.texts, []), p.pieces, p.crowd,
            s.band, coalesce(f.fired, map {}), coalesce(a.answered, [])
        from judged j join axis_score s using (claimant_id, axis) join pattern p on p.subject_id = j.claimant_id
            and p.axis = j.axis
        join shown n using (claimant_id) left join said t using (claimant_id)
        left join fired f using (claimant_id, axis) left join asked a using (claimant_id)
        where j.is_so is not null order by j.claimant_id, j.axis
        """
    ).fetchall()
    weighed = con.execute("select signal, unnest(axes) from signal where not is_context").fetchall()
    base = {axis: np.mean([row[2] for row in rows if row[1] == axis]) for axis in {row[1] for row in rows}}
    for claimant, axis, is_so, from_outcome, names, texts, pieces, crowd, band, fired, answered in rows:
        barred = _FROM_OUTCOMES if from_outcome else ()
        kept = [piece for piece in read_pieces(pieces) if piece.signal not in barred]
        fit = fits.get(Axis(axis))
        evidence, _ = combine(kept, seed, crowd=crowd)
        trusted = combine(kept, seed, fit.trust, crowd)[0] if fit else evidence
        yield Labelled(
            claimant,
            Axis(axis),
            is_so,
            script_of(names),
            language_of(texts),
            trusted.total.weight,
            _probability(evidence, fit, float(base[axis])),
            Band(band).rank >= Band.SOME_SIGNS.rank,
            {name: fired.get(name, 0) / MICRO for name in answered if (name, axis) in weighed and name not in barred},
        )


def _fits(con: Connection) -> dict[Axis, Fit]:
    terms: dict[str, dict[str, float]] = defaultdict(dict)
    for axis, term, micro in con.execute("from calibration").fetchall():
        terms[axis][term] = micro / MICRO
    return read_fits(terms)


def _probability(evidence: Evidence, fit: Fit | None, base: float) -> float:
    """Return the run's own calibrated probability; before it has one, the posterior at the labels' share."""
    if fit is not None:
        return float(fit.probability(np.array([[evidence.by_group.get(group, 0.0) for group in Group]]))[0])
    return posterior(evidence.total.weight, min(max(base, 0.001), 0.999))


@dataclass(frozen=True)
class _Said:
    is_so: bool
    bans: float
    probability: float
    is_fired: bool


def _whole(one: Labelled) -> Iterator[tuple[str, _Said]]:
    yield "", _Said(one.is_so, one.bans, one.probability, one.is_lead)


def _each_signal(one: Labelled) -> Iterator[tuple[str, _Said]]:
    for name, bans in one.signals.items():
        yield name, _Said(one.is_so, bans, posterior(bans, 0.5), bans > 0)


def _measured(known: Iterable[Labelled], split: Any) -> Iterator[Row]:
    """Yield measures over all, then by script, then by language."""
    found: dict[tuple[str, str, str, str], list[_Said]] = defaultdict(list)
    for one in known:
        for signal, said in split(one):
            for script, language in (("all", "all"), (one.script, "all"), ("all", one.language)):
                found[one.axis, signal, script, language].append(said)
    for (axis, signal, script, language), said_of in sorted(found.items()):
        yield {"axis": axis, "signal": signal, "script": script, "language": language, **_measures(said_of)}


def _measures(said: Sequence[_Said]) -> Row:
    is_so, fired = np.array([s.is_so for s in said]), np.array([s.is_fired for s in said])
    precision = Share(int((fired & is_so).sum()), int(fired.sum()))
    alarms = Share(int((fired & ~is_so).sum()), int((~is_so).sum()))
    return {
        "n": len(said),
        "n_so": int(is_so.sum()),
        "fired": precision.n,
        "precision": precision.value,
        "precision_low": precision.interval[0],
        "precision_high": precision.interval[1],
        "recall": Share(precision.k, int(is_so.sum())).value,
        "false_alarms": alarms.k,
        "false_alarm_rate": alarms.value,
        "false_alarm_low": alarms.interval[0],
        "false_alarm_high": alarms.interval[1],
        "cllr": cost_of_weights(np.array([s.bans for s in said]), is_so),
        "brier": brier(np.array([s.probability for s in said]), is_so),
    }


def _reliability(known: Sequence[Labelled]) -> Iterator[Row]:
    for axis in Axis:
        some = [one for one in known if one.axis is axis]
        if some:
            rows = reliability(np.array([one.probability for one in some]), np.array([one.is_so for one in some]))
            yield from ({"axis": str(axis), **row} for row in rows)


def _agreement(con: Connection) -> Iterator[Row]:
    """Yield Cohen's kappa of every two people who judged the same claimants on an axis; `undecidable` is a view too."""
    views: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    rows = con.execute(
        "select axis, labelled_by, claimant_id, min(label) from label_on group by all order by all"
    ).fetchall()
    for axis, hand, claimant, label in rows:
        views[axis, hand][claimant] = label
    for (axis, first), (other_axis, second) in combinations(sorted(views), 2):
        shared = sorted(views[axis, first].keys() & views[other_axis, second].keys())
        if axis == other_axis and shared:
            a, b = ([views[axis, hand][claimant] for claimant in shared] for hand in (first, second))
            agreed = sum(x == y for x, y in zip(a, b, strict=True))
            yield {
                "axis": axis,
                "first": first,
                "second": second,
                "n": len(shared),
                "agreed": agreed,
                "kappa": kappa(a, b),
            }
