"""The records to be resolved as columns: numbered by age, contacts in one form, names folded into groups.

Two names are of one group when they sound alike in rough terms, in any script, order and legal form. Names put on with
borrowed letters form groups of their own: to look like somebody is no sign of being him.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pyarrow as pa

from strikes.resolve import words
from strikes.resolve.alike import Flags, Numbers
from strikes.resolve.contacts import canonical_email, canonical_handle, canonical_phone, domain_of
from strikes.resolve.names import Names
from strikes.resolve.notes import letters_of_note
from strikes.store.connection import Connection

#: A digit or sign before a letter stands for a letter (Y0uTube); digits at the end are a number.
_LEET = re.compile(r"[0-9][^\W\d_]|[^\W\d_][$!|]+[^\W\d_]")
_ADDRESS_LETTERS = str.maketrans("əşçğöü", "escgou")


def canonical_address(address: str) -> str | None:
    """Return an address as its words in alphabetical order, without case, marks and punctuation."""
    return " ".join(sorted(words.clean(address).replace(".", " ").translate(_ADDRESS_LETTERS).split())) or None


#: column of claimant_record -> kind of contact, and how it is brought into one form.
_CONTACTS: tuple[tuple[str, str, Callable[[str], str | None]], ...] = (
    ("email", "email", canonical_email),
    ("email2", "email", canonical_email),
    ("phone", "phone", canonical_phone),
    ("handle", "handle", canonical_handle),
    ("channel_id", "channel", str.strip),
    ("ref", "ref", str.strip),
    ("address", "address", canonical_address),
    ("email", "domain", domain_of),
)
#: A domain under which so many differently named claimants write is a mail provider's.
_MOST_NAMES = 12


def prepare(con: Connection) -> Names:
    """Create the temporary tables `entry`, `contact` and `name_group`, and return the distinct names folded.

    entry: rid (0 is the oldest), record_id, name_id and group_id (null without a name), country.
    contact: rid, kind, value, once each. name_group: group_id, name_id of its first name, is_disguised, n_records.
    """
    con.execute(_ENTRY)
    names = _names(con)
    con.execute("create or replace temp table contact (rid integer, kind varchar, value varchar)")
    for column, kind, in_one_form in _CONTACTS:
        _add_contacts(con, column, kind, in_one_form)
    con.execute("create or replace temp table contact as select distinct * from contact")
    con.execute(_WITHOUT_PROVIDERS, [_MOST_NAMES])
    return names


_ENTRY = """
create or replace temp table entry as
with record as (
    select *, nullif(trim(name), '') as shown
    from claimant_record
    qualify row_number() over (partition by record_id order by first_seen nulls last, name, email, handle) = 1
),
distinct_name as (
    select shown, row_number() over (order by shown) - 1 as name_id
    from (select distinct shown from record where shown is not null)
)
select
    row_number() over (order by record.first_seen nulls last, record.record_id) - 1 as rid,
    record.record_id, record.shown as name, distinct_name.name_id,
    nullif(trim(record.country), '') as country
from record left join distinct_name using (shown)
"""

_GROUPED = """
create or replace temp table entry as
select entry.*, name_of.group_id
from entry left join name_of using (name_id)
"""

_NAME_GROUP = """
create or replace temp table name_group as
select group_id, min(name_id) as name_id, any_value(is_disguised) as is_disguised, count(*) as n_records
from entry join name_of using (name_id, group_id)
group by group_id
"""


_WITHOUT_PROVIDERS = """
delete from contact where kind = 'domain' and value in (
    select value from contact join entry using (rid) where kind = 'domain'
    group by value having count(distinct coalesce(group_id, -rid)) > ?
)
"""


def _names(con: Connection) -> Names:
    written = con.execute("select distinct name_id, name from entry where name is not null order by name_id").fetchall()
    shown = [name for _, name in written]
    notes = [letters_of_note(name) for name in shown]
    disguised = np.array(
        [bool(note or _LEET.search(name)) for note, name in zip(notes, shown, strict=True)], dtype=bool
    )
    names = Names(shown)
    table = {
        "name_id": np.arange(len(shown)),
        "group_id": _groups(names, disguised),
        "is_disguised": disguised,
        "note": notes,
    }
    con.register("name_of", pa.table(table))
    con.execute(_GROUPED)
    con.execute(_NAME_GROUP)
    con.execute(
        "create or replace table name_note as "
        "select record_id, note from entry join name_of using (name_id) where note <> '' order by record_id"
    )
    con.unregister("name_of")
    return names


def _groups(names: Names, disguised: Flags) -> Numbers:
    """Return each name's group: its words' rough sounds in any order, its father's, and whether it is disguised.

    A name of one word is told by the word as written: a rough sound alone is shared by too many.
    """
    codes = np.column_stack([names.rough_codes(), names.lone_words()])
    group = np.zeros(len(codes), dtype=np.int64)
    for column in (*codes.T, disguised.astype(np.int64)):
        group = np.unique(group * (codes.max(initial=0) + 2) + column + 1, return_inverse=True)[1]
    return group


def _add_contacts(con: Connection, column: str, kind: str, in_one_form: Callable[[str], str | None]) -> None:
    given = [
        value
        for (value,) in con.execute(
            f"select distinct {column} from claimant_record where {column} is not null"
        ).fetchall()
    ]
    con.register(
        "in_one_form",
        pa.table(
            {
                "given": pa.array(given, pa.string()),
                "value": pa.array([in_one_form(value) or None for value in given], pa.string()),
            }
        ),
    )
    con.execute(
        f"""
        insert into contact
        select entry.rid, ?, in_one_form.value
        from claimant_record
        join entry using (record_id)
        join in_one_form on in_one_form.given = claimant_record.{column}
        where in_one_form.value is not null
        """,
        [kind],
    )
    con.unregister("in_one_form")
