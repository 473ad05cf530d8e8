"""Wordings as objects: actions whose texts say nearly the same are also actions on one wording."""

from __future__ import annotations

from strikes.group.columns import stored
from strikes.group.minhash import find_wordings
from strikes.group.wording import read_shingles
from strikes.store.connection import Connection

#: Letters of a wording that its name shows.
SHOWN = 80

_WRITING = """
create or replace temp table writing as
select row_number() over (order by text) - 1 as text_no, text
from (select distinct text from action where trim(text) <> '')
"""
_OBJECT = f"""
create or replace temp table wording_object as
select wording, (select count(*) from object) + row_number() over (order by wording) - 1 as object_no,
       'wording "' || any_value(text)[:{SHOWN}] || '"' as object
from text_wording join writing on writing.text_no = wording group by wording
"""
_ACTION = """
insert into action by name
select action.* replace (wording_object.object_no as object_no, false as object_is_content)
from action join writing using (text) join text_wording using (text_no) join wording_object using (wording)
"""


def add_wordings(con: Connection) -> int:
    """Add an action on its wording to every row of `action` with enough text; return how many wordings there are."""
    con.execute(_WRITING)
    found = find_wordings(read_shingles(con))
    stored(con, "text_wording", {"text_no": found.text_no, "wording": found.wording})
    con.execute(_OBJECT)
    con.execute("insert into object by name select object_no, object from wording_object")
    con.execute(_ACTION)
    return int(con.execute("select count(*) from wording_object").fetchall()[0][0])
