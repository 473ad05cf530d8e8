"""Reading any table of actions (who did something to what, when) into numbered accounts, objects and posts.

Leaves these tables in the connection:

    account(account_no, account)   object(object_no, object)      names in alphabetical order, numbered from 0
    action(row_no, account_no, object_no, content_no, at_ms, grain_ms, text, object_is_content)

`at_ms` is milliseconds since 1970 in UTC, `grain_ms` how coarse the time is (0 for a second or finer).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from strikes.errors import FormatError, InputError
from strikes.store.connection import Connection, EngineError

#: Epoch seconds beyond the year 5138 are milliseconds in disguise.
LAST_EPOCH_SECOND = 100_000_000_000

#: Times as the contract writes them: epoch seconds, ISO 8601 with or without a zone (then UTC), or a day, or a month.
_TIMES = """
create or replace temp table timed as
select *,
    case when isfinite(try_cast(time as double)) then round(try_cast(time as double) * 1000)::bigint
         when regexp_full_match(time, '\\d{4}-\\d{2}') then epoch_ms(try_cast(time || '-01' as timestamp))
         when regexp_full_match(time, '.*:\\d{2}.*(Z|[+-]\\d{2}(:?\\d{2})?)')
             then epoch_ms(try_cast(replace(time, ' +', '+') as timestamptz))
         else epoch_ms(try_cast(time as timestamp)) end as at_ms,
    case when regexp_full_match(time, '\\d{4}-\\d{2}') then 31 * 86400000::bigint
         when regexp_full_match(time, '\\d{4}-\\d{2}-\\d{2}') then 86400000::bigint
         else 0 end as grain_ms
from source
"""

_NUMBERED = """
create or replace table account as
select row_number() over (order by account) - 1 as account_no, account
from (select distinct account from timed where is_whole);
create or replace table object as
select row_number() over (order by object) - 1 as object_no, object
from (select distinct object from timed where is_whole);
create or replace temp table post as
select row_number() over (order by content) - 1 as content_no, content
from (select distinct content from timed where is_whole);
create or replace table action as
select row_no, account_no, object_no, coalesce(content_no, -1 - row_no) as content_no, at_ms, grain_ms, text,
       coalesce(object = timed.content, false) as object_is_content
from timed join account using (account) join object using (object) left join post using (content)
where is_whole;
drop table source; drop table timed; drop table post
"""


@dataclass(frozen=True)
class Columns:
    """The names of the columns in the person's table; without `content` every row is a post of its own."""

    account: str
    object: str
    time: str
    content: str | None = None
    text: str | None = None


@dataclass(frozen=True)
class Reading:
    """What was read: rows in all, rows left out, and the number of the first of these (counted from 1)."""

    n_rows: int
    n_left_out: int
    first_left_out: int | None


def read_table(con: Connection, path: Path, columns: Columns) -> Reading:
    """Read a CSV, JSON-lines or Parquet file; ids stay text. Rows without account, object or time are left out.

    Raises InputError when the file cannot be read and FormatError when a column is missing or the times are no times.
    """
    if not path.is_file():
        raise InputError(f"There is no file {path.name} here. Check the path.")
    try:
        _load(con, path, columns)
    except EngineError as error:
        reason = str(error).splitlines()[0][:200]
        raise InputError(f"{path.name} cannot be read as a table: {reason}") from None
    con.execute(_TIMES)
    con.execute("alter table timed add column is_whole boolean")
    con.execute("update timed set is_whole = account is not null and object is not null and at_ms is not null")
    found = con.execute(
        "select count(*), count(*) filter (not is_whole), min(row_no) filter (not is_whole) + 1, max(at_ms) from timed"
    ).fetchone()
    assert found is not None, "an aggregate always has a row"
    n_rows, n_left_out, first, latest = found
    _refuse_what_are_no_times(path, columns, n_rows, n_left_out, latest)
    con.execute(_NUMBERED)
    return Reading(n_rows, n_left_out, first)


def _refuse_what_are_no_times(path: Path, columns: Columns, n_rows: int, n_left_out: int, latest: int | None) -> None:
    if n_rows and n_left_out == n_rows:
        raise FormatError(
            f"No row of {path.name} has an account, an object and a time that can be read; column {columns.time!r} "
            "should hold epoch seconds or ISO 8601 times."
        )
    if latest is not None and latest > LAST_EPOCH_SECOND * 1000:
        raise FormatError(
            f"Column {columns.time!r} of {path.name} looks like milliseconds or finer; give whole epoch seconds "
            f"or ISO times."
        )


def _load(con: Connection, path: Path, columns: Columns) -> None:
    """Fill `source` (row_no, account, object, time, content, text), all text."""
    kind = path.name.lower().removesuffix(".gz")
    if kind.endswith((".jsonl", ".ndjson", ".json")):
        return _load_json(con, path, columns)
    if kind.endswith(".parquet"):
        return _load_flat(con, path, columns, "read_parquet(?)")
    return _load_flat(con, path, columns, "read_csv(?, all_varchar = true, header = true)")


def _load_flat(con: Connection, path: Path, columns: Columns, reader: str) -> None:
    """CSV and Parquet: the person's columns get names of ours by place, so that no foreign name enters the SQL."""
    names = [row[0] for row in con.execute(f"describe select * from {reader}", [str(path)]).fetchall()]
    places = {ours: _place(path, names, theirs) for ours, theirs in vars(columns).items() if theirs is not None}
    wanted = ", ".join(
        f"nullif(cast(c{places[ours]} as varchar), '') as {ours}" if ours in places else f"null::varchar as {ours}"
        for ours in vars(columns)
    )
    aliases = ", ".join(f"c{place}" for place in range(len(names)))
    con.execute(
        f"create or replace temp table source as "
        f"select row_number() over () - 1 as row_no, {wanted} from {reader} as t({aliases})",
        [str(path)],
    )


def _load_json(con: Connection, path: Path, columns: Columns) -> None:
    pointers = [
        None if name is None else "/" + name.replace("~", "~0").replace("/", "~1") for name in vars(columns).values()
    ]
    wanted = ", ".join(f"nullif(json_extract_string(json, ?), '') as {ours}" for ours in vars(columns))
    con.execute(
        f"create or replace temp table source as "
        f"select row_number() over () - 1 as row_no, {wanted} from read_json_objects(?, format = 'auto')",
        [*pointers, str(path)],
    )
    for ours, theirs in vars(columns).items():
        if theirs and con.execute(f"select count(*) > 0 and count({ours}) = 0 from source").fetchone() == (True,):
            raise FormatError(f"{path.name} has no field {theirs!r} in any of its objects.")


def _place(path: Path, names: list[str], wanted: str) -> int:
    if wanted not in names:
        raise FormatError(f"{path.name} has no column {wanted!r}. It has: {', '.join(names)}.")
    return names.index(wanted)
