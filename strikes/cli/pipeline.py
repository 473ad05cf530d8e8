"""The way from facts to a run, room after room: resolve -> group -> signals -> score."""

from __future__ import annotations

import datetime as dt

from strikes import __version__, settings
from strikes.store import runs
from strikes.store.connection import drop_temporary
from strikes.store.derived import AFTER_RESOLVE, BEFORE_RESOLVE, derive
from strikes.store.reference import load_reference
from strikes.store.workspace import Workspace

SEED = 1


def make_run(workspace: Workspace, *, as_of: dt.date, make_latest: bool, seed: int = SEED) -> runs.Run:
    """Score the facts known on `as_of` and keep the run."""
    from strikes.group.build import build
    from strikes.resolve.identities import resolve_records
    from strikes.resolve.impersonation import look_alikes
    from strikes.score.scores import score
    from strikes.signals import catalogue

    policy, no_api = settings.policy(workspace.root), settings.is_without_api()
    with runs.building(workspace, as_of) as con:
        con.execute(
            "create table run as select ?::varchar as version, ?::date as as_of, ?::integer as seed, "
            "?::varchar as api_scores",
            [__version__, as_of.isoformat(), seed, "none" if no_api else policy.api_scores],
        )
        con.execute("set variable no_api = ?", [no_api])
        load_reference(con)
        derive(con, BEFORE_RESOLVE)
        look_alikes(con)
        resolve_records(con)
        drop_temporary(con)
        derive(con, AFTER_RESOLVE)
        build(con, seed=seed)
        drop_temporary(con)
        score(con, catalogue(), seed=seed, api_counts=policy.api_scores == "score")
        return runs.finish(con, workspace, make_latest=make_latest, now=dt.datetime.now(dt.UTC).replace(tzinfo=None))
