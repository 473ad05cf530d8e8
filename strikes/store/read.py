"""What screens, reports and commands ask of a finished run. Rows come as dicts; times as text ending in Z."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from strikes.model import MICRO
from strikes.store.connection import Connection
from strikes.store.runs import reading

Row = dict[str, Any]
__all__ = ["Row", "reading"]

#: Events listed behind one finding where many findings are listed; `explain` and the screens show all.
EVIDENCE_LISTED = 200

#: Strongest axis of each claimant, and the order of the queue: band, then the low end, then the weight. The number's
#: whole part is the band, the rest orders inside it.
_LEADS = """
    with ranked as (
        select s.*, list_position(['insufficient', 'no_notable_signs', 'some_signs', 'several_independent_signs',
                                   'strong_multi_source'], s.band) - 1 as rank,
            coalesce(s.low_ubans, -9000000) as low, coalesce(s.weight_ubans, -9000000) as weight
        from axis_score s
    ),
    lead as (
        select claimant_id, max_by({axis: axis, band: band, rank: rank}, (rank, low, weight, axis)) as best,
            max(rank + ((low // 1000 + 10000) * 20001 + weight // 1000 + 10000) / 400040001.0) as priority
        from ranked group by claimant_id
    )
"""


def rows(con: Connection, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
    """Run a query and return its rows as dicts ready for JSON."""
    result = con.execute(sql, params)
    names = [column[0] for column in result.description or ()]
    return [{n: _plain(v) for n, v in zip(names, row, strict=True)} for row in result.fetchall()]


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat() + "Z"
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def run_info(con: Connection) -> Row:
    """Return the run's name, day, version and sizes."""
    return rows(
        con,
        """
        select m.run_id, r.as_of, r.version, r.seed, r.api_scores, m.created_at,
            (select count(*) from event) as n_events, (select count(*) from claim) as n_claims,
            (select count(*) from claimant) as n_claimants, (select count(*) from target) as n_channels,
            (select count(*) from campaign) as n_campaigns
        from run r, run_made m
        """,
    )[0]


def claimants(con: Connection, ids: Sequence[str] | None = None) -> list[Row]:
    """Return claimants, best lead first: who, how much, priority, campaign."""
    return rows(
        con,
        _LEADS
        + """
        select c.claimant_id, c.names, c.emails, c.channel_ids, c.n_claims, c.n_channels, c.n_reporters,
            c.first_claim_at, c.last_claim_at, k.campaign_id, round(l.priority, 9) as priority, l.best.axis as lead_axis
        from claimant c join lead l using (claimant_id)
        left join (select claimant_id, min(campaign_id) as campaign_id from campaign_member group by all) k
            using (claimant_id)
        where $ids is null or list_contains($ids, c.claimant_id)
        order by l.priority desc, c.claimant_id
        """,
        {"ids": None if ids is None else list(ids)},
    )


def axis_scores(con: Connection, ids: Sequence[str] | None = None) -> dict[str, dict[str, Row]]:
    """Return claimant -> axis -> weight, low, high in bans (null where nothing could be observed) and band."""
    found: dict[str, dict[str, Row]] = {}
    for row in con.execute(
        "select claimant_id, axis, weight_ubans, low_ubans, high_ubans, band from axis_score "
        "where $ids is null or list_contains($ids, claimant_id) order by claimant_id, axis",
        {"ids": None if ids is None else list(ids)},
    ).fetchall():
        claimant_id, axis, weight, low, high, band = row
        found.setdefault(claimant_id, {})[axis] = {
            "weight": bans(weight),
            "low": bans(low),
            "high": bans(high),
            "band": band,
        }
    return found


def bans(ubans: int | None) -> float | None:
    """Return whole micro-bans as bans, three decimals."""
    return None if ubans is None else round(ubans / MICRO, 3)


def findings(con: Connection, ids: Sequence[str] | None = None) -> list[Row]:
    """Return findings with their signal's words and the ids of their witnesses, weightiest first per claimant."""
    found = rows(
        con,
        """
        select f.finding_id, f.claimant_id, f.signal, s.code, s.title, f.axis, f.grp, f.level, f.grade, f.unit_id,
            f.p_value, f.n, f.n_of, f.stated_ubans, f.weight_ubans, f.facts::varchar as facts,
            s.explain::varchar as explain, s.innocent, s.literature, f.version, f.n_witnesses, f.rests_on,
            f.is_borne_by_every_claim
        from finding f join signal s using (signal)
        where $ids is null or list_contains($ids, f.claimant_id)
        order by f.claimant_id, abs(f.weight_ubans) desc, f.signal, f.axis
        """,
        {"ids": None if ids is None else list(ids)},
    )
    events = _witnesses(con, ids)
    for row in found:
        row["facts"] = json.loads(row["facts"] or "{}")
        row["explain"] = json.loads(row["explain"])
        row["weight"] = bans(row["weight_ubans"])
        row["stated"] = bans(row["stated_ubans"])
        row["evidence"] = events.get(row["finding_id"], [])
    return found


def _witnesses(con: Connection, ids: Sequence[str] | None) -> dict[str, list[str]]:
    listed = con.execute(
        """
        with chosen as (
            select finding_id, claimant_id, signal, level, unit_id, is_borne_by_every_claim from finding
            where $ids is null or list_contains($ids, claimant_id)
        ),
        borne as (
            select c.finding_id, w.event_key from chosen c join witness w using (claimant_id, signal, level, unit_id)
            where not c.is_borne_by_every_claim
            union all
            select c.finding_id, q.first_event from chosen c join claim q using (claimant_id)
            where c.is_borne_by_every_claim
        )
        select finding_id,
            list(coalesce(e.event_id, e.event_key) order by e.happened_at, e.event_key)[:$most] as evidence
        from borne b join event e using (event_key) group by finding_id
        """,
        {"ids": None if ids is None else list(ids), "most": EVIDENCE_LISTED},
    ).fetchall()
    return dict(listed)


def campaigns(con: Connection, ids: Sequence[str] | None = None) -> list[Row]:
    """Return campaigns, strongest first, with members, targets and score."""
    return rows(
        con,
        """
        with member as (
            select campaign_id, list(claimant_id order by claimant_id) as claimant_ids from campaign_member group by all
        ),
        hit as (
            select m.campaign_id, list(distinct q.target_id order by q.target_id) as target_channel_ids
            from campaign_member m join claim q using (claimant_id) group by all
        )
        select k.*, m.claimant_ids, h.target_channel_ids,
            s.weight_ubans as score_ubans, s.low_ubans, s.high_ubans, s.band
        from campaign k join member m using (campaign_id) join hit h using (campaign_id)
        join campaign_score s using (campaign_id)
        where $ids is null or list_contains($ids, k.campaign_id)
        order by list_position(['insufficient', 'no_notable_signs', 'some_signs', 'several_independent_signs',
                                'strong_multi_source'], s.band) desc, s.low_ubans desc nulls last,
                 s.weight_ubans desc nulls last, k.campaign_id
        """,
        {"ids": None if ids is None else list(ids)},
    )


def channels(con: Connection) -> list[Row]:
    """Return the channels under claim, those with most strikes standing first."""
    return rows(
        con,
        """
        select target_id as channel_id, title, topic, n_standing as strikes_standing, next_lapse_at, n_strikes,
            n_claims, n_claimants, first_claim_at, last_claim_at, terminated_at
        from target where n_claims > 0 order by n_standing desc, last_claim_at desc, target_id
        """,
    )


def signals(con: Connection) -> list[Row]:
    """Return the signals of the run with how often each fired among those it could look at."""
    return rows(
        con,
        """
        with fired as (
            select signal, count(distinct claimant_id) as n_fired from finding where weight_ubans <> 0 group by signal
        ),
        looked as (
            select signal, count(*) as n_looked from (select unnest(answered) as signal from asked) group by signal
        )
        select s.code, s.signal, s.title, s.question, s.axes, s.grp, s.unit, s.version, s.is_context, s.sql,
            s.params::varchar as params, s.explain::varchar as explain, s.innocent, s.literature, s.needs,
            coalesce(f.n_fired, 0) as n_fired, coalesce(l.n_looked, 0) as n_looked
        from signal s left join fired f using (signal) left join looked l using (signal)
        order by s.code, s.signal
        """,
    )


def find_subject(con: Connection, wanted: str) -> tuple[str, str] | None:
    """Return ("claimant" | "campaign" | "channel", id) for an id, a name, an e-mail or a reference; None if unknown."""
    found = con.execute(
        """
        select kind, id from (
            select 1 as o, 'claimant' as kind, claimant_id as id from claimant where claimant_id = $w::varchar
            union all select 2, 'campaign', campaign_id from campaign where campaign_id = $w::varchar
            union all select 3, 'claimant', i.claimant_id from claimant_record r join identity i using (record_id)
                where list_contains([r.record_id, r.name, r.email, r.channel_id, split_part(r.ref, '@', 1)],
                                    $w::varchar)
            union all select 4, 'channel', target_id from target where list_contains([target_id, title], $w::varchar)
        ) where id is not null order by o, id limit 1
        """,
        {"w": wanted},
    ).fetchall()
    return (str(found[0][0]), str(found[0][1])) if found else None


def records_of(con: Connection, claimant_id: str) -> list[str]:
    """Return the ids of a claimant's records, earliest first: what labels and reviews attach to."""
    found = con.execute("select record_ids from claimant where claimant_id = ?", [claimant_id]).fetchall()
    return list(found[0][0]) if found else []


def claims_of(con: Connection, claimant_ids: Sequence[str]) -> list[Row]:
    """Return the claims of claimants, oldest first."""
    return rows(
        con,
        """
        select c.claim_key, c.claimant_id, c.target_id as channel_id, t.title as channel_title,
            c.video_id, c.video_title, c.demand, c.claimed_at, c.claimed_at_precision, c.work_title,
            c.work_url, c.claim_text, c.level, c.outcome, c.outcome_at, c.notice_id,
            coalesce(e.event_id, e.event_key) as event_id, r.name as as_shown, r.email
        from claim c join target t using (target_id) join event e on e.event_key = c.first_event
        left join claimant_record r using (record_id)
        where list_contains($ids, c.claimant_id)
        order by c.claimed_at nulls last, c.claim_key
        """,
        {"ids": list(claimant_ids)},
    )


def unanswered(con: Connection, claimant_id: str) -> list[Row]:
    """Return the signals that lacked their data for this claimant."""
    return rows(
        con,
        """
        select s.code, s.signal, s.title, s.needs from signal s
        where not list_contains(coalesce((select answered from asked where claimant_id = ?), []), s.signal)
        order by s.code
        """,
        [claimant_id],
    )


def identity_suggestions(con: Connection) -> list[Row]:
    """Return pairs of records that may be one claimant, likeliest first; they never count as one."""
    found = rows(
        con,
        """
        select s.record_a, a.name as name_a, s.record_b, b.name as name_b, s.weight_ubans, s.why
        from identity_suggestion s
        join claimant_record a on a.record_id = s.record_a join claimant_record b on b.record_id = s.record_b
        order by s.weight_ubans desc, s.record_a, s.record_b
        """,
    )
    return [row | {"weight": bans(row.pop("weight_ubans"))} for row in found]
