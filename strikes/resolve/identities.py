"""Who is who: records become claimants, each link with its reason.

Automatic above a stated error rate; below it a suggestion, which never counts as merged.

An analyst's word outranks every weight: `same` merges (also through a third), `different` never does.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from strikes.model import MICRO
from strikes.resolve.block import by_contact, by_name, word_tables
from strikes.resolve.clusters import Clusters
from strikes.resolve.compare import UNSURE_FROM
from strikes.resolve.entries import prepare
from strikes.resolve.evidence import weigh
from strikes.resolve.names import Names
from strikes.store.connection import Connection

#: A link merges by itself from here on: 2.5 to 1 at the margin that it is right. Of all automatic links
#: together fewer than one in twenty is wrong (measured in docs/resolution.md).
AUTOMATIC = round(0.4 * MICRO)
#: From here on it is suggested: even odds.
SUGGESTED = 0
#: Clusters that could come to hold more differently spelled names than this are compared name by name only by their
#: links, which keeps an office's address from growing one giant.
_MOST_NAMES = 60


def resolve_records(con: Connection) -> None:
    """Create `identity`, `identity_link`, `identity_suggestion` and `name_note` from `claimant_record`.

    Where there is a `holder_match`, a name alone never joins a holder with one who writes from elsewhere in its name.
    Needs `identity_decision` too (it may be empty). identity: record_id, claimant_id. identity_link: every merge that
    made the clusters, with its basis, weight in micro-bans and reason. identity_suggestion: what was not merged.
    """
    names = prepare(con)
    word_tables(con, names)
    clusters = _clusters(con)
    decided = _decide(con, clusters)
    _take_sides(con, clusters)
    used = []
    con.execute("create or replace temp table link as select * from (select null::bigint as a) where false")
    for find_candidates in (by_contact, by_name):
        _tell_clusters(con, clusters)
        find_candidates(con)
        weigh(con, names)
        used += _grow(con, names, clusters)
    _store(con, clusters, decided, used)


def _clusters(con: Connection) -> Clusters:
    group = con.execute("select coalesce(group_id, -1) as g from entry order by rid").fetchnumpy()["g"]
    return Clusters(group.tolist())


def _tell_clusters(con: Connection, clusters: Clusters) -> None:
    """Create the temporary table `cluster` (rid, root) as things stand."""
    con.register("stand", pa.table({"rid": range(len(clusters)), "root": clusters.roots()}))
    con.execute("create or replace temp table cluster as select * from stand")
    con.unregister("stand")


def _take_sides(con: Connection, clusters: Clusters) -> None:
    if not con.execute("select 1 from duckdb_tables() where table_name = 'holder_match'").fetchall():
        return
    for record, holder, is_own in con.execute(_SIDES).fetchall():
        clusters.take_side(record, holder, is_own)


_SIDES = """
select rid, holder_id, contact in ('holders_own', 'agent') as is_own
from holder_match join entry using (record_id)
where contact in ('holders_own', 'agent', 'other', 'look_alike_domain') order by rid, holder_id
"""


def _grow(con: Connection, names: Names, clusters: Clusters) -> list[tuple[int, int]]:
    """Merge along the automatic links, strongest first, and keep what was weighed for the reasons and suggestions."""
    rows = con.execute(_LINKS, [AUTOMATIC]).fetchnumpy()
    links = list(zip(rows["a"].tolist(), rows["b"].tolist(), strict=True))
    by_name = frozenset(link for link, is_so in zip(links, rows["by_name"].tolist(), strict=True) if is_so)
    used = clusters.grow(links, _compatible(con, names), by_name)
    con.execute("create or replace temp table link as select * from link union all by name select * from weighed")
    return used


_LINKS = """
select a, b, not regexp_matches(basis, 'channel|ref|email|handle|phone') as by_name
from weighed where weight_ubans >= ? order by weight_ubans desc, a, b
"""

_LINKED_GROUPS = """
select distinct one.group_id as one, two.group_id as two
from weighed
join cluster as root_a on root_a.rid = a join cluster as same_a on same_a.root = root_a.root
join cluster as root_b on root_b.rid = b join cluster as same_b on same_b.root = root_b.root
join entry as one on one.rid = same_a.rid join entry as two on two.rid = same_b.rid
where weight_ubans >= ? and one.group_id <> two.group_id
order by all
"""


def _compatible(con: Connection, names: Names) -> set[tuple[int, int]]:
    """Return the pairs of name groups, of those that could meet in one cluster, that do not contradict each other."""
    links = con.execute(_LINKED_GROUPS, [AUTOMATIC]).fetchnumpy()
    first = con.execute("select name_id from name_group order by group_id").fetchnumpy()["name_id"].astype(np.int64)
    met = _meeting(links["one"].tolist(), links["two"].tolist())
    left = np.array([one for one, _ in met], dtype=np.int64)
    right = np.array([two for _, two in met], dtype=np.int64)
    alike = names.compare(first[left], first[right]).score >= UNSURE_FROM
    direct = con.execute(
        "select distinct group_a as one, group_b as two from weighed where weight_ubans >= ? and group_a <> group_b",
        [AUTOMATIC],
    ).fetchnumpy()
    found = {pair for pair, is_alike in zip(met, alike.tolist(), strict=True) if is_alike}
    found |= set(zip(direct["one"].tolist(), direct["two"].tolist(), strict=True))
    return found | {(two, one) for one, two in found}


def _meeting(left: list[int], right: list[int]) -> list[tuple[int, int]]:
    """Return the pairs of groups in one connected piece of the links; of large pieces only the linked ones."""
    pieces = Clusters([-1] * (max([*left, *right], default=-1) + 1))
    pieces.grow(zip(left, right, strict=True), set())
    members: dict[int, list[int]] = {}
    for group in sorted({*left, *right}):
        members.setdefault(pieces.find(group), []).append(group)
    small = [piece for piece in members.values() if len(piece) <= _MOST_NAMES]
    inside = {(one, two) for piece in small for at, one in enumerate(piece) for two in piece[at + 1 :]}
    return sorted(inside | {(min(pair), max(pair)) for pair in zip(left, right, strict=True)})


def _decide(con: Connection, clusters: Clusters) -> list[tuple[int, int, str]]:
    """Carry out what analysts decided; of two decisions on one pair the later counts."""
    rows = con.execute(_DECISIONS).fetchall()
    for one, two, decision, _ in rows:
        if decision == "different":
            clusters.keep_apart(one, two)
    merged = []
    for one, two, decision, by in rows:
        if decision == "same" and clusters.find(one) != clusters.find(two) and not clusters.is_barred(one, two):
            clusters.merge(one, two)
            merged.append((one, two, by))
    return merged


_DECISIONS = """
with pair as (
    select
        least(one.rid, two.rid) as a, greatest(one.rid, two.rid) as b, decision,
        coalesce(decided_by, '') as decided_by, decided_at
    from identity_decision
    join entry as one on one.record_id = record_a
    join entry as two on two.record_id = record_b
    where one.rid <> two.rid
)
select a, b, decision, decided_by from pair
qualify row_number() over (partition by a, b order by decided_at desc nulls last, decision) = 1
order by decided_at desc nulls last, a, b
"""


def _store(
    con: Connection, clusters: Clusters, decided: list[tuple[int, int, str]], used: list[tuple[int, int]]
) -> None:
    con.register("found", pa.table({"rid": range(len(clusters)), "anchor": clusters.roots()}))
    con.execute(_IDENTITY)
    con.register(
        "decided",
        pa.table(
            {
                "a": [a for a, _, _ in decided],
                "b": [b for _, b, _ in decided],
                "by": pa.array([by for _, _, by in decided], pa.string()),
            }
        ),
    )
    con.register(
        "used",
        pa.table({"a": pa.array([a for a, _ in used], pa.int64()), "b": pa.array([b for _, b in used], pa.int64())}),
    )
    con.execute(_IDENTITY_LINK)
    con.execute(_IDENTITY_SUGGESTION, [SUGGESTED])
    for view in ("found", "decided", "used"):
        con.unregister(view)


_IDENTITY = """
create or replace table identity as
select entry.record_id, 'c_' || substr(sha256(anchor.record_id), 1, 16) as claimant_id
from found join entry using (rid) join entry as anchor on anchor.rid = found.anchor
order by entry.record_id
"""

#: The reason of a link in words, from what agreed.
_WHY = """
concat_ws('; ',
    case name_kind
        when 'same' then 'the names sound alike: ' || one.name || ' and ' || two.name
        when 'near' then 'the names are a slip apart: ' || one.name || ' and ' || two.name
        when 'unsure' then 'the names may be one: ' || one.name || ' and ' || two.name
        when 'different' then 'against it: the names differ, ' || one.name || ' and ' || two.name
        when 'disguised' then 'one name is written with borrowed letters: ' || one.name || ' and ' || two.name
        else 'one record has no name'
    end,
    case when contains(basis, 'channel') then 'the same channel' end,
    case when contains(basis, 'ref') then 'the same reference' end,
    case when contains(basis, 'email') then 'the same mailbox' end,
    case when contains(basis, 'handle') then 'the same handle' end,
    case when contains(basis, 'phone') then 'the same phone number' end,
    case when contains(basis, 'address') then 'the same postal address' end,
    case when contains(basis, 'domain') then 'mailboxes of one domain' end
)
"""

_IDENTITY_LINK = f"""
create or replace table identity_link as
select one.record_id as record_a, two.record_id as record_b, basis, weight_ubans, {_WHY} as why
from used join link using (a, b) join entry as one on one.rid = a join entry as two on two.rid = b
union all by name
select one.record_id as record_a, two.record_id as record_b, 'decision' as basis, null::bigint as weight_ubans,
    'decided to be the same' || case when "by" <> '' then ' by ' || "by" else '' end as why
from decided join entry as one on one.rid = a join entry as two on two.rid = b
order by record_a, record_b
"""

_IDENTITY_SUGGESTION = f"""
create or replace table identity_suggestion as
with apart as (
    select link.*, least(one.anchor, two.anchor) as older, greatest(one.anchor, two.anchor) as younger
    from link join found as one on one.rid = a join found as two on two.rid = b
    where one.anchor <> two.anchor and weight_ubans >= ?
    qualify row_number() over (partition by older, younger order by weight_ubans desc, a, b) = 1
)
select one.record_id as record_a, two.record_id as record_b, weight_ubans, {_WHY} as why
from apart join entry as one on one.rid = a join entry as two on two.rid = b
anti join identity_decision as said
    on said.decision = 'different'
    and (said.record_a, said.record_b) in ((one.record_id, two.record_id), (two.record_id, one.record_id))
order by weight_ubans desc, record_a, record_b
"""
