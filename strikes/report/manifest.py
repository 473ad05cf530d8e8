"""The manifest of an export: what it holds, made by which run, with a SHA-256 of each file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

NAME = "manifest.json"


def write_manifest(folder: Path, about: dict[str, Any]) -> Path:
    """Write the manifest over all files that lie in `folder` now; `about` says what the export is."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    listed = [
        {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": sha256_of(path)}
        for path in files
    ]
    path = folder / NAME
    path.write_text(json.dumps(about | {"files": listed}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of an export, empty where it cannot be read."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def cited_runs(exports: Path) -> set[str]:
    """Return the names of the runs that exports in this folder were made from."""
    found = set()
    for path in exports.rglob(NAME):
        try:
            found.add(str(json.loads(path.read_text(encoding="utf-8"))["run"]))
        except (ValueError, KeyError, OSError):
            # A manifest that cannot be read cites nothing we know of.
            continue
    return found
