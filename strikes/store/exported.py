"""Packs that left the house, as far as copies of them lie in `exports/`: found by what they name, and removed."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from strikes.store import durable, ledger
from strikes.store.workspace import Workspace

_LEDGER = "ledger"


def remove_packs(place: Workspace, names: set[str], run_ids: set[str]) -> tuple[list[str], int]:
    """Remove the packs in `exports/` that name one of `names`, or are sealed and of one of these runs.

    The ledger keeps that a pack was made and sent, for whom and when, without its subject where that is one of the
    names. Returns the packs removed, and how many packs of these runs were written elsewhere.
    """
    wanted = [name.encode() for name in sorted(names)]
    of_runs = [str(entry["pack"]) for entry in ledger.entries(place, "made") if entry.get("run") in run_ids]
    removed = []
    for pack in sorted(path for path in place.exports.glob("*") if path.name != _LEDGER):
        is_lost = _is_unreadable(pack) and pack.name.startswith(tuple(of_runs))
        if is_lost or any(name in content for content in _contents(pack) for name in wanted):
            shutil.rmtree(pack) if pack.is_dir() else pack.unlink()
            removed.append(pack.name)
    return removed, _forget_subjects(place, names, run_ids, removed)


def _contents(pack: Path) -> Iterator[bytes]:
    paths = sorted(path for path in pack.rglob("*") if path.is_file()) if pack.is_dir() else [pack]
    for path in paths:
        yield path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                yield from (packed.read(name) for name in packed.namelist())


def _is_unreadable(pack: Path) -> bool:
    """Is there nothing but sealed files, whose keys are their recipients'?"""
    return pack.suffix == ".age" or (pack.is_dir() and all(path.suffix == ".age" for path in pack.rglob("*.*")))


def _forget_subjects(place: Workspace, names: set[str], run_ids: set[str], removed: list[str]) -> int:
    n_elsewhere = 0
    for path, rows in durable.waiting(place.exports / _LEDGER):
        changed = [row | {"subject": "erased"} if row.get("subject") in names else row for row in rows]
        here = [row for row in rows if row.get("what") == "made" and row.get("run") in run_ids]
        n_elsewhere += sum(not any(name.startswith(str(row.get("pack"))) for name in removed) for row in here)
        if changed != rows:
            durable.rewrite(path, changed)
    return n_elsewhere
