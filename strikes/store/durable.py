"""Small JSON files that are on disk when the function returns: words people give, waiting to become facts."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from strikes.errors import FormatError, InputError


def write_once(folder: Path, stamp: str, rows: Sequence[dict[str, Any]]) -> Path:
    """Write rows as one new file of `folder`, named by `stamp` (an ISO time) so that files sort by age."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{stamp.replace(':', '')}-{uuid.uuid4().hex[:12]}.json"
    rewrite(path, rows)
    return path


def rewrite(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Put other rows in the place of a file's, on disk when this returns."""
    beside = path.with_suffix(".part")
    with beside.open("w", encoding="utf-8") as stream:
        json.dump(list(rows), stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    beside.rename(path)
    _sync(path.parent)


def waiting(folder: Path) -> list[tuple[Path, list[dict[str, Any]]]]:
    """Return the files of a folder with their rows, oldest first. Raises FormatError naming a file that is none."""
    paths: Iterable[Path] = sorted(folder.glob("*.json")) if folder.is_dir() else ()
    return [(path, _rows(path)) for path in paths]


def remove(path: Path) -> None:
    """Remove a file whose rows were taken in."""
    path.unlink(missing_ok=True)
    _sync(path.parent)


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise FormatError(f"{path.name} is not JSON ({error}); mend or remove it.") from None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise FormatError(f"{path.name} holds no list of rows; mend or remove it.")
    return found


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
