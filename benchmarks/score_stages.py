"""The pipeline of `strikes score`, stage after stage, each with its CPU seconds and the peak of memory so far."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

from strikes.group.build import build
from strikes.resolve.identities import resolve_records
from strikes.resolve.impersonation import look_alikes
from strikes.score.calibrate import calibrate
from strikes.score.catalogue import describe
from strikes.score.judge import judge
from strikes.score.observe import observe
from strikes.score.scores import weigh
from strikes.signals import catalogue
from strikes.store.connection import Connection, drop_temporary
from strikes.store.derived import AFTER_RESOLVE, BEFORE_RESOLVE, derive
from strikes.store.reference import load_reference

#: Stages of the rooms before the signals: resolve, look-alikes of holders, and group are measured by themselves.
OTHER_ROOMS = ("resolve", "look-alikes", "group")


def score_in_stages(con: Connection, seed: int = 1) -> dict[str, float]:
    """Score a run under construction; print what each stage cost and return its CPU seconds."""
    costs: dict[str, float] = {}

    def stage(name: str, *steps: Callable[[], object]) -> None:
        started = time.process_time()
        for step in steps:
            step()
        costs[name] = time.process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name:28s} {costs[name]:8.1f} CPU s {peak:8.0f} MB", flush=True)

    # What the pipeline notes of a run before it begins (strikes/cli/pipeline.py).
    con.execute(
        "create table run as select 'benchmark' as version, current_date as as_of, ? as seed, 'score' as api_scores",
        [seed],
    )
    con.execute("set variable no_api = false")
    stage("derive before resolve", lambda: load_reference(con), lambda: derive(con, BEFORE_RESOLVE))
    stage("resolve", lambda: resolve_records(con))
    stage("look-alikes", lambda: look_alikes(con), lambda: drop_temporary(con))
    stage("derive after resolve", lambda: derive(con, AFTER_RESOLVE))
    stage("group", lambda: build(con, seed=seed), lambda: drop_temporary(con))
    describe(con, catalogue(), api_counts=True)
    stage("all signals", lambda: observe(con, catalogue()))
    stage("weights, provenance, voices", lambda: weigh(con))
    stage("combination and intervals", lambda: judge(con, seed=seed, trust=calibrate(con, seed)))
    return costs


def total(costs: dict[str, float]) -> float:
    """Return the CPU seconds of the stages that are not another room's."""
    return sum(cost for name, cost in costs.items() if name not in OTHER_ROOMS)
