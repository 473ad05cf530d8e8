"""What changed between two runs: who rose or fell, which campaigns grew."""

from __future__ import annotations

from typing import Any

from strikes.store.connection import attach, scratch
from strikes.store.runs import run_file
from strikes.store.workspace import Workspace

_BANDS = "['insufficient', 'no_notable_signs', 'some_signs', 'several_independent_signs', 'strong_multi_source']"


def changes(workspace: Workspace, old_id: str, new_id: str) -> list[dict[str, Any]]:
    """Return what differs, most telling first: kind, subject, names, axis, from, to.

    Kinds: `rose`, `fell` (a claimant's band on an axis), `joined`, `left` (a campaign), `new_campaign`, `new_claims`.
    """
    old, new = run_file(workspace, old_id), run_file(workspace, new_id)
    with scratch(reachable=[old, new]) as con:
        attach(con, old, "old", read_only=True)
        attach(con, new, "new", read_only=True)
        found = con.execute(
            f"""
            with band as (
                select n.claimant_id, n.axis, coalesce(o.band, 'insufficient') as before, n.band as after,
                    list_position({_BANDS}, n.band) - list_position({_BANDS}, coalesce(o.band, 'insufficient')) as step
                from new.axis_score n left join old.axis_score o using (claimant_id, axis)
            ),
            moved as (
                select case when step > 0 then 'rose' else 'fell' end as kind, claimant_id as subject, axis,
                    before, after, abs(step) as size
                from band
                -- from "insufficient" to "no notable signs" nothing is said against anybody
                where step <> 0 and greatest(list_position({_BANDS}, before), list_position({_BANDS}, after)) > 2
            ),
            member as (
                select 'joined' as kind, claimant_id as subject, null as axis, null as before, campaign_id as after,
                    1 as size
                from new.campaign_member n where not exists (select 1 from old.campaign_member o
                    where o.claimant_id = n.claimant_id and o.campaign_id = n.campaign_id)
                and campaign_id in (select campaign_id from old.campaign)
                union all
                select 'left', claimant_id, null, campaign_id, null, 1
                from old.campaign_member o where not exists (select 1 from new.campaign_member n
                    where o.claimant_id = n.claimant_id and o.campaign_id = n.campaign_id)
                and campaign_id in (select campaign_id from new.campaign)
                union all
                select 'new_campaign', campaign_id, null, null, campaign_id, n_claimants from new.campaign
                where campaign_id not in (select campaign_id from old.campaign)
            )
            select m.kind, m.subject, coalesce(c.names, []) as names, m.axis, m.before, m.after
            from (from moved union all by name from member) m left join new.claimant c on c.claimant_id = m.subject
            order by list_position(['rose', 'new_campaign', 'joined', 'fell', 'left'], m.kind),
                m.size desc, m.subject, m.axis
            """
        ).fetchall()
    names = ("kind", "subject", "names", "axis", "before", "after")
    return [dict(zip(names, row, strict=True)) for row in found]
