"""Claimants in the order of the queue, and how each stands on the three axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strikes.store.connection import Connection
from strikes.store.read.rows import BANDS, Row, bans, rows

#: Strongest axis of each claimant (or the one asked for), and the order of the queue: band, then the low end, then the
#: weight. The number's whole part is the band, the rest orders inside it.
_LEADS = f"""
    with ranked as (
        select s.*, list_position({BANDS}, s.band) - 1 as rank,
            coalesce(s.low_ubans, -9000000) as low, coalesce(s.weight_ubans, -9000000) as weight
        from axis_score s where $axis is null or s.axis = $axis
    ),
    lead as (
        select claimant_id, max_by({{axis: axis, band: band, rank: rank}}, (rank, low, weight, axis)) as best,
            max(rank + ((low // 1000 + 10000) * 20001 + weight // 1000 + 10000) / 400040001.0) as priority
        from ranked group by claimant_id
    ),
    part as (select claimant_id, min(campaign_id) as campaign_id from campaign_member group by all)
"""

#: Letters that look or sound alike, so that a search finds a name in whatever script it was set. Only the search folds.
_LOOKS = "əıаеорсухкіјѕһтмвн", "eiaeopcyxkijshtmbh"

#: Under which of its values a label may speak of a record.
SUBJECTS = """
    subject_of as (
        select i.claimant_id, unnest([r.record_id, r.name, r.email, split_part(r.ref, '@', 1), r.channel_id]) as subject
        from claimant_record r join identity i using (record_id)
    )
"""


@dataclass(frozen=True)
class Wanted:
    """What the queue is narrowed to; nothing given means everybody."""

    text: str = ""
    axis: str | None = None
    #: 0 to 4: no band below this one
    band_rank: int = 0
    #: a day: with a claim on or after it
    since: str | None = None
    campaign_id: str | None = None
    claimant_id: str | None = None
    #: only those nobody judged; `judged` are records with a review that is no fact yet
    only_unreviewed: bool = False
    judged: tuple[str, ...] = ()


def claimants(con: Connection, ids: Sequence[str] | None = None) -> list[Row]:
    """Return claimants, best lead first: who, how much, priority, campaign."""
    return rows(
        con,
        _LEADS
        + """
        select c.claimant_id, c.names, c.emails, c.channel_ids, c.n_claims, c.n_channels, c.n_reporters,
            c.first_claim_at, c.last_claim_at, k.campaign_id, round(l.priority, 9) as priority, l.best.axis as lead_axis
        from claimant c join lead l using (claimant_id) left join part k using (claimant_id)
        where $ids is null or list_contains($ids, c.claimant_id)
        order by l.priority desc, c.claimant_id
        """,
        {"ids": None if ids is None else list(ids), "axis": None},
    )


def queue(con: Connection, wanted: Wanted, limit: int, offset: int = 0) -> tuple[list[Row], int]:
    """Return a page of the queue, best lead first, and how many claimants are wanted in all.

    With an axis given, that axis orders and its band counts; else each claimant's strongest.
    """
    found = rows(
        con,
        _LEADS
        + f""",
        {SUBJECTS},
        judged as (
            select s.claimant_id, list(distinct l.label order by l.label) as labels
            from label l join subject_of s using (subject) group by s.claimant_id
        ),
        chosen as (
            select c.*, l.priority, l.best, k.campaign_id, j.labels
            from claimant c join lead l using (claimant_id)
            left join part k using (claimant_id) left join judged j using (claimant_id)
            where l.best.rank >= $band_rank
              and ($since is null or c.last_claim_at >= $since::timestamp)
              and ($campaign_id is null or k.campaign_id = $campaign_id)
              and ($claimant_id is null or c.claimant_id = $claimant_id)
              and (not $only_unreviewed or (j.labels is null and not list_has_any(c.record_ids, $judged)))
              and ($text = '' or contains({
            _folded("array_to_string(list_concat(c.names, c.emails, c.refs, c.channel_ids, [c.claimant_id]), chr(10))")
        }, {_folded("$text")}))
        )
        select claimant_id, names, emails, refs, record_ids, n_claims, n_channels, n_reporters, first_claim_at,
            last_claim_at, campaign_id, best.axis as lead_axis, best.band as lead_band, coalesce(labels, []) as labels,
            row_number() over (order by priority desc, claimant_id) as place, count(*) over () as n_found,
            exists (select 1 from claim q join target t using (target_id)
                    where q.claimant_id = chosen.claimant_id and contains(t.title, 'SIMULATED')) as is_invented
        from chosen order by place limit $limit offset $offset
        """,
        vars(wanted) | {"judged": list(wanted.judged), "limit": limit, "offset": offset},
    )
    return found, found[0]["n_found"] if found else 0


def _folded(text: str) -> str:
    return f"strip_accents(translate(lower({text}), '{_LOOKS[0]}', '{_LOOKS[1]}'))"


def axis_scores(con: Connection, ids: Sequence[str] | None = None) -> dict[str, dict[str, Row]]:
    """Return claimant -> axis -> weight, low, high in bans (null where nothing could be observed) and band."""
    wanted = ("weight", "low", "high", "band")
    return {
        claimant: {axis: {name: score[name] for name in wanted} for axis, score in axes.items()}
        for claimant, axes in standings(con, ids).items()
    }


def standings(con: Connection, ids: Sequence[str] | None = None) -> dict[str, dict[str, Row]]:
    """Return claimant -> axis -> weight, low, median, high in bans, band, and what the band asks beside them.

    `n_voices` (independent voices behind what accuses) is counted up to 3, `n_observable` (groups of signals that could
    be looked at) up to 2: beyond that no band asks for more.
    """
    found: dict[str, dict[str, Row]] = {}
    for row in rows(
        con,
        "select claimant_id, axis, weight_ubans, low_ubans, median_ubans, high_ubans, band, n_voices, n_observable "
        "from axis_score where $ids is null or list_contains($ids, claimant_id) "
        "order by claimant_id, axis",
        {"ids": None if ids is None else list(ids)},
    ):
        found.setdefault(row["claimant_id"], {})[row["axis"]] = standing(row)
    return found


def standing(row: Row) -> Row:
    """Return a score's row with its weights in bans; without a weight there is no median either."""
    weights = {name: bans(row[f"{name}_ubans"]) for name in ("weight", "low", "high")}
    median = None if weights["weight"] is None else bans(row["median_ubans"])
    return weights | {"median": median} | {n: row[n] for n in ("band", "n_voices", "n_observable")}


def head_counts(con: Connection) -> list[Row]:
    """Return how many claimants stand in each band on each axis."""
    return rows(
        con,
        f"""
        select axis, band, count(*) as n from axis_score group by axis, band
        order by axis, list_position({BANDS}, band)
        """,
    )
