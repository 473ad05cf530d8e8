"""`strikes names ...`: the comparison of names on any table, without a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from strikes.cli.csv_columns import Table
    from strikes.store.connection import Connection

app = typer.Typer(no_args_is_help=True, help="Compare names, resolve records, watch for look-alikes: on any CSV.")

Out = Annotated[Path | None, typer.Option(help="Where the result goes; - or nothing is stdout.", show_default=False)]
RESULT = ("score", "decision", "why")
#: Columns of RECORDS.csv -> columns of claimant_record. What else a file has is left alone.
RECORD = {
    "name": "name", "email": "email", "email2": "email2", "phone": "phone", "address": "address", "handle": "handle",
    "channel_id": "channel_id", "ref": "ref", "channel_country": "country", "country": "country",
    "first_seen": "first_seen",
}  # fmt: skip


@app.command()
def compare(
    pairs: Annotated[Path, typer.Argument(help="CSV with the columns name_a and name_b.", metavar="PAIRS.csv")],
    out: Out = None,
) -> None:
    """Say of each pair of names whether they are one: score 0 to 1, decision (same, different, unsure) and why.

    The columns of the file stay in front of the result. A row that cannot be used goes to quarantine.

    Example: strikes names compare pairs.csv --out scores.csv
    """
    from strikes.cli import csv_columns
    from strikes.resolve.compare import compare_columns

    out = _file(out)
    with csv_columns.read(pairs, ("name_a", "name_b")) as table:
        kept = [column for column in table.header if column not in RESULT]
        with csv_columns.written(out, (*kept, *RESULT)) as rows:
            for block in table.blocks():
                found = compare_columns(block["name_a"], block["name_b"])
                given = (block[column] for column in kept)
                rows.add(zip(*given, found.score.tolist(), found.decision, found.why, strict=True))
    table.quarantine.tell(table.n_read, "compared", out)


@app.command()
def resolve(
    records: Annotated[
        Path,
        typer.Argument(
            help="CSV with record_id; any of name, email, address, handle, channel_country, first_seen, phone, ref.",
            metavar="RECORDS.csv",
        ),
    ],
    out: Out = None,
    links: Annotated[
        Path | None,
        typer.Option(help="Also write every merge with its weight in bans and its reason.", show_default=False),
    ] = None,
    suggestions: Annotated[
        Path | None, typer.Option(help="Also write what may belong together, and was not merged.", show_default=False)
    ] = None,
) -> None:
    """Say which records are one claimant: record_id, cluster_id.

    Merges what is more likely right than a stated error allows (docs/resolution.md); a postal address alone never does.

    Example: strikes names resolve records.csv --out clusters.csv --links links.csv
    """
    from strikes.cli import csv_columns
    from strikes.resolve.identities import resolve_records
    from strikes.store.connection import engine_errors, scratch

    out = _file(out)
    with scratch() as con, engine_errors(), csv_columns.read(records, ("record_id",)) as table:
        _load_records(con, table)
        con.execute(_NO_DECISIONS)
        resolve_records(con)
        _write(con, out, ("record_id", "cluster_id"), _CLUSTERS)
        if links:
            _write(con, links, ("record_a", "record_b", "basis", "bans", "why"), _LINKS)
        if suggestions:
            _write(con, suggestions, ("record_a", "record_b", "bans", "why"), _SUGGESTIONS)
    table.quarantine.tell(table.n_read, "resolved", out)


@app.command()
def watch(
    records: Annotated[
        Path, typer.Argument(help="CSV with record_id, name, and email where known.", metavar="RECORDS.csv")
    ],
    holders: Annotated[
        Path, typer.Option(help="CSV of holders: holder_id, name; aliases, domains, emails, agents parted by |.")
    ],
    out: Out = None,
) -> None:
    """Say which records present themselves as a holder without being it: record_id, holder_id, score, why.

    A record with the holder's own or an agent's address is never named.

    Example: strikes names watch records.csv --holders holders.csv --out hits.csv
    """
    from strikes.cli import csv_columns
    from strikes.resolve.impersonation import look_alikes
    from strikes.store.connection import engine_errors, scratch

    out = _file(out)
    with scratch() as con, engine_errors(), csv_columns.read(records, ("record_id",)) as table:
        with csv_columns.read(holders, ("holder_id", "name")) as registry:
            _load_holders(con, registry)
        _load_records(con, table)
        look_alikes(con)
        _write(con, out, ("record_id", "holder_id", "score", "why"), _HITS)
    registry.quarantine.tell(registry.n_read, "holders", None)
    table.quarantine.tell(table.n_read, "looked at", out)


def _file(out: Path | None) -> Path | None:
    return None if out is None or str(out) == "-" else out


def _load_records(con: Connection, table: Table) -> None:
    """Fill `claimant_record` from a file that has some of its columns."""
    import pyarrow as pa

    con.execute("create sequence row_number")
    con.execute(_CLAIMANT_RECORD)
    for block in table.blocks(needed=("record_id",), unique="record_id"):
        given = {ours: theirs for theirs, ours in RECORD.items() if theirs in block}
        columns = {"record_id": block["record_id"]} | {ours: block[theirs] for ours, theirs in given.items()}
        con.register("given", pa.table(columns))
        filled = [f"nullif({ours}, '') as {ours}" for ours in given if ours != "first_seen"]
        when = [f"{_FIRST_SEEN} as first_seen"] if "first_seen" in given else []
        chosen = ", ".join(["record_id", *filled, *when])
        con.execute(f"insert into claimant_record by name select {chosen} from given")
        con.unregister("given")


def _load_holders(con: Connection, table: Table) -> None:
    import pyarrow as pa

    con.execute(_HOLDER)
    for block in table.blocks(needed=("holder_id", "name")):
        lists = {
            column: _lists(block.get(column), len(block["name"]))
            for column in ("aliases", "domains", "emails", "agents")
        }
        con.register("given", pa.table({"holder_id": block["holder_id"], "name": block["name"]} | lists))
        con.execute("insert into holder by name select * from given")
        con.unregister("given")


def _lists(cells: list[str] | None, size: int) -> object:
    import pyarrow as pa

    split = [[part.strip() for part in cell.split("|") if part.strip()] for cell in cells or [""] * size]
    return pa.array(split, pa.list_(pa.string()))


def _write(con: Connection, out: Path | None, header: tuple[str, ...], query: str) -> None:
    from strikes.cli import csv_columns

    with csv_columns.written(_file(out), header) as rows:
        found = con.execute(query)
        while block := found.fetchmany(csv_columns.BLOCK):
            rows.add(block)


_CLAIMANT_RECORD = """
create table claimant_record (
    record_id varchar, name varchar, email varchar, email2 varchar, phone varchar, address varchar, handle varchar,
    channel_id varchar, ref varchar, country varchar, first_seen timestamp,
    row_number bigint default nextval('row_number')
)
"""
_FIRST_SEEN = """
coalesce(
    try_cast(try_cast(first_seen as timestamptz) as timestamp), try_cast(first_seen as timestamp),
    try_cast(first_seen || '-01' as timestamp), try_cast(first_seen || '-01-01' as timestamp)
)
"""
_HOLDER = """
create table holder (
    holder_id varchar, name varchar, aliases varchar[], domains varchar[], emails varchar[], agents varchar[]
)
"""
_NO_DECISIONS = """
create table identity_decision (
    record_a varchar, record_b varchar, decision varchar, decided_by varchar, decided_at timestamp
)
"""
_CLUSTERS = """
select record_id, claimant_id from identity join claimant_record using (record_id) order by row_number
"""
_LINKS = "select record_a, record_b, basis, round(weight_ubans / 1e6, 3), why from identity_link order by all"
_SUGGESTIONS = "select record_a, record_b, round(weight_ubans / 1e6, 3), why from identity_suggestion order by all"
_HITS = """
select record_id, holder_id, similarity, why from holder_match join claimant_record using (record_id)
where is_look_alike order by row_number, similarity desc, holder_id
"""
