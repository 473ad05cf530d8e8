"""Which records are worth comparing: those that share a contact, a name, or a name but for one word's slip.

Candidates are links between few: one record of each (contact, name group), or of each cluster, stands for the others.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from strikes.resolve.alike import Numbers
from strikes.resolve.names import Names
from strikes.store.connection import Connection

#: A contact that so many differently named claimants give is an office's or an agency's: it links nobody.
MOST_GROUPS = 12
#: A slip in a shorter word makes another word.
_SHORTEST_WORD = 5


def by_contact(con: Connection) -> None:
    """Create the temporary table `candidate` (a, b): rids that share a contact, a the older one."""
    con.execute(_CONTACT_VALUE)
    con.execute(_BY_CONTACT)


def by_name(con: Connection) -> None:
    """Create `candidate` (a, b) anew: of clusters that share a name or one a slip apart, the oldest records.

    Within a name group all are held against the cluster that has most records of that name.
    """
    con.execute(_BY_NAME)


_CONTACT_VALUE = """
create or replace temp table contact_value as
select kind, value, count(distinct coalesce(group_id, -1)) as n_groups
from contact join entry using (rid)
group by kind, value
having count(*) > 1
"""

_BY_CONTACT = f"""
create or replace temp table candidate as
with held as (
    select kind, value, n_groups, rid, coalesce(group_id, -1) as group_id,
        min(rid) over (partition by kind, value, group_id) as oldest
    from contact join entry using (rid) join contact_value using (kind, value)
),
standing as (select distinct kind, value, group_id, oldest from held where n_groups between 2 and {MOST_GROUPS})
select distinct a, b from (
    select oldest as a, rid as b from held where oldest < rid
    union all
    select one.oldest, two.oldest
    from standing as one join standing as two using (kind, value) where one.oldest < two.oldest
)
"""

_BY_NAME = """
create or replace temp table candidate as
with part as (
    select group_id, root, min(rid) as rid, count(*) as n_records
    from entry join cluster using (rid) where group_id is not null group by group_id, root
),
main as (
    select group_id, root, rid from part
    qualify row_number() over (partition by group_id order by n_records desc, rid) = 1
),
pair as (
    select main.rid as one, part.rid as two from main join part using (group_id) where main.root <> part.root
    union
    select one.rid, two.rid from near_group
    join main as one on one.group_id = near_group.one
    join main as two on two.group_id = near_group.two
    where one.root <> two.root
)
select distinct least(one, two) as a, greatest(one, two) as b from pair
"""


_WORD_COUNT = """
create or replace temp table word_count as
select word, sum(n_records)::bigint as n_records from group_word join name_group using (group_id) group by word
"""


def word_tables(con: Connection, names: Names) -> None:
    """Create `group_word` (group_id, word), `word_count` (records that have the word) and `near_group` (one, two)."""
    firsts = con.execute("select group_id, name_id from name_group order by group_id").fetchnumpy()
    codes = names.rough_codes()[firsts["name_id"].astype(np.int64), :-1]
    rows, columns = np.nonzero(codes >= 0)
    con.register("group_words", pa.table({"group_id": firsts["group_id"][rows], "word": codes[rows, columns]}))
    con.execute("create or replace temp table group_word as select distinct group_id, word from group_words")
    con.unregister("group_words")
    con.execute(_WORD_COUNT)
    con.register("slips", near_words(names.rough_sounds()))
    con.register("written_together", _written_together(names, firsts["group_id"], firsts["name_id"].astype(np.int64)))
    con.execute(_NEAR_GROUP)
    con.unregister("slips")
    con.unregister("written_together")


def _written_together(names: Names, groups: Numbers, firsts: Numbers) -> pa.Table:
    """Return for each group of up to three words the forms it takes in one word, and how many words it has."""
    found = [
        (int(group), form, len(words))
        for group, words in zip(groups, names.rough_words(firsts), strict=True)
        if len(words) <= 3
        for form in {"".join(words), "".join(words[::-1])}
    ]
    return pa.table(
        {
            "group_id": [group for group, _, _ in found],
            "form": [form for _, form, _ in found],
            "n_words": [n for _, _, n in found],
        }
    )


#: Groups of the same words (one may name the father), of the same words but for one slip, and one written in one word.
_NEAR_GROUP = """
create or replace temp table near_group as
with worded as (
    select group_id, list_sort(list(word)) as words from group_word group by group_id having count(*) <= 5
),
but_one as (select group_id, unnest(words) as word, words from worded where len(words) > 1),
rest as (
    select group_id, word, list_filter(words, lambda other : other <> word) as others from but_one
),
near_words as (
    select distinct one.word, two.word as other
    from slips as one join slips as two using (form) where one.word <> two.word
),
met as (
    select one.group_id as one, two.group_id as two from worded as one join worded as two using (words)
    union all
    select one.group_id, two.group_id
    from rest as one
    join near_words using (word)
    join rest as two on two.others = one.others and two.word = near_words.other
    union all
    select one.group_id, two.group_id
    from written_together as one join written_together as two using (form)
    where one.n_words = 1 and two.n_words > 1
)
select distinct least(one, two) as one, greatest(one, two) as two from met where one <> two
"""


def near_words(sounds: Sequence[str]) -> pa.Table:
    """Return the forms that a slip leaves of each sound (`word`, `form`): itself, and itself less one letter.

    Two sounds that share a form are a dropped, added, changed or swapped letter apart (Mor and Fraenkel 1982).
    """
    words: list[int] = []
    forms: list[str] = []
    for word, sound in enumerate(sounds):
        if len(sound) >= _SHORTEST_WORD:
            left = {sound, *(sound[:at] + sound[at + 1 :] for at in range(len(sound)))}
            words += [word] * len(left)
            forms += left
    return pa.table({"word": pa.array(words, pa.int64()), "form": pa.array(forms, pa.string())})
