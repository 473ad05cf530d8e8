"""How text becomes typed columns, and when a row is no fact: SQL made from the column list of `kinds.py`.

Only names of our own columns are put into SQL here; what people wrote stays in the staged rows.
"""

from __future__ import annotations

from collections.abc import Collection

from strikes.model import SourceKind
from strikes.store.kinds import Column, FactKind

_TIME_ADVICE = "write 2024-02-13, 2024-02, 2024 or 2024-02-13T10:15:00Z (a time of day needs its zone)"

#: The earliest UTC moment a time text can mean, and how precise it is; both null for what is no time.
MACROS = (
    "create or replace macro given(t) as nullif(trim(t, ' ' || chr(9) || chr(10) || chr(13) || chr(160)), '')",
    r"""create or replace macro precision_of(t) as case
        when regexp_full_match(t, '\d{4}') then 'year'
        when regexp_full_match(t, '\d{4}-\d{2}') then 'month'
        when regexp_full_match(t, '\d{4}-\d{2}-\d{2}') then 'day'
        when regexp_full_match(t, '\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)? ?([Zz]|[+-]\d{2}(:?\d{2})?)')
        then 'second' end""",
    """create or replace macro instant(t) as case precision_of(t)
        when 'year' then try_cast(t || '-01-01' as timestamp)
        when 'month' then try_cast(t || '-01' as timestamp)
        when 'day' then try_cast(t as timestamp)
        when 'second' then try_cast(upper(replace(t, ',', '.')) as timestamptz) at time zone 'UTC' end""",
    """create or replace macro whole_number(t) as case
        when try_cast(t as double) between 0 and 1e15 and try_cast(t as double) = floor(try_cast(t as double))
        then try_cast(t as double)::bigint end""",
    """create or replace macro items_of(t) as
        list_filter([given(x) for x in string_split(t, '|')], lambda x: x is not null)""",
)


def typed_rows(kind: FactKind, fed: Collection[str]) -> str:
    """Return the query that types the rows of `staged` (line, columns of text), finds problems and makes keys.

    Columns that nothing feeds become nulls without a look at any row: most tables feed few of the thirty.
    """
    typed = ", ".join(_typed(column) if column.name in fed else _nulls(column) for column in kind.columns)
    cases = " ".join(f"when {condition} then {i}" for i, (condition, _, _) in enumerate(problems(kind)))
    left_out = ", ".join(f"{column.name}_given" for column in kind.columns if _is_checked(column))
    without = f"exclude ({left_out})" if left_out else ""
    content = content_digest([name for column in kind.of_fact if column.name in fed for name in _stored(column)])
    return (
        f"select * {without}, case {cases} end as problem, {content} as content, {_key(kind)} as key, "
        f"{_level(kind)} as level, {_source_kind(kind)} as source_kind "
        f"from (select line, {typed} from staged)"
    )


def problems(kind: FactKind) -> list[tuple[str, str, str]]:
    """Return (condition, column, sentence) in the order they are looked for; `{value}` stands for what was written."""
    of_columns = [problem for column in kind.columns for problem in _problems(column)]
    return of_columns + list(kind.rules)


def stored_columns(kind: FactKind) -> list[str]:
    """Return the columns of the kind's table, besides its key and content hash, quoted (`by` is a word of SQL)."""
    return [f'"{name}"' for column in kind.of_fact for name in _stored(column)]


def _stored(column: Column) -> list[str]:
    return [column.name, f"{column.name}_precision"] if column.form == "time" else [column.name]


def _is_checked(column: Column) -> bool:
    return column.form != "text" or bool(column.choices)


def _typed(column: Column) -> str:
    name = column.name
    given = f'given("{name}") as {name}_given'
    match column.form:
        case "time":
            return f"{given}, instant({name}_given) as {name}, precision_of({name}_given) as {name}_precision"
        case "count":
            return f"{given}, whole_number({name}_given) as {name}"
        case "list":
            return f"{given}, items_of({name}_given) as {name}"
        case _ if column.choices:
            return f'{given}, {name}_given as "{name}"'
    # Text is stored as it came; a cell of nothing but blanks is no value. What starts with a letter needs no look.
    return f"""case when "{name}" >= '!' or given("{name}") is not null then {_unguarded(name)} end as "{name}\""""


#: An apostrophe before what a program might calculate (strikes/report/spreadsheet.py writes it) is no part of the text.
_GUARD = r"""^\x27([ \x{a0}\x{3000}"\x27]*[=+\-@\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}\t\r\n\x00])"""


def _unguarded(name: str) -> str:
    undone = f"""regexp_replace("{name}", '{_GUARD}', '\\1')"""
    return f"""case when starts_with("{name}", chr(39)) then {undone} else "{name}" end"""


_TYPES = {"text": "varchar", "time": "timestamp", "count": "bigint", "list": "varchar[]"}


def _nulls(column: Column) -> str:
    given = [f"null::varchar as {column.name}_given"] if _is_checked(column) else []
    typed = [
        f'null::{_TYPES[column.form] if name == column.name else "varchar"} as "{name}"' for name in _stored(column)
    ]
    return ", ".join(given + typed)


def _problems(column: Column) -> list[tuple[str, str, str]]:
    name = column.name
    found = []
    if column.is_required:
        shown = f"{name}_given" if _is_checked(column) else name
        found.append((f"{shown} is null", name, f"{name} is empty"))
    if column.form == "time":
        found.append((f"{name}_given is not null and {name} is null", name, f'"{{value}}" is no time: {_TIME_ADVICE}'))
    if column.form == "count":
        found.append((f"{name}_given is not null and {name} is null", name, '"{value}" is no whole number'))
    if column.choices:
        words = ", ".join(column.choices)
        listed = ", ".join(f"'{word}'" for word in column.choices)
        condition = f"{name}_given is not null and {name}_given not in ({listed})"
        found.append((condition, name, f'"{{value}}" is not known here; one of: {words}'))
    return found


def content_digest(names: list[str]) -> str:
    """Return the SQL of a fact's hash over its stored columns."""
    # Written as JSON, no value can look like two; empty columns add nothing, so it does not matter which were fed.
    parts = (f"""coalesce('{name}' || to_json("{name}")::varchar, '')""" for name in sorted(names))
    return f"left(sha256(concat({', '.join(parts)})), 20)"


def _key(kind: FactKind) -> str:
    if "event_id" not in kind.names:
        return f"'{kind.prefix}' || content"
    # An own id is the reporter's own: two reporters may both have a number 17.
    own = "left(sha256(to_json(['own id', coalesce(reporter_id, channel_id, channel_title), event_id])::varchar), 20)"
    return f"'{kind.prefix}' || case when event_id is null then content else {own} end"


def _level(kind: FactKind) -> str:
    if "provenance" in kind.names:
        stated = "try_cast(right(provenance, 1) as tinyint)"
        if "event_type" not in kind.names:
            return f"coalesce({stated}, 1)"
        return f"coalesce({stated}, case when source in ('lumen', 'public_record') then 3 else 1 end)"
    if "source" in kind.names:
        # A profile somebody looked up by hand is a self-report; our own collector states its level itself.
        return "case when source = 'api' then 3 else 1 end"
    return "3"


def _source_kind(kind: FactKind) -> str:
    return f"coalesce(source, '{SourceKind.CSV}')" if "source" in kind.names else f"'{SourceKind.CSV}'"
