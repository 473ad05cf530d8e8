"""A dossier: every file of one pack, each made by a writer. Add a format: a function, and its name in WRITERS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from strikes.report import pdf
from strikes.report.blocks import Document
from strikes.report.bundle import bundled, write_bundle
from strikes.report.document import document
from strikes.report.exchange.ftm import to_ftm
from strikes.report.exchange.lumen import to_lumen
from strikes.report.exchange.misp import to_misp
from strikes.report.exchange.stix import to_stix
from strikes.report.html import to_html
from strikes.report.letters import letters
from strikes.report.markdown import to_markdown
from strikes.report.pack import Pack, to_json
from strikes.report.signing import Signer
from strikes.report.summary import ROOMS
from strikes.report.tables import tables, to_csv
from strikes.report.words import Words, words
from strikes.report.xlsx import to_xlsx

TEMPLATE = "pack.typ"

Writer = Callable[[Pack, Words], Iterator[tuple[str, bytes]]]


def files_of(pack: Pack) -> dict[str, bytes]:
    """Return every file of a pack by its name."""
    texts = words(pack["about"]["language"])
    return {name: content for writer in WRITERS for name, content in writer(pack, texts)}


def paper_pages(pack: Pack) -> list[bytes]:
    """Return the pages of a pack's paper as pictures (PNG), for a look before anything is written."""
    paper, labels = _fitted(pack, words(pack["about"]["language"]))
    return pdf.to_pictures(paper, TEMPLATE, labels)


def _fitted(pack: Pack, texts: Words) -> tuple[Document, dict[str, str]]:
    labels = {"page-words": texts("footer.page", page="{page}", of="{of}"), "annex-title": texts("sec.annex")}
    return pdf.fitting(lambda rooms: document(pack, texts, rooms), ROOMS, TEMPLATE, labels), labels


def _paper(pack: Pack, texts: Words) -> Iterator[tuple[str, bytes]]:
    paper, labels = _fitted(pack, texts)
    yield "pack.pdf", pdf.to_pdf(paper, TEMPLATE, labels, pack["about"]["as_of"])


def _text(pack: Pack, texts: Words) -> Iterator[tuple[str, bytes]]:
    whole = document(pack, texts)
    yield "pack.md", to_markdown(whole).encode()
    yield "pack.html", to_html(whole).encode()


def _data(pack: Pack, texts: Words) -> Iterator[tuple[str, bytes]]:
    yield "pack.json", to_json(pack).encode()
    for name, columns, rows in tables(pack):
        yield f"{name}.csv", to_csv(columns, rows).encode()
    yield "pack.xlsx", to_xlsx(pack)


def _exchange(pack: Pack, texts: Words) -> Iterator[tuple[str, bytes]]:
    yield "exchange/stix.json", to_stix(pack)
    yield "exchange/misp.json", to_misp(pack)
    yield "exchange/lumen.json", to_lumen(pack)
    yield "exchange/ftm.jsonl", to_ftm(pack)


def _letters(pack: Pack, texts: Words) -> Iterator[tuple[str, bytes]]:
    labels = {"page-words": texts("footer.page", page="{page}", of="{of}")}
    for name, letter in letters(pack, texts):
        yield f"letters/{name}.md", to_markdown(letter).encode()
        yield f"letters/{name}.pdf", pdf.to_pdf(letter, "letter.typ", labels, pack["about"]["as_of"])


WRITERS: tuple[Writer, ...] = (_paper, _text, _data, _exchange, _letters)


def write_dossier(folder: Path, pack: Pack, signer: Signer | None = None, seal_to: Sequence[str] = ()) -> Path:
    """Write a pack into `folder`: its files, their manifest, the signature and the ZIP; return the ZIP."""
    return write_bundle(folder, bundled(files_of(pack), pack, signer), pack, seal_to)
