"""Looking for secrets where none may be: in what was printed and logged, in files, in every column of a database."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from strikes.store.connection import opened
from tests.collect.lumen.fake import TOKEN
from tests.collect.youtube.fake import KEY
from tests.collect.youtube.google import CLIENT_SECRET, TOKEN_MARK

MARKERS = (KEY, TOKEN, TOKEN_MARK, CLIENT_SECRET)


def marked(text: str | bytes) -> list[str]:
    """Return the secrets a text holds."""
    if isinstance(text, str):
        text = text.encode(errors="replace")
    return [marker for marker in MARKERS if marker.encode() in text]


def assert_kept(told: str, folder: Path) -> None:
    """Fail where a test printed a secret or left one in a file other than those that a person keeps it in."""
    assert marked(told) == []
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in ("key", "client.json")]
    assert [path.name for path in files if marked(path.read_bytes())] == []


def marked_files(folder: Path) -> list[str]:
    """Return the files below a folder that hold a secret, plainly, packed or in a column."""
    return [str(path) for path in sorted(folder.rglob("*")) if path.is_file() and any(map(marked, _contents(path)))]


def _contents(path: Path) -> Iterator[bytes]:
    content = path.read_bytes()
    yield content
    if path.suffix == ".gz":
        yield gzip.decompress(content)
    if path.suffix == ".duckdb":
        yield from _columns(path)


def _columns(path: Path) -> Iterator[bytes]:
    # A column may be packed so that its text does not stand in the file as it is.
    with opened(path, read_only=True) as con:
        for (table,) in con.execute("select table_name from duckdb_tables() order by 1").fetchall():
            for row in con.execute(f'from "{table}"').fetchall():
                for value in row:
                    packed = isinstance(value, bytes) and value.startswith(b"\x1f\x8b")
                    yield (
                        gzip.decompress(value) if packed else value if isinstance(value, bytes) else str(value).encode()
                    )
