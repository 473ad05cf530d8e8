"""The rooms and the arrows between them (docs/architecture.md): who may import whom, and what only one may touch."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OPEN_TO_ALL = ("strikes", "strikes.model", "strikes.errors", "strikes.settings", "strikes.log")

#: room -> what it may import besides itself and what is open to all. A longer name wins over a shorter one.
ARROWS: dict[str, tuple[str, ...]] = {
    "strikes.cli": ("strikes", "dashboard"),
    "strikes.store": ("strikes.seal",),
    "strikes.seal": (),
    "strikes.collect": ("strikes.store",),
    "strikes.resolve": ("strikes.store",),
    "strikes.group": ("strikes.store",),
    "strikes.signals": (),
    "strikes.score": ("strikes.signals", "strikes.store"),
    "strikes.report": ("strikes.score.bands", "strikes.signals", "strikes.store"),
    # The intake reads hostile files and writes sealed ones; of the store it knows how to write a file and what columns
    # there are. It never opens the casebook.
    "strikes.intake": (
        "strikes.collect.bounded",
        "strikes.collect.mailbox",
        "strikes.collect.notice_mail",
        "strikes.seal",
        "strikes.store.files",
        "strikes.store.kinds",
    ),
    "strikes.collect.inbox": ("strikes.intake", "strikes.seal", "strikes.store"),
    "dashboard.analyst": (
        "strikes.report",
        "strikes.score.bands",
        "strikes.score.what_if",
        "strikes.signals",
        "strikes.store.casefile",
        "strikes.store.deeds",
        "strikes.store.ledger",
        "strikes.store.people",
        "strikes.store.read",
        "strikes.store.reviews",
        "strikes.store.ledger",
        "strikes.store.outcomes",
    ),
    "dashboard.intake": ("strikes.intake", "strikes.collect.notice_mail.reading", "dashboard.i18n"),
    "dashboard.i18n": ("strikes.report.words",),
}
#: outside package -> the only room that may import it.
ONLY_IN = {
    "duckdb": "strikes.store",
    "streamlit": "dashboard",
    "typer": "strikes.cli",
    "imap_tools": "strikes.collect",
    "googleapiclient": "strikes.collect",
    "httplib2": "strikes.collect",
    "dns": "strikes.collect",
    "urllib.request": "strikes.collect",
    "http.client": "strikes.collect",
    "requests": "nowhere",
}


def modules() -> list[tuple[str, Path]]:
    found = []
    for top in ("strikes", "dashboard"):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found.append((".".join(parts[:-1] if parts[-1] == "__init__" else parts), path))
    return found


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively; write the whole name"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def is_within(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def room_of(module: str) -> str | None:
    rooms = [room for room in ARROWS if is_within(module, room)]
    return max(rooms, key=len) if rooms else None


@pytest.mark.parametrize(("module", "path"), modules(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_module_imports_only_where_its_arrows_point(module: str, path: Path) -> None:
    room = room_of(module)
    if room is None:
        assert module in (*OPEN_TO_ALL, "strikes.__main__") or is_within(module, "dashboard"), "a room without arrows"
        return
    top = ".".join(room.split(".")[:2])
    for name in imports(path):
        if not is_within(name, "strikes") and not is_within(name, "dashboard"):
            continue
        parent_is_open = any(name == o or name.rsplit(".", 1)[0] == o for o in OPEN_TO_ALL if o != "strikes")
        allowed = (
            parent_is_open
            or name in OPEN_TO_ALL
            or name == "strikes.__version__"
            or is_within(name, top)
            or any(is_within(name, target) or is_within(target, name) for target in ARROWS[room])
        )
        assert allowed, f"{module} imports {name}, and no arrow leads there"


@pytest.mark.parametrize(("module", "path"), modules(), ids=lambda value: value if isinstance(value, str) else "")
def test_an_outside_package_is_imported_in_its_own_room_only(module: str, path: Path) -> None:
    for name in imports(path):
        for package, room in ONLY_IN.items():
            if is_within(name, package):
                assert is_within(module, room), f"{module} imports {name}; only {room} may"


def test_importing_strikes_leaves_streamlit_pandas_and_duckdb_unloaded() -> None:
    code = "import sys, strikes.cli.app; print([m for m in ('streamlit', 'pandas', 'duckdb') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", "a command should start quickly and load its rooms when it runs"
