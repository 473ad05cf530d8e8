"""How much speaks for two records being one claimant, in bans: log10 of the likelihood ratio (Fellegi and Sunter 1969).

Names count by rarity: sharing "Əli Məmmədov" says little, sharing a rare name much (term-frequency adjustment). All
weights are whole micro-bans. The shares below are hand-set starting values, not calibrated on labels.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from strikes.model import MICRO
from strikes.resolve.compare import SAME_FROM, UNSURE_FROM
from strikes.resolve.names import Names
from strikes.store.connection import Connection

#: Other records of the same claimant that a record has on average; the prior of a pair is this over all records.
OTHERS = 1.6
#: Share of pairs of one claimant that agree on a contact, and odds that a contact is shared by two claimants.
_CONTACTS = (
    ("channel", 0.5, 0.0001),
    ("ref", 0.5, 0.0001),
    ("email", 0.3, 0.005),
    ("handle", 0.2, 0.005),
    ("phone", 0.2, 0.01),
    # An address may be invented, or an office block's, and a domain has many mailboxes: they support a name, and link
    # nobody alone (Google v. Nguyen).
    ("address", 0.25, 0.3),
    ("domain", 0.3, 0.1),
)
SUPPORTING = ("address", "domain")
#: Both have such contacts and none agrees: less usual within one claimant than between two, and the less the more
#: records either has. Per record beyond the first, and at most.
CONFLICT, MOST_BY_CONFLICT = -0.3, -2.0
#: Share of pairs of one claimant that name one country, and what two countries take away.
SAME_COUNTRY, OTHER_COUNTRY = 0.9, -0.7
#: Share of pairs of one claimant whose names are spelled with one sound, or a slip apart; names that contradict.
SAME_NAME, NEAR_NAME, UNSURE_NAME = 0.8, 0.1, 0.05
OTHER_NAME = -1.5
#: Names of other groups whose score is this high are spellings of one name all the same.
AS_GOOD_AS_SAME = 0.96
#: No name says more than this, however rare.
MOST_BY_NAME = 6.5


def weigh(con: Connection, names: Names) -> None:
    """Create the temporary table `weighed` (a, b, basis, name_kind, score, weight_ubans) from `candidate`.

    What speaks against is counted over the clusters that the two records are in (`cluster`: rid, root).
    """
    con.execute("create or replace temp table contact_weight (kind varchar, agreeing double, shared double)")
    con.executemany("insert into contact_weight values (?, ?, ?)", _CONTACTS)
    _compare_names(con, names)
    [(records,)] = con.execute("select greatest(count(*), 2)::double from entry").fetchall()
    con.execute(_PAIR, {"unsure_from": UNSURE_FROM, "same_from": SAME_FROM, "as_good_as_same": AS_GOOD_AS_SAME})
    con.execute(_CHANCE, {"records": records, "micro": MICRO})
    con.execute(_AGREEING)
    con.execute(_AGAINST, {"conflict": CONFLICT, "most_against": MOST_BY_CONFLICT, "micro": MICRO})
    con.execute(_WEIGHED, {
        "records": records, "others": OTHERS, "country": SAME_COUNTRY,
        "other_country": OTHER_COUNTRY * MICRO, "supporting": list(SUPPORTING), "same": SAME_NAME, "near": NEAR_NAME,
        "unsure": UNSURE_NAME, "other": OTHER_NAME * MICRO, "most": MOST_BY_NAME * MICRO, "micro": MICRO,
    })  # fmt: skip


def _compare_names(con: Connection, names: Names) -> None:
    """Create `name_pair` (one, two, score): how alike the names of candidates of different groups are."""
    pairs = con.execute(_NAME_PAIRS).fetchnumpy()
    left, right = pairs["one"].astype(np.int64), pairs["two"].astype(np.int64)
    found = names.compare(left, right)
    con.register("compared", pa.table({"one": left, "two": right, "score": found.score.round(3)}))
    con.execute("create or replace temp table name_pair as select * from compared")
    con.unregister("compared")


_NAME_PAIRS = """
select distinct least(one.name_id, two.name_id) as one, greatest(one.name_id, two.name_id) as two
from candidate
join entry as one on one.rid = candidate.a
join entry as two on two.rid = candidate.b
where one.group_id <> two.group_id
order by one, two
"""

_PAIR = """
create or replace temp table pair as
select
    candidate.a, candidate.b, root_a.root as root_a, root_b.root as root_b,
    one.group_id as group_a, two.group_id as group_b, one.country as country_a, two.country as country_b,
    case
        when one.group_id is null or two.group_id is null then 'none'
        when one.group_id = two.group_id and one_group.is_disguised then 'disguised'
        when one.group_id = two.group_id then 'same'
        when name_pair.score < $unsure_from then 'different'
        when one_group.is_disguised or two_group.is_disguised then 'disguised'
        when name_pair.score >= $as_good_as_same then 'same'
        when name_pair.score >= $same_from then 'near'
        else 'unsure'
    end as name_kind,
    coalesce(name_pair.score, 1) as score
