"""A window estimated from the table itself, after CooRnet: how fast the quickest objects gather half their actions."""

from __future__ import annotations

from strikes.store.connection import Connection

# The tenth of the objects whose second action comes quickest, and the median of their times to half of all actions.
_ESTIMATE = """
with placed as (
    select object_no, at_ms - min(at_ms) over of_object as after_ms,
           row_number() over (of_object order by at_ms) as place, count(*) over of_object as n
    from action window of_object as (partition by object_no)
),
speed as (
    select object_no, min(after_ms) filter (place = 2) as second_ms, min(after_ms) filter (place >= n / 2) as half_ms
    from placed where n >= 2 group by object_no
)
select median(half_ms) from speed where second_ms <= (select quantile_cont(second_ms, 0.1) from speed)
"""


def estimated_window_s(con: Connection) -> int:
    """Return whole seconds, at least 1; a table in which no object has two actions gives 1 too.

    Giglietto, Righetti, Rossi & Marino 2020, doi.org/10.1080/1369118X.2020.1739732 (their q = 0.1 and p = 0.5).
    """
    found = con.execute(_ESTIMATE).fetchall()[0][0]
    return max(1, round((found or 0) / 1000))
