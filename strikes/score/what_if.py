"""What if a signal weighed more, or less, or nothing? Who would change band; nothing is stored."""

from __future__ import annotations

from typing import Any

from strikes.score.scores import judge, run_sql
from strikes.store.connection import attach, scratch
from strikes.store.read.rows import BANDS
from strikes.store.runs import run_file
from strikes.store.workspace import Workspace

#: What `pattern.sql` reads besides the findings, from the run as it is.
_AS_IT_IS = ("asked", "signal", "label", "claimant_record", "identity", "holder_match", "campaign_member", "campaign")


def what_if(workspace: Workspace, run_id: str, signal: str, factor: float) -> list[dict[str, Any]]:
    """Return who would stand in another band if `signal` weighed `factor` times what it does, largest step first.

    Rows: claimant_id, names, axis, before, after, step (bands up or down). Only claimants the signal fired for are
    computed again, with the same draws as the run; which of its answers is the finding does not change.
    """
    with scratch() as con:
        attach(con, run_file(workspace, run_id), "kept", read_only=True)
        for name in _AS_IT_IS:
            con.execute(f"create view {name} as from kept.{name}")
        con.execute(
            "create table claimant as from kept.claimant where claimant_id in "
            "(select claimant_id from kept.finding where signal = ?)",
            [signal],
        )
        con.execute(
            """
            create table finding as
            select * replace (
                case when signal = $signal then round(stated_ubans * $factor)::bigint else stated_ubans end as stated_ubans,
                case when signal = $signal then round(weight_ubans * $factor)::bigint else weight_ubans end as weight_ubans)
            from kept.finding where signal <> $signal or $factor <> 0
            """,
            {"signal": signal, "factor": factor},
        )
        ((seed,),) = con.execute("select seed from kept.run").fetchall()
        run_sql(con, "pattern.sql")
        judge(con, int(seed))
        found = con.execute(
            f"""
            select n.claimant_id, c.names, n.axis, o.band, n.band,
                list_position({BANDS}, n.band) - list_position({BANDS}, o.band) as step
            from axis_score n join kept.axis_score o using (claimant_id, axis) join claimant c using (claimant_id)
            where n.band <> o.band order by abs(step) desc, step desc, n.claimant_id, n.axis
            """
        ).fetchall()
    return [dict(zip(("claimant_id", "names", "axis", "before", "after", "step"), row, strict=True)) for row in found]
