"""`collect table`: one file of a table becomes facts in the casebook."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from strikes import __version__
from strikes.collect.tables.mapping import Mapping, map_columns
from strikes.collect.tables.readers import open_table
from strikes.collect.tables.rows import Batch, Table
from strikes.errors import FormatError, UsageError
from strikes.model import TableKind
from strikes.store import casebook
from strikes.store.casebook import Import
from strikes.store.committing import Counts, Origin, Source
from strikes.store.kinds import KINDS
from strikes.store.workspace import Workspace


@dataclass(frozen=True)
class Imported:
    """What became of one file."""

    name: str
    kind: TableKind
    counts: Counts
    ignored_columns: tuple[str, ...]


def import_table(
    workspace: Workspace,
    path: Path,
    *,
    kind: TableKind | None = None,
    columns: dict[str, str] | None = None,
    constants: dict[str, str] | None = None,
    on_progress: Callable[[int, int | None], None] = lambda done, of: None,
) -> Imported:
    """Take one file into the casebook; the same file again adds nothing.

    `on_progress(done, of)` hears of rows read (`of` is None) and then of lines stored. Rows that are no facts lie in
    quarantine afterwards. Raises InputError or FormatError naming the file.
    """
    with open_table(path) as table:
        try:
            mapping = map_columns(table.header, kind=kind, columns=columns or {}, constants=constants or {})
        except (FormatError, UsageError) as error:
            raise type(error)(f"{path.name}: {error}") from None
        counts = _import(workspace, path, table, mapping, on_progress)
    return Imported(path.name, mapping.kind.kind, counts, mapping.ignored)


def _import(
    workspace: Workspace, path: Path, table: Table, mapping: Mapping, on_progress: Callable[[int, int | None], None]
) -> Counts:
    n_bytes = path.stat().st_size
    with casebook.importing(workspace, mapping.kind, tuple(mapping.positions), mapping.constants, n_bytes) as taking:
        n_read = 0
        for batch in table.batches:
            _take(taking, batch, mapping, table.header)
            n_read += len(batch.lines)
            on_progress(n_read, None)
        (counts,) = taking.finish([Origin(_source(path, mapping.described(table.header)))], on_progress)
    return counts


def _take(taking: Import, batch: Batch, mapping: Mapping, header: list[str]) -> None:
    try:
        taking.add(batch.lines, mapping.pick(batch.rows))
    except UnicodeEncodeError:
        batch = batch.without_half_characters(header)
        taking.add(batch.lines, mapping.pick(batch.rows))
    for bad in batch.rejected:
        taking.reject(bad.line, bad.column, bad.reason, bad.raw)


def split_pairs(pairs: list[str], option: str) -> dict[str, str]:
    """Turn ["ours=theirs", ...] into a dict. Raises UsageError for a pair without `=` and one fed twice."""
    found: dict[str, str] = {}
    for pair in pairs:
        ours, mark, theirs = pair.partition("=")
        if not mark or not ours or not theirs:
            raise UsageError(f"{option} {pair!r} is not of the form ours=theirs")
        if ours in found:
            raise UsageError(f"{option} feeds {ours!r} twice")
        found[ours] = theirs
    return found


def kind_named(word: str | None) -> TableKind | None:
    """Return the kind with that name; None stays None. Raises UsageError for a word that is none."""
    if word is None:
        return None
    if word not in set(TableKind):
        raise UsageError(f"--kind {word!r} is not known; one of: {', '.join(KINDS)}")
    return TableKind(word)


def _source(path: Path, mapping: dict[str, str]) -> Source:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Source(
        sha256=digest,
        name=path.name,
        n_bytes=path.stat().st_size,
        way="table",
        collector="collect.tables",
        collector_version=__version__,
        collected_at=dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),
        mapping=mapping,
    )