from candidate
join entry as one on one.rid = candidate.a
join entry as two on two.rid = candidate.b
join cluster as root_a on root_a.rid = candidate.a
join cluster as root_b on root_b.rid = candidate.b
left join name_group as one_group on one_group.group_id = one.group_id
left join name_group as two_group on two_group.group_id = two.group_id
left join name_pair
    on name_pair.one = least(one.name_id, two.name_id) and name_pair.two = greatest(one.name_id, two.name_id)
"""

#: The share of records that bear such a name by chance: each word's, without the records of this very name. Of two
#: spellings the more common one counts; of names that only share words, those words.
_CHANCE = """
create or replace temp table chance as
with either as (
    select a, b, name_kind, group_a as group_id, group_b as other_id from pair
    where name_kind in ('same', 'near', 'unsure')
    union all
    select a, b, name_kind, group_b, group_a from pair
    where name_kind in ('same', 'near', 'unsure') and group_a <> group_b
),
of_group as (
    select a, b, either.group_id,
        sum(round(
            $micro * log10(greatest(word_count.n_records - own.n_records + 0.5, 0.5) / $records)
        )::bigint) as share
    from either
    join name_group as own using (group_id)
    join group_word using (group_id)
    join word_count using (word)
    left join group_word as met on met.group_id = either.other_id and met.word = group_word.word
    where name_kind <> 'unsure' or met.word is not null
    group by a, b, either.group_id
)
select a, b, max(share)::bigint as share_ubans from of_group group by a, b
"""

_AGREEING = """
create or replace temp table agreeing as
with of_cluster as (
    select root, kind, value, count(*) as n_records
    from contact join cluster using (rid)
    where root in (select root_a from pair union select root_b from pair)
    group by root, kind, value
)
select a, b, one.kind, min(n_groups) as n_groups
from pair
join of_cluster as one on one.root = root_a
join of_cluster as two on two.root = root_b and two.kind = one.kind and two.value = one.value
join contact_value on contact_value.kind = one.kind and contact_value.value = one.value
group by a, b, one.kind
"""

_AGAINST = """
create or replace temp table against as
with per_kind as (
    select root, kind, count(*) as n_records
    from contact join cluster using (rid)
    where kind in ('email', 'handle', 'phone', 'address')
    group by root, kind
)
select
    a, b,
    sum(round($micro * greatest($conflict * (one.n_records + two.n_records - 1), $most_against))::bigint) as weight
from pair
join per_kind as one on one.root = root_a
join per_kind as two on two.root = root_b and two.kind = one.kind
anti join agreeing on agreeing.a = pair.a and agreeing.b = pair.b and agreeing.kind = one.kind
group by a, b
"""

_WEIGHED = """
create or replace temp table weighed as
with of_country as (
    select country, count(*) / sum(count(*)) over () as share from entry where country is not null group by country
),
by_kind as (
    select a, b, kind, round($micro * log10(agreeing * $records / (shared * n_groups)))::bigint as weight
    from agreeing join contact_weight using (kind)
),
by_contact as (
    select
        a, b,
        sum(weight) filter (not list_contains($supporting, kind)) as weight,
        sum(weight) filter (list_contains($supporting, kind)) as supporting_weight,
        string_agg(kind, '+' order by kind) as kinds
    from by_kind group by a, b
),
summed as (
    select
        pair.*, kinds, share_ubans,
        (
            round($micro * log10($others / $records))
            + case name_kind
                when 'same' then least(round($micro * log10($same)) - share_ubans, $most)
                when 'near' then least(round($micro * log10($near)) - share_ubans, $most)
                when 'unsure' then coalesce(least(round($micro * log10($unsure)) - share_ubans, $most), 0)
                when 'different' then $other
                else 0
            end
            + coalesce(by_contact.weight, 0) + coalesce(against.weight, 0)
            + case when name_kind in ('same', 'near', 'unsure') then coalesce(supporting_weight, 0) else 0 end
            + case
                when country_a = country_b then round($micro * log10($country / of_country.share))
                when country_a <> country_b then $other_country
                else 0
            end
        )::bigint as weight
    from pair
    left join of_country on of_country.country = pair.country_a
    left join chance using (a, b) left join by_contact using (a, b) left join against using (a, b)
),
-- Clusters of one name that are more likely others than not: records we know to bear the name by chance.
others as (
    select group_a, sum(n_records) as n_records
    from summed
    join (select root, count(*) as n_records from cluster group by root) as size on size.root = summed.root_b
    where group_a = group_b and kinds is null and weight < 0
    group by group_a
)
select
    a, b, group_a, group_b, name_kind, score,
    concat_ws('+', case when name_kind in ('same', 'near') then name_kind || '_name' end, kinds) as basis,
    weight - case
        when kinds is null and weight >= 0 and others.n_records is not null
        then round($micro * log10(1 + others.n_records / ($records * pow(10, share_ubans / $micro))))::bigint
        else 0
    end as weight_ubans
from summed left join others using (group_a)
"""
