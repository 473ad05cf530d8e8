"""Opening DuckDB: every database of ours is opened here, hardened, and closed by its caller (R5, R28)."""

from __future__ import annotations

import atexit
import errno
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from strikes import settings
from strikes.errors import BusyError, DamageError, InputError, NoSpaceError, StrikesError

T = TypeVar("T")

Connection = duckdb.DuckDBPyConnection
EngineError = duckdb.Error

#: Nothing is ever fetched, loaded or installed from outside (R28).
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}


#: Folders of spill files: this, the process that made it, something random.
_SPILL = ".strikes-"

#: Files the engine makes beside a database file while it writes.
_BESIDE = ("", ".wal", ".wal.checkpoint", ".wal.recovery")


def lock(con: Connection, reachable: Sequence[Path] = ()) -> None:
    """Shut the engine off from files, network and settings; only `reachable` files can still be attached or read."""
    ((is_locked,),) = con.execute("select current_setting('lock_configuration')").fetchall()
    if is_locked:
        # A second connection of this process to the same file: settings belong to the file, and it has them.
        return
    allowed = [quoted(str(path) + ending) for path in reachable for ending in _BESIDE]
    con.execute(f"set allowed_paths = [{', '.join(allowed)}]")
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")


@contextmanager
def scratch(
    limits: settings.Engine | None = None, *, beside: Path | None = None, reachable: Sequence[Path] = ()
) -> Iterator[Connection]:
    """Open a locked database in memory that reaches no files but `reachable` ones.

    It may spill into a private folder (in `beside`), which is gone afterwards; a folder that a killed process left
    there goes now.
    """
    if beside:
        _remove_left_over(beside)
    limits = limits or settings.engine()
    with tempfile.TemporaryDirectory(prefix=f"{_SPILL}{os.getpid()}-", dir=beside) as spill:
        con = duckdb.connect(":memory:", config=_config(limits, Path(spill)))
        try:
            lock(con, reachable)
            yield con
        finally:
            con.close()


@contextmanager
def opened(
    path: Path, *, read_only: bool, limits: settings.Engine | None = None, wait_seconds: float = 5.0
) -> Iterator[Connection]:
    """Open a database file and close it again.

    Waits up to `wait_seconds` for another writer. Raises BusyError, DamageError, NoSpaceError or InputError with a
    sentence that names neither path nor process (R5).
    """
    limits = limits or settings.engine()
    con = _connect(path, read_only, _config(limits, _spill_folder()), wait_seconds)
    try:
        with engine_errors():
            lock(con, [path])
            yield con
    finally:
        con.close()


@cache
def _spill_folder() -> Path:
    # One for the whole process: the engine refuses a second reader of a file whose settings differ from the first's,
    # and the dashboard has a reader for each browser tab. It goes when the process ends.
    folder = Path(tempfile.mkdtemp(prefix=f"{_SPILL}{os.getpid()}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _remove_left_over(folder: Path) -> None:
    for old in folder.glob(f"{_SPILL}*"):
        if not _is_alive(int(old.name.split("-")[1])):
            shutil.rmtree(old, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def attach(con: Connection, path: Path, name: str, *, read_only: bool, wait_seconds: float = 5.0) -> None:
    """Attach a database file under `name` (a name of ours, never data); waits for a writer like `opened`."""
    mode = " (read_only)" if read_only else ""
    statement = "attach " + quoted(str(path)) + " as " + name + mode
    _patiently(lambda: con.execute(statement), wait_seconds)


def insert_rows(con: Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Append rows of Python values to a table of ours: one JSON text, since `executemany` costs 0.25 ms a row."""
    if not rows:
        return
    types = [kind for (_, kind, *_) in con.execute(f"describe {table}").fetchall()]
    fields = ", ".join(
        f"json_extract(row, '$[{i}]')::{kind}" if kind.endswith("[]") else f"json_extract_string(row, '$[{i}]')::{kind}"
        for i, kind in enumerate(types)
    )
    con.execute(
        f"insert into {table} select {fields} from (select unnest(from_json(?, '[\"JSON\"]')) as row)",
        [json.dumps(rows, ensure_ascii=False, default=str)],
    )


def drop_temporary(con: Connection) -> None:
    """Drop temporary tables: one would hide a table of the same name that another room makes."""
    found = con.execute("select table_name from duckdb_tables() where temporary order by 1").fetchall()
    for (name,) in found:
        con.execute(f'drop table temp."{name}"')


def quoted(text: str) -> str:
    """Return text as an SQL string literal, for the few statements that take no parameters (ATTACH, SET)."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn the engine's errors about disk, memory and damage into our sentences."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        if "No space left" in str(error):
            raise _no_space() from error
        raise StrikesError(
            "This needs more memory than allowed. Give more with STRIKES_MEMORY=4GB, or free disk space for spilling."
        ) from error
    except duckdb.Error as error:
        is_ours = isinstance(error, duckdb.IOException) or _is_damage(error) or "No space left" in str(error)
        if not is_ours:
            raise
        raise _explained(error) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _no_space() from error
        raise


def _config(limits: settings.Engine, spill: Path) -> dict[str, str | bool | int | float | list[str]]:
    return _CONFIG | {
        "memory_limit": limits.memory_limit,
        "threads": limits.threads,
        "temp_directory": str(spill),
        # `temp_file_encryption` needs a cryptographic module that DuckDB 2.0 cannot have offline (decision 0004).
    }


def _connect(
    path: Path, read_only: bool, config: dict[str, str | bool | int | float | list[str]], wait_seconds: float
) -> Connection:
    if read_only and not path.exists():
        raise InputError("There is no casebook or run here yet. Make one with: strikes init, then strikes collect ...")
    return _patiently(lambda: duckdb.connect(path, read_only=read_only, config=config), wait_seconds)


def _patiently(action: Callable[[], T], wait_seconds: float) -> T:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            return action()
        except duckdb.IOException as error:
            if not _is_lock(error):
                raise _explained(error) from error
            if time.monotonic() > deadline:
                raise BusyError(
                    "The casebook is being written to by another strikes command. Wait for it to end and try again."
                ) from error
            time.sleep(0.02)
        except duckdb.Error as error:
            if not _is_damage(error):
                raise
            raise _explained(error) from error


def _is_damage(error: duckdb.Error) -> bool:
    # A block whose checksum is wrong comes as a bare Error, not as one of its kinds (seen with 2.0).
    kinds = (duckdb.FatalException, duckdb.SerializationException, duckdb.InternalException)
    return isinstance(error, kinds) or type(error) is duckdb.Error


def _is_lock(error: duckdb.Error) -> bool:
    return "Could not set lock" in str(error)


def _no_space() -> NoSpaceError:
    return NoSpaceError("The disk is full: this was not stored, keep your file. Free some space and try again.")


def _explained(error: duckdb.Error) -> StrikesError:
    text = str(error)
    if "No space left" in text:
        return _no_space()
    if _is_lock(error):
        return BusyError("The casebook is being written to by another strikes command. Try again when it has ended.")
    return DamageError(
        "A database file of this workspace cannot be read as it was written. Nothing was changed. "
        "Restore the newest good backup (strikes restore FILE) or ask strikes doctor what is left."
    )


def has_room(folder: Path, incoming_bytes: int) -> bool:
    """Is there room for three times what comes in and a quarter gigabyte (R3)?"""
    return shutil.disk_usage(folder).free >= 3 * incoming_bytes + 256 * 2**20
