"""A dossier: every file of one pack in one folder, with a manifest. The folder is whole or it is not there."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from strikes.errors import UsageError
from strikes.report import pdf
from strikes.report.document import document
from strikes.report.html import to_html
from strikes.report.manifest import NAME as MANIFEST
from strikes.report.manifest import read_manifest, write_manifest
from strikes.report.markdown import to_markdown
from strikes.report.pack import Pack, to_json
from strikes.report.summary import ROOMS
from strikes.report.tables import tables, to_csv
from strikes.report.words import Words, words
from strikes.report.xlsx import to_xlsx

#: What a pack is of and for whom: a folder that holds the same is renewed, any other is left alone.
_SAME = ("kind", "subject", "profile", "language")

Writer = Callable[[Pack, Words], Iterator[tuple[str, bytes]]]


def files_of(pack: Pack) -> dict[str, bytes]:
    """Return every file of a pack by its name."""
    texts = words(pack["about"]["language"])
    return {name: content for writer in WRITERS for name, content in writer(pack, texts)}


def _paper(pack: Pack, texts: Words) -> Iterator[tuple[str, bytes]]:
    labels = {"page-words": texts("footer.page", page="{page}", of="{of}"), "annex-title": texts("sec.annex")}
    paper = pdf.fitting(lambda room: document(pack, texts, room), ROOMS, "pack.typ", labels)
    yield "pack.pdf", pdf.to_pdf(paper, "pack.typ", labels, pack["about"]["as_of"])


def _text(pack: Pack, texts: Words) -> Iterator[tuple[str, bytes]]:
    whole = document(pack, texts)
    yield "pack.md", to_markdown(whole).encode()
    yield "pack.html", to_html(whole).encode()


def _data(pack: Pack, texts: Words) -> Iterator[tuple[str, bytes]]:
    yield "pack.json", to_json(pack).encode()
    for name, columns, rows in tables(pack):
        yield f"{name}.csv", to_csv(columns, rows).encode()
    yield "pack.xlsx", to_xlsx(pack)


WRITERS: tuple[Writer, ...] = (_paper, _text, _data)


def write_dossier(folder: Path, pack: Pack) -> Path:
    """Write a pack into `folder` and return it. An earlier pack of the same subject for the same recipient is replaced.

    Raises UsageError where the folder holds anything else: nobody's files are overwritten.
    """
    _check_free(folder, pack)
    beside = folder.parent / f".{folder.name}-{uuid.uuid4().hex[:8]}"
    try:
        beside.mkdir(parents=True, mode=0o700)
        for name, content in files_of(pack).items():
            path = beside / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        write_manifest(beside, pack["about"] | {"schema": pack["schema"]})
        if folder.exists():
            shutil.rmtree(folder)
        os.rename(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


def _check_free(folder: Path, pack: Pack) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder.name} is a file; name a folder for the pack.")
    if not any(folder.iterdir()):
        return
    known = read_manifest(folder) if (folder / MANIFEST).is_file() else {}
    if any(known.get(name) != pack["about"][name] for name in _SAME):
        raise UsageError(f"{folder.name} holds something else already. Name another folder, or remove it first.")
