"""From the claims of a run to its edges, bursts and campaigns: the room's one way in for the pipeline."""

from __future__ import annotations

import dataclasses

import numpy as np

from strikes.group.bursts import find_bursts
from strikes.group.campaigns import store_campaigns
from strikes.group.claims import number_claims
from strikes.group.communities import find_communities
from strikes.group.cotargeting import store_cotargeting
from strikes.group.layers import store_edges
from strikes.group.notices import store_notices
from strikes.group.sentences import tell
from strikes.group.significant import run_tests
from strikes.group.universe import Universe
from strikes.store.connection import Connection

#: An agent or a holder's own contact is nobody's newcomer, however little it did.
_NO_NEWCOMER = 1 << 30
_KNOWN = "select distinct account_no from known_agent join account on account = claimant_id order by account_no"


def build(con: Connection, *, seed: int) -> None:
    """Make the derived tables of coordination from `claim_action` and what is known of claimants.

    Reads `claim_action`, `claimant_contact`, `claimant_name`, `claimant_channel` and `known_agent`. Makes `pair`,
    `edge`, `edge_witness`, `burst`, `burst_member`, `campaign`, `campaign_member`, `campaign_edge`, `campaign_reporter`
    and `group_notice` (docs/coordination.md tells their columns). The same claims and seed give the same tables.
    """
    before = _temporary(con)
    number_claims(con)
    universe = Universe.read(con)
    known = con.execute(_KNOWN).fetchnumpy()["account_no"].astype(np.int64)
    n_objects_of = universe.n_objects_of.copy()
    n_objects_of[known] = _NO_NEWCOMER
    found = run_tests(con, dataclasses.replace(universe, n_objects_of=n_objects_of))
    store_cotargeting(con, found.tested)
    find_bursts(con, found, seed)
    store_edges(con, found.universe)
    find_communities(con, seed)
    store_campaigns(con, found.tested)
    store_notices(con, found)
    tell(con)
    # A run keeps conclusions, not what was only on the way.
    for name in sorted(_temporary(con) - before):
        con.execute(f'drop table "{name}"')


def _temporary(con: Connection) -> set[str]:
    return {name for (name,) in con.execute("select table_name from duckdb_tables() where temporary").fetchall()}
