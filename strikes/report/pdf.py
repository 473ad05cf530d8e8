"""Paper: blocks set by typst as PDF/A, with our own fonts, the run's day as its time, and nothing fetched.

Foreign text reaches the compiler as JSON, never as markup (R24).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import typst

from strikes.errors import StrikesError
from strikes.report.blocks import Document, as_data
from strikes.report.shown import printable

#: Families in the order in which a letter is looked for; the first and the last two come with typst.
FONTS = (
    "Libertinus Serif",
    "Noto Naskh Arabic",
    "Noto Sans CJK SC",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Devanagari",
    "DejaVu Sans Mono",
    "New Computer Modern",
)
STANDARD: typst.PDFStandard = "a-2b"
#: Dots per inch of pictures for the screen.
PICTURE_PPI = 110.0
_ROOT = Path(str(resources.files("strikes.report")))


def to_pdf(document: Document, template: str, labels: dict[str, str], as_of: str) -> bytes:
    """Return a document set by a template. `labels` are words the template itself needs; `as_of` is the run's day.

    Raises StrikesError where the compiler refuses, as it does for a letter that no font has.
    """
    day = dt.datetime.fromisoformat(as_of).replace(tzinfo=dt.UTC)
    try:
        made = _compiler(template).compile(
            sys_inputs=_inputs(document, labels), pdf_standards=[STANDARD], timestamp=int(day.timestamp())
        )
    except typst.TypstError as error:
        raise StrikesError(f"The paper could not be set: {error.message}. Please report it.") from error
    assert isinstance(made, bytes)
    return made


def fitting(draft: Callable[[Any], Document], rooms: Sequence[Any], template: str, labels: dict[str, str]) -> Document:
    """Return the document of which each summary page fits one page with as much room as it can; else with the least.

    `draft` makes a document for one room per page.
    """
    chosen = [rooms[0], rooms[0]]
    for page in range(len(chosen)):
        for room in rooms:
            chosen[page] = room
            document = draft(tuple(chosen))
            # The pages before it are left empty, so that it stands where it will stand.
            alone = (() if i < page else blocks for i, blocks in enumerate(document.summary[: page + 1]))
            if _n_pages(replace(document, summary=tuple(alone), annex=()), template, labels) <= page + 1:
                break
    return document


def to_pictures(document: Document, template: str, labels: dict[str, str]) -> list[bytes]:
    """Return the pages of a document as PNG: dots do nothing, whatever the text says."""
    return _drawn(document, template, labels, "png", PICTURE_PPI)


def _n_pages(document: Document, template: str, labels: dict[str, str]) -> int:
    # SVG is the quickest to make of all that has pages.
    return len(_drawn(document, template, labels, "svg"))


def _drawn(
    document: Document, template: str, labels: dict[str, str], form: Literal["png", "svg"], ppi: float | None = None
) -> list[bytes]:
    made = _compiler(template).compile(sys_inputs=_inputs(document, labels), format=form, ppi=ppi)
    return [page for page in (made if isinstance(made, list) else [made]) if page is not None]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[_ROOT / "fonts"])


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(_ROOT / "templates" / template, root=_ROOT / "templates", font_paths=_fonts())


def _inputs(document: Document, labels: dict[str, str]) -> dict[str, str]:
    plain = {name: value for name, value in vars(document).items() if name not in ("summary", "annex")}
    summary = [[as_data(block) for block in page] for page in document.summary]
    annex = [as_data(block) for block in document.annex]
    data = _printable(plain | labels | {"summary": summary, "annex": annex})
    return {"document": json.dumps(data, ensure_ascii=False), "fonts": json.dumps(FONTS)}


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(inner) for key, inner in value.items()}
    return [_printable(inner) for inner in value] if isinstance(value, list) else value
