"""What scoring costs as a casebook grows: `python -m benchmarks.score_scale [EVENTS] [FOLDER]` (default 1,000,000).

A SIMULATED casebook with a tenth as many claimants and texts as events is collected once into FOLDER and scored.
Printed per stage: CPU seconds and the peak of memory so far; resolve and group are the other rooms' and stand apart.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path

from benchmarks.score_stages import score_in_stages, total
from strikes.collect.tables.importer import import_table
from strikes.store import casebook, runs
from strikes.store.connection import scratch
from strikes.store.workspace import Workspace

#: `r(i, salt)` is a number in [0, 1) that depends on nothing but its arguments.
_MACROS = """
create macro r(i, salt) as (hash(i, salt) % 1000003) / 1000003.0;
create macro pick(i, salt, n, power) as floor(n * pow(r(i, salt), power))::bigint;
"""
_EVENTS = """
copy (
    with drawn as (
        select i, pick(i, 1, $claimants, 1.6) as c, pick(i, 2, $targets, 2.0) as t, pick(i, 3, $texts, 1.2) as text_no,
            timestamp '2024-01-01' + to_seconds(floor(63072000 * r(i, 4))::bigint) as ts
        from range($claims) as x(i)
    ),
    claims as (
        select 'q' || i as claim_id, 'takedown' as event_type, strftime(ts, '%Y-%m-%dT%H:%M:%SZ') as occurred_at,
            'UCsim' || t as channel_id, ['news', 'music', 'film', 'sport', 'games'][1 + t % 5] as channel_topic,
            'v' || pick(i, 5, $claims, 1) as video_id,
            case when r(i, 6) < 0.5 then strftime(ts - to_hours(pick(i, 7, 20000, 3.0)), '%Y-%m-%dT%H:%M:%SZ') end
                as video_published_at,
            case when r(c, 8) < 0.9 then 'Simulated ' || ['Film', 'Person', 'Media', 'Label'][1 + c % 4] || ' ' || c end
                as claimant_name,
            case when r(c, 8) >= 0.9 or r(c, 9) < 0.5 then 'box' || c || ['@gmail.com', '@c' || c
                || '.example'][1 + c % 2] end
                as claimant_email,
            case when r(c, 10) < 0.2 then 'UCsimc' || c end as claimant_channel_id,
            case when r(i, 11) < 0.4 then 'work ' || pick(i, 12, 50000, 1) end as work_title,
            case when r(i, 13) < 0.5 then 'This is simulated text number ' || text_no
                || ' about a work of mine' end as claim_text,
            'P' || (1 + pick(i, 14, 5, 1)) as provenance, ts, i
        from drawn
    )
    select * exclude (ts, i) from claims
    union all by name
    select * exclude (ts, i) replace (
        ['strike_expiry', 'retraction', 'reinstatement', 'request_rejected'][1 + pick(i, 15, 4, 2.5)] as event_type,
        strftime(ts + to_days(30), '%Y-%m-%dT%H:%M:%SZ') as occurred_at, null as claim_text, null as work_title)
    from claims where r(i, 16) < $outcomes
) to '{file}' (format parquet)
"""
_PROFILES = """
copy (
    select 'UCsimc' || c as claimant_channel_id, '2023-06-01' as created_at, '2024-06-01' as observed_at,
        'api' as source,
        pick(c, 20, 40, 3.0) as video_count, pick(c, 21, 900, 3.0) as subscriber_count, pick(c, 22, 90000,
            3.0) as view_count,
        'active' as status
    from range($claimants) as x(c) where r(c, 10) < 0.2
) to '{file}' (format parquet)
"""
_EVIDENCE = """
copy (
    select 'q' || i as subject, ['match_confirmed', 'licence', 'pay_demand'][1 + i % 3] as kind, 'yes' as value,
        'P3' as provenance, 'analyst' as by
    from range($claims) as x(i) where r(i, 30) < 0.005
) to '{file}' (format parquet)
"""


def simulated(folder: Path, n_events: int) -> Workspace:
    """Collect a SIMULATED casebook of `n_events` events, once."""
    workspace = Workspace(folder / f"scale-{n_events}")
    if workspace.casebook.exists():
        return workspace
    casebook.create(workspace)
    claims = int(n_events / 1.25)
    sizes = {"claimants": n_events // 10, "targets": n_events // 20, "texts": n_events // 10, "claims": claims}
    files = {kind: folder / f"{kind}.parquet" for kind in ("events", "profiles", "evidence")}
    with scratch(reachable=list(files.values())) as con:
        con.execute(_MACROS)
        for file, sql in zip(files.values(), (_EVENTS, _PROFILES, _EVIDENCE), strict=True):
            values = {**sizes, "outcomes": 0.25}
            con.execute(sql.format(file=file), {k: v for k, v in values.items() if f"${k}" in sql})
            print(import_table(workspace, file).counts, flush=True)
            file.unlink()
    return workspace


def main() -> None:
    """Score and print."""
    n_events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
    workspace = simulated(folder, n_events)
    with runs.building(workspace, dt.date(2026, 1, 1)) as con:
        costs = score_in_stages(con)
        print(f"without the other rooms' stages: {total(costs):.1f} CPU s")
        ((patterns, scores),) = con.execute(
            "select (select count(*) from distinct_pattern), count(*) from axis_score"
        ).fetchall()
        print(f"{scores} scores of {patterns} distinct patterns")


if __name__ == "__main__":
    main()
