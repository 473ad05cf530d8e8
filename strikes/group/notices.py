"""What guards and limits did in this run, one row each, for a reader who wonders what was not looked at."""

from __future__ import annotations

from strikes.group.contacts import MOST_CLAIMANTS as MOST_PER_CONTACT
from strikes.group.meetings import NEIGHBOURS
from strikes.group.significant import Found
from strikes.group.texts import MOST_CLAIMANTS as MOST_PER_WORDING
from strikes.store.connection import Connection

_COUNTS = {
    "undated": "select count(*) from act where is_undated",
    "anonymous": "select count(*) from claim_action where coalesce(level, 1) < 1",
    "template": (
        f"select count(*) from (select wording from worded group by wording having count(*) > {MOST_PER_WORDING})"
    ),
    "agency_contact": f"""
        select count(*) from (select kind, value from claimant_contact group by all
                              having count(distinct claimant_id) > {MOST_PER_CONTACT})""",
    "excused": "select count(*) from excused",
}
_SENTENCES = {
    "popular_target": (
        f"targets have more than {NEIGHBOURS + 1} claims; there each claim was compared with the {NEIGHBOURS} nearest "
        "in time only."
    ),
    "wave": (
        "crowds of newcomers were too large to be told from honest people (a viral compilation, a call to report); "
        "they are listed as bursts and tie nobody."
    ),
    "undated": "claims have no known time; they count for shared targets and for no window.",
    "anonymous": "claims rest on an anonymous tip alone (P0) and tie nobody.",
    "template": f"wordings are used by more than {MOST_PER_WORDING} claimants; such a template ties nobody.",
    "agency_contact": f"contacts are given by more than {MOST_PER_CONTACT} claimants; such an agency ties nobody.",
    "excused": "pairs are explained by one known agent or holder; they hold no campaign together.",
}


def store_notices(con: Connection, found: Found) -> None:
    """Fill `group_notice` (what, n, sentence) with the guards that acted."""
    counts = {what: int(con.execute(sql).fetchall()[0][0]) for what, sql in _COUNTS.items()}
    counts |= {"popular_target": found.meetings.n_guarded, "wave": sum(swarm.is_wave for swarm in found.swarms)}
    con.execute("create or replace table group_notice (what varchar, n bigint, sentence varchar)")
    for what in sorted(counts):
        if counts[what]:
            sentence = f"{counts[what]} {_SENTENCES[what]}"
            con.execute("insert into group_notice values (?, ?, ?)", [what, counts[what], sentence])
