"""The manifest of an export: what it holds, made by which run, with a SHA-256 of each file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAME = "manifest.json"
SIGNATURE = "manifest.sig"


def manifest(files: Mapping[str, bytes], about: dict[str, Any]) -> bytes:
    """Return the manifest over files; `about` says what the export is."""
    listed = [
        {"path": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(files.items())
    ]
    return (json.dumps(about | {"files": listed}, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of an export, empty where it cannot be read."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def cited_runs(exports: Path) -> set[str]:
    """Return the names of the runs that exports in this folder were made from."""
    found = {read_manifest(path.parent).get("run") for path in exports.rglob(NAME)}
    return {str(run) for run in found if run}
